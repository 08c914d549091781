"""The five seed documents and other real texts: their true metadata, nothing invented, their dirt named."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.checking import check
from gongkai.checking.adverts import spam_in_texts
from gongkai.model.publication import Publication
from gongkai.pages.site import pages_of
from gongkai.pages.site_view import site_view
from gongkai.reading.column_sources import read_column
from gongkai.reading.vocabulary import terms
from gongkai.rendering.page_html import PageRenderer

from tests.columns import document, write_column
from tests.real.columns import REAL, XIANGYIN, as_csv, lines_of, rows_of
from tests.real.seed_documents import item_text, seed_documents
from tests.templates import templates

pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="没有 ../shared/real（开发时才有的真实公开件），跳过")
ABOUT_THE_COLUMN = {
    "duty-uncovered",
    "part-empty",
    "directory-missing",
    "footer-missing",
    "reviews-missing",
    "terms-unstated",
}


def _column(root: Path, files: Mapping[str, str]) -> Publication:
    settings = "机关: {名称: 示例市人民政府办公室}\n历史遗留宽限至: 2027-12-31\n"
    return bind(read_column(write_column(root, {"catalogue/column.yml": settings, **files})), date(2026, 11, 20))


def _found(publication: Publication) -> list[tuple[str, int, str, str]]:
    problems = (one for one in check(publication) if one.rule not in ABOUT_THE_COLUMN)
    return [(one.path, one.line, one.level.value, one.rule) for one in problems]


def test_the_dirt_of_the_seeds_is_named(tmp_path: Path) -> None:
    assert _found(_column(tmp_path, seed_documents())) == [
        ("content/0.md", 2, "提示", "document-number-missing"),
        ("content/0.md", 3, "警告", "index-number-code"),
        ("content/0.md", 10, "警告", "number-brackets"),
        ("content/0.md", 20, "警告", "wrong-word"),
        ("content/0.md", 30, "警告", "wrong-word"),
        ("content/0.md", 32, "警告", "wrong-word"),
        ("content/0.md", 37, "警告", "number-brackets"),
        ("content/0.md", 37, "警告", "wrong-word"),
        ("content/0.md", 40, "警告", "number-broken"),
        ("content/0.md", 47, "警告", "wrong-word"),
        ("content/0.md", 55, "警告", "wrong-word"),
        ("content/1.md", 2, "提示", "document-number-missing"),
        ("content/1.md", 58, "警告", "number-broken"),
        ("content/2.md", 2, "提示", "document-number-missing"),
        ("content/2.md", 58, "警告", "heading-number"),
        ("content/2.md", 80, "提示", "paragraph-part-twice"),
        ("content/2.md", 124, "警告", "date-broken"),
        ("content/3.md", 5, "警告", "document-number-form"),
        ("content/3.md", 24, "提示", "conversion-leftover"),
        ("content/3.md", 152, "错误", "spam"),
        ("content/3.md", 152, "警告", "line-mixed-script"),
        ("content/4.md", 2, "警告", "missing-value"),
        ("content/4.md", 2, "提示", "document-number-missing"),
        ("content/4.md", 57, "警告", "wrong-word"),
    ]


def test_every_character_of_the_seeds_is_on_its_page(tmp_path: Path) -> None:
    publication = _column(tmp_path, seed_documents())
    renderer = PageRenderer(templates(), site_view(publication), {})
    pages = {page.url: page for page in pages_of(publication)}
    shown = {url: renderer.html(page) for url, page in pages.items()}
    third = shown["i/seed-003.html"]
    assert "<p>41.加強協作聯動。建立政務公開工作協調聯動機制" in third
    assert "內府辦函[2018]82號" in third
    assert 'gk-text__signature">內江市人民政府辦公室</p>\n<p class="gk-text__signature">2018年7月20日</p>' in third
    assert '<h2 class="gk-text__first" id="s-1">一、总体要求</h2>' in shown["000014347/2018-00231.html"]


def test_real_permits(tmp_path: Path) -> None:
    item = (
        "类型: 行政许可\n索引号: real/p\n标题: 行政许可公示\n期间: 2003年至2026年\n发布日期: 2026-05-05\n公开属性: 主动公开\n"
        "历史遗留: 是\n记录: p.csv\n"
    )
    publication = _column(
        tmp_path, {"catalogue/p.yml": item, "catalogue/p.csv": as_csv(rows_of("permit-records-creditchina.csv"))}
    )
    assert _found(publication) == []
    (page,) = (
        page
        for page in pages_of(publication)
        if page.title == "行政许可公示" and page.template == "gongkai/dataset.html"
    )
    assert page.view.records.count == 47
    first = page.view.records.rows[0]
    assert (first.anchor, first.standing.words) == ("苏交高速许字-2026-00095号", "已过有效期")
    assert [column.title for column in page.view.records.columns][:4] == [
        "行政相对人名称",
        "行政许可决定文书号",
        "许可内容",
        "许可决定日期",
    ]
    assert len({row.anchor for row in page.view.records.rows}) == 47
    # One row says «—» where the last day should stand: of it the site says nothing.
    standings = Counter(row.standing.words for row in page.view.records.rows)
    assert standings == {"长期有效": 17, "有效期内": 18, "已过有效期": 11, "": 1}


def _table(label: str, header: Mapping[str, str], rows: list[list[str]], names: list[str]) -> str:
    lines = [f"{label}:"]
    for row in rows:
        given = [(header[name], cell) for name, cell in zip(names, row) if cell and name in header]
        lines += [f"  {'- ' if number == 0 else '  '}{title}: '{cell}'" for number, (title, cell) in enumerate(given)]
    return "\n".join(lines) + "\n"


def test_inspection_list_and_plan(tmp_path: Path) -> None:
    names, *rows = rows_of("double-random-list-luozhuang-2021.csv")
    matters = _table("抽查事项", {name: name for name in names}, rows, names)
    plan_names, *plan_rows = rows_of("double-random-plan-shanggao-2023.csv")
    renamed = {
        "序号": "序号",
        "检查主体": "检查主体",
        "年度计划名称": "计划名称",
        "检查内容": "检查内容",
        "计划开展时间": "开展时间",
        "股室": "责任科室",
        "抽查比例": "抽查比例",
        "抽查频次": "抽查频次",
        "抽查数量": "抽查数量",
    }
    common = "发布日期: 2021-11-18\n公开属性: 主动公开\n历史遗留: 是\n"
    publication = _column(
        tmp_path,
        {
            "catalogue/l.yml": "类型: 随机抽查事项清单\n索引号: luozhuangqulz203/2021-0000034\n标题: 抽查事项清单\n年度: 2021\n"
            + common
            + matters,
            "catalogue/p.yml": "类型: 抽查计划\n编号: shanggao-2023\n标题: 抽查工作计划\n年度: 2023\n"
            + "抽查事项清单: luozhuangqulz203/2021-0000034\n"
            + common
            + _table("抽查任务", renamed, plan_rows, plan_names),
        },
    )
    assert _found(publication) == []
    plan = publication.by_index["shanggao-2023"]
    assert len(plan.rows("tasks")) == len(plan_rows) == 7
    assert [r.kind.name for r in publication.incoming["luozhuangqulz203/2021-0000034"]] == ["plan_from"]


def test_clean_up_decision_and_short_consultation(tmp_path: Path) -> None:
    decision = (REAL / "normative-cleanup-tongchuan-2020.txt").read_text(encoding="utf-8").split("\n")
    body = decision[next(number for number, line in enumerate(decision) if line.startswith("各区县人民政府")) :]
    head = {
        "类型": "清理结果",
        "索引号": "TCXXGK-2020-011721",
        "标题": "铜川市人民政府关于行政规范性文件清理结果的公告",
        "文号": "铜政发〔2020〕33号",
        "清理年度": "2020",
        "成文日期": "2020-09-28",
        "发布日期": "2020-09-30",
    }
    files = {"content/c.md": item_text(head, body)}
    files["content/n.md"] = item_text(XIANGYIN, lines_of("consultation-feedback-xiangyin-2022.txt"))
    publication = _column(tmp_path, files)
    assert _found(publication) == [
        ("content/n.md", 2, "警告", "missing-value"),
        ("content/n.md", 2, "警告", "missing-value"),
    ]
    assert publication.validity["TCXXGK-2020-011721"].state.value == "未标注"


_OF_FORM = ("document-number-missing", "pasted-table")


def test_a_budget_in_prose_has_its_repeated_block_named_and_nothing_else(tmp_path: Path) -> None:
    """The published text of a budget repeats a block of items; the final accounts have left a choice of their form.

    Their tables were parted by blanks when the text was taken out of the PDF, which is told as a note.
    """
    found: dict[str, list[tuple[int, str]]] = {}
    for folder in ("budget-2025-yusuan-putuo-caizheng", "budget-2024-juesuan-putuo-guizi"):
        text = (REAL / folder / "fulltext.txt").read_text(encoding="utf-8").split("\n", 1)[1].replace("\f", "\n")
        head = {"编号": folder, "标题": "部门预算和决算文本", "文件类别": "其他文件", "发布日期": "2025-02-10"}
        problems = _found(_column(tmp_path / folder, {"content/a.md": item_text(head, text.split("\n"))}))
        found[folder[:11]] = [(line, rule) for _, line, _, rule in problems if rule not in _OF_FORM]
    assert found == {
        "budget-2025": [(number, "paragraph-twice") for number in (130, 132, 134)],
        "budget-2024": [(858, "form-instruction")],
    }


def test_every_published_result_category_is_taken() -> None:
    _, *rows = rows_of("double-random-result-codes-implemented.csv")
    assert [label for _, label in rows if label not in terms("inspection_results")] == []


def test_the_published_summary_of_an_inspection_adds_up(tmp_path: Path) -> None:
    text = (REAL / "double-random-results-summary-tianning-2017.txt").read_text(encoding="utf-8").split("\n", 1)[1]
    checked, *kinds = (int(number) for number in re.findall(r"(\d+)户", text))
    assert sum(kinds) == checked == 97
    item = (
        f"类型: 抽查结果\n编号: tianning-2017\n标题: 双随机抽查结果\n期间: 2017年\n检查户数: {checked}\n抽取户数: {checked}\n"
        f"发现问题户数: {checked - kinds[0]}\n抽查计划: 2017年抽查计划\n检查完成日期: 2017-10-30\n发布日期: 2017-10-30\n"
        "公开属性: 主动公开\n历史遗留: 是\n"
    )
    assert _found(_column(tmp_path, {"catalogue/r.yml": item})) == []
    wrong = item.replace(f"发现问题户数: {checked - kinds[0]}", "发现问题户数: 98")
    assert _found(_column(tmp_path, {"catalogue/r.yml": wrong})) == [("catalogue/r.yml", 5, "错误", "identity")]


def test_a_consultation_of_exactly_thirty_days(tmp_path: Path) -> None:
    notice = (REAL / "consultation-notice-yinchuan-2020.txt").read_text(encoding="utf-8").split("\n")[1:]
    head = {
        "类型": "重大行政决策预公开",
        "编号": "yinchuan-2020",
        "标题": "《银川市城市住房保障管理办法（修订草案征求意见稿）》公开征求意见",
        "决策类别": "规范性文件",
        "决策依据": "[见起草说明]",
        "征求意见开始": "2020-10-29",
        "征求意见截止": "2020-11-28",
        "反馈方式": "[{方式: 信函, 地址或号码: 银川市金凤区北京中路166号}]",
        "联系电话": "0951-6889215",
        "发布日期": "2020-10-29",
    }
    found = _found(_column(tmp_path, {"content/n.md": item_text(head, notice)}))
    assert ("content/n.md", 26, "警告", "date-broken") in found
    assert not {rule for *_, rule in found} & {"consultation-short", "consultation-early", "signature-date"}
    shorter = item_text({**head, "征求意见截止": "2020-11-27"}, notice)
    assert "consultation-short" in {rule for *_, rule in _found(_column(tmp_path, {"content/n.md": shorter}))}


def test_the_directory_of_a_provincial_department(tmp_path: Path) -> None:
    text = (REAL / "catalogue-shandong-commerce-2023.txt").read_text(encoding="utf-8").split("\n")[1:]
    names, *rows = ([cell.strip() for cell in line.split("|")] for line in text if line.strip())
    assert names[:8] == ["序号", "一级栏目", "二级栏目", "三级栏目", "公开内容", "公开时限", "公开依据", "公开主体"]
    entries = ""
    for number, cells in enumerate(rows, 1):
        # The last cells are the same in every row; rows that continue the one before leave out the first.
        cells = [cell for cell in cells if cell]
        limit = next(cell for cell in cells if "工作日" in cell or "动态" in cell)
        at = cells.index(limit)
        entries += (
            f"- 编号: '{number}'\n  一级事项: {cells[1] if cells[0].isdecimal() else cells[0]}\n"
            f"  公开内容: {cells[at - 1]}\n  公开时限: {limit}\n  公开主体: {cells[-1]}\n"
        )
    publication = _column(tmp_path, {"catalogue/directory.yml": entries})
    assert [(entry.matter, entry.subject) for entry in publication.reading.directory] == [
        ("机构职能", "人事处"),
        ("法规文件", "法规处"),
        ("规范性文件清理结果", "按通知要求动态调整"),
        ("政策解读", "相关处室"),
    ]
    assert {rule for *_, rule in _found(publication)} == {"directory-empty"}


def test_no_real_paper_is_taken_for_an_advert(tmp_path: Path) -> None:
    """Every line of the published texts and tables but the one that was really planted."""
    lines = [
        line
        for path in sorted(REAL.rglob("*"))
        if path.suffix in (".txt", ".csv")
        for line in path.read_text(encoding="utf-8", errors="ignore").split("\n")
    ]
    shown = ("".join(sign for sign in line if sign.isprintable()) for line in lines)
    body = "\n".join(line for line in shown if not line.startswith(("---", "<<<", ">>>", "===")))
    publication = _column(tmp_path, {"content/a.md": document("1", 正文=body)})
    (item,) = publication.reading.items
    written = item.body.split("\n")
    found = [written[one.line - item.body_line] for one in spam_in_texts.check_item(item, publication)]
    assert found == ["银河4肖8码一默认论坛"]
