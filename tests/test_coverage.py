"""How far the directory is covered: in figures, in one bar for the home, and in a chart with its table."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gongkai.binding.bind import bind
from gongkai.model.publication import Publication
from gongkai.pages.column.coverage import Coverage, coverage_of, elements_chart, matters_chart, whole_chart
from gongkai.pages.site import pages_of
from gongkai.pages.site_view import site_view
from gongkai.reading.column_sources import read_column
from gongkai.rendering.page_html import PageRenderer

from tests.columns import document, write_column
from tests.templates import templates

FULL = "公开内容: 全文, 公开依据: [条例], 公开时限: 及时, 公开主体: 本局, 公开渠道: [网站], 公开对象: 全社会, 公开方式: 主动, 公开层级: 市级"
DIRECTORY = f"""
- {{编号: '1', 一级事项: 政策文件, 二级事项: 文件, 信息类型: 政策文件, {FULL}}}
- {{编号: '2', 一级事项: 政策文件, 二级事项: 解读, 信息类型: 政策解读, {FULL}}}
- {{编号: '3', 一级事项: 政策文件, 二级事项: 一事一议, 无此项说明: 本机关没有。, {FULL}}}
- {{编号: '4', 一级事项: 财政信息, 二级事项: 预算, 信息类型: 部门预算, 公开内容: 预算}}
- {{编号: '5', 一级事项: 从来没有的事项, 公开内容: 其他}}
"""


def _column(root: Path, directory: str = DIRECTORY) -> Publication:
    files = {"content/a.md": document("990000017/2026-00001"), "catalogue/directory.yml": directory}
    return bind(read_column(write_column(root, files)), date(2026, 11, 20))


def test_every_matter_is_published_stated_or_missing(tmp_path: Path) -> None:
    coverage = coverage_of(_column(tmp_path))
    assert coverage == Coverage(published=1, stated=1, total=5)
    assert (coverage.served, coverage.missing, coverage.percent) == (2, 3, 40)


def test_branches_of_the_column_in_the_order_of_the_directory(tmp_path: Path) -> None:
    chart = matters_chart(_column(tmp_path))
    assert chart
    assert chart.header == ("栏目", "已公开", "已说明无此项", "尚未公开", "合计")
    assert chart.rows == (
        ("决策公开", "1", "1", "0", "2"),
        ("解读回应", "0", "0", "1", "1"),
        ("财政公开", "0", "0", "1", "1"),
        ("其他事项", "0", "0", "1", "1"),
    )
    assert [one.words for one in chart.wide.labels if one.role == "figure"] == ["2/2", "0/1", "0/1", "0/1"]
    assert chart.description == (
        "共5个：已公开1个，已说明无此项1个，尚未公开3个。尚未公开的：解读回应1个、财政公开1个、其他事项1个。"
    )


def test_one_bar_of_the_whole(tmp_path: Path) -> None:
    chart = whole_chart(_column(tmp_path))
    assert chart
    assert chart.rows == (("", "1", "1", "3", "5"),)
    assert [block.series for block in chart.narrow.blocks] == [0, 1, 2]
    assert [label.words for label in chart.narrow.labels] == ["2/5"]


def test_columns_that_matters_leave_empty(tmp_path: Path) -> None:
    chart = elements_chart(_column(tmp_path))
    assert chart
    assert chart.rows[:2] == (("公开内容（要素）", "5", "0", "5"), ("公开依据", "3", "2", "5"))
    full = "\n".join(line for line in DIRECTORY.split("\n") if FULL in line)
    assert elements_chart(_column(tmp_path / "full", full)) is None


def test_a_column_without_a_directory_has_no_chart(tmp_path: Path) -> None:
    publication = _column(tmp_path, "[]\n")
    assert (matters_chart(publication), whole_chart(publication), elements_chart(publication)) == (None, None, None)


def test_the_page_names_what_is_missing_and_leads_to_what_is_there(tmp_path: Path) -> None:
    publication = _column(tmp_path)
    page = next(page for page in pages_of(publication) if page.url == "directory.html")
    html = PageRenderer(templates(), site_view(publication), {}).html(page)
    assert '<a href="policy.html">文件</a><span class="gk-table__served">1 条，最新' in html
    assert '一事一议<span class="gk-table__served">本机关没有。</span>' in html
    assert html.count('<strong class="gk-table__missing">尚未公开</strong>') >= 3
    assert "已公开 1 个，已说明本机关无此项 1 个，尚未公开 3 个，落实 40%" in html


def test_whatever_the_directory_says_of_a_matter_is_shown(tmp_path: Path) -> None:
    said = {
        "一级事项": "事项甲",
        "二级事项": "事项乙",
        "公开内容": "内容丙",
        "公开依据": "依据丁",
        "公开时限": "时限戊",
        "公开主体": "主体己",
        "公开渠道": "渠道庚",
        "公开对象": "对象辛",
        "公开方式": "方式壬",
        "公开层级": "层级癸",
        "更新周期": "周期子",
        "无此项说明": "说明丑",
        "责任科室": "科室寅",
        "五公开": "决策",
        "业务环节": "环节卯",
        "试点领域": "领域辰",
    }
    lines = "".join(f"  {label}: {words}\n" for label, words in said.items())
    publication = _column(tmp_path, f"- 编号: '1.1'\n{lines}  应当解读: 是\n  应当公众参与: 是\n")
    page = next(page for page in pages_of(publication) if page.url == "directory.html")
    html = PageRenderer(templates(), site_view(publication), {}).html(page)
    assert [words for words in (*said.values(), "1.1", "应当解读", "应当公众参与") if words not in html] == []
