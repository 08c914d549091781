"""The fiscal list is narrowed by level and kind without scripts: every choice that has items is a page, and links to the others."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gongkai.binding.bind import bind
from gongkai.pages.lists.class_lists import class_pages
from gongkai.pages.page import Page
from gongkai.pages.site_view import class_lists, site_view
from gongkai.reading.column_sources import read_column

from tests.columns import document, write_column
from tests.golden import golden

EXAMPLES = Path(__file__).parent / "cases" / "examples"
UNIT = "类型: 部门预算\n索引号: 990000017/2026-00090\n标题: 示例市商务服务中心预算\n级次: 单位\n发布日期: 2026-03-10\n公开属性: 主动公开\n历史遗留: 是\n年度: 2026\n"


def _pages(tmp_path: Path, files: dict[str, str]) -> dict[str, Page]:
    publication = bind(read_column(write_column(tmp_path, files)), date(2026, 11, 20))
    return {page.url: page for page in class_pages(publication, site_view(publication))}


def _shown(page: Page) -> list[tuple[str, list[str]]]:
    return [
        (group.label, [f"{one.title} {one.count} {one.url}{' 本页' if here else ''}" for one, here in group.choices])
        for group in page.view.filters
    ]


def test_every_choice_with_items_is_a_page(tmp_path: Path) -> None:
    files = {"catalogue/unit.yml": UNIT, "content/other.md": document()}
    for name in ("government_budget", "budget_execution", "department_final"):
        files |= golden(EXAMPLES / f"{name}.yml")["files"]
    pages = _pages(tmp_path, files)
    assert {url: [line.title for line in page.view.lines] for url, page in pages.items()} == {
        "fiscal-items.html": [
            "示例市2026年上半年预算执行情况",
            "示例市商务服务中心预算",
            "示例市2026年政府预算",
            "示例市商务局2023年部门决算",
        ],
        "fiscal-items/budget.html": ["示例市商务服务中心预算", "示例市2026年政府预算"],
        "fiscal-items/execution.html": ["示例市2026年上半年预算执行情况"],
        "fiscal-items/final.html": ["示例市商务局2023年部门决算"],
        "fiscal-items/government.html": ["示例市2026年上半年预算执行情况", "示例市2026年政府预算"],
        "fiscal-items/government-budget.html": ["示例市2026年政府预算"],
        "fiscal-items/government-execution.html": ["示例市2026年上半年预算执行情况"],
        "fiscal-items/department.html": ["示例市商务局2023年部门决算"],
        "fiscal-items/department-final.html": ["示例市商务局2023年部门决算"],
        "fiscal-items/unit.html": ["示例市商务服务中心预算"],
        "fiscal-items/unit-budget.html": ["示例市商务服务中心预算"],
    }
    assert _shown(pages["fiscal-items/government-budget.html"]) == [
        (
            "级次",
            [
                "全部 2 fiscal-items/budget.html",
                "政府 1 fiscal-items/government-budget.html 本页",
                "单位 1 fiscal-items/unit-budget.html",
            ],
        ),
        (
            "类别",
            [
                "全部 2 fiscal-items/government.html",
                "预算 1 fiscal-items/government-budget.html 本页",
                "预算执行 1 fiscal-items/government-execution.html",
            ],
        ),
    ]
    assert pages["fiscal-items/government-budget.html"].title == "按级次、类别查找：政府、预算"


def test_a_column_without_anything_fiscal_has_no_such_list(tmp_path: Path) -> None:
    publication = bind(read_column(write_column(tmp_path, {"content/other.md": document()})), date(2026, 11, 20))
    site = site_view(publication)
    assert list(class_pages(publication, site)) == []
    leaves = [leaf.url for part in site.parts for group in part.groups for leaf in group.leaves]
    assert [one.url for one in class_lists() if one.url in leaves] == []
    assert "policy.html" in leaves
