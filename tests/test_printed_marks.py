"""What a paper has wrong itself is marked wherever the site shows it, and told in the data and in the archive."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from gongkai.archiving.metadata import metadata_tables
from gongkai.building.build_caches import BuildCaches
from gongkai.building.output import write_column as write_site
from gongkai.building.sources import checked_column
from gongkai.data.open_data import write_open_data
from gongkai.model.problems.problem import has_errors
from gongkai.model.publication import Publication
from gongkai.searching.records.record_index import publish_record_search
from gongkai.texts.html import render
from gongkai.texts.marked_text import Text

from tests.columns import PERMITS, document, write_column
from tests.conftest import PROJECT
from tests.templates import templates

DAY = date(2026, 11, 20)
THEME = PROJECT / "theme_overrides"
_WAIVER = "照原件公开:\n  - 位置: {}\n    理由: {}\n"
_ROWS = "".join(f"公司{n},,{n}号,内容,2025-03-0{n % 9 + 1},局\n" for n in range(2, 150))
_BASE = "发布日期: 2025-09-10\n公开属性: 主动公开\n历史遗留: 是\n"
FILES: dict[str, str | bytes] = {
    "content/a.md": document(
        "1",
        标题="关于做好《第一项工作的通知",
        发文字号="示商发[2024]1号",
        照原件公开="[{位置: 标题, 理由: 原件书名号不成对。}, {位置: 发文字号, 理由: 原件如此}, {位置: 正文“三、丙”, 理由: 序号印错}]",
        正文="一、甲\n\n三、丙\n\n| 项目 | 数 |\n| --- | --- |\n| 甲 | 1 |\n",
    ),
    "catalogue/b.yml": "类型: 部门决算\n索引号: 990000017/2025-00012\n标题: 决算\n年度: 2024\n单位: 万元\n"
    + _BASE
    + "".join(f"{label}: 甲\n" for label in "单位职责与机构设置 国有资产占用情况 预算绩效情况 名词解释".split())
    + "".join(
        f"{label}: 0\n"
        for label in "本年收入合计 本年支出合计 年初结转和结余 年末结转和结余 总计 政府采购支出 机关运行经费".split()
    )
    + "批复日期: 2025-09-01\n决算情况说明: |\n  按《一编制。\n\n  按《二公开。\n"
    + "表:\n  一般公共预算财政拨款支出决算表: general.csv\n"
    + _WAIVER.format("一般公共预算财政拨款支出决算表 / 商贸事务 / 合计", "原件合计有误")
    + "  - 位置: 决算情况说明“按《二”\n    理由: 原件如此\n",
    "catalogue/general.csv": "科目编码,科目名称,合计,基本支出,项目支出\n201,一般公共服务支出,20.00,10.00,10.00\n"
    "20113,商贸事务,21.00,10.00,10.00\n2011301,行政运行,10.00,10.00,0.00\n2011308,招商引资,10.00,0.00,10.00\n",
    "catalogue/p.yml": "类型: 行政许可\n索引号: 990000017/2025-00020\n标题: 许可\n期间: 2025年3月\n"
    + _BASE.replace("2025-09-10", "2025-03-12")
    + "记录: p.csv\n"
    + _WAIVER.format("p.csv / 空号 / 许可决定日期", "原件日期如此")
    + "  - 位置: p.csv 第4行 / 行政许可决定文书号\n    理由: 原件文号印重了\n",
    "catalogue/p.csv": f"{PERMITS}甲公司,,空号,内容,2025-02-30,局\n公司1,,1号,内容,2025-03-01,局\n"
    f"乙公司,,1号,内容,2025-03-12,局\n{_ROWS}",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_column(tmp_path_factory.mktemp("printed"), FILES)


@pytest.fixture(scope="module")
def publication(root: Path) -> Publication:
    publication, problems = checked_column(root, DAY)
    assert not has_errors(problems), [str(one) for one in problems]
    return publication


@pytest.fixture(scope="module")
def folder(publication: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    write_site(publication, templates(), {}, folder, THEME)
    return folder


def _page(folder: Path, name: str) -> str:
    return (folder / "990000017" / f"{name}.html").read_text(encoding="utf-8")


MARK = '<a class="gk-printed" href="#printed-{0}"><span class="gk-hidden">（原件如此，见注）</span>※{0}</a>'


def _notes(page: str) -> list[str]:
    """The notes of a page as people read them."""
    found = re.findall(r'<li class="gk-printed-notes__note" id="printed-\d+">(.*?)</li>', page)
    return [re.sub(r"<[^>]*>", "", note) for note in found]


def test_the_cell_is_marked_and_the_note_below_the_table_says_what_does_not_add_up(folder: Path) -> None:
    page = _page(folder, "2025-00012")
    assert f'<td class="gk-table__number gk-table__printed">21.00{MARK.format(1)}</td>' in page
    assert page.count("gk-table__printed") == 1
    assert _notes(page)[:1] == [
        "※1原件如此：商贸事务 / 合计，印作“21.00”。“合计”为 21.00，按各项相加应为 20.00。"
        "一般公共服务支出（合计）为 20.00，下级 1 行相加为 21.00。商贸事务（合计）为 21.00，下级 2 行相加为 20.00。"
        "理由：原件合计有误。"
    ]
    assert page.index("gk-table__printed") < page.index("gk-printed-notes")


def test_a_line_of_a_section_is_marked_and_noted_below_it(folder: Path) -> None:
    page = _page(folder, "2025-00012")
    assert f"<p>按《一编制。</p>\n<p>按《二公开。{MARK.format(2)}</p>" in page
    note = "※2原件如此：决算情况说明“按《二公开。”。书名号不成对：“《”1 个，“》”0 个。理由：原件如此。"
    assert note in _notes(page)


def test_title_number_and_line_are_marked_where_they_stand(folder: Path) -> None:
    page = _page(folder, "2024-00001")
    assert f'<h1 class="gk-title">关于做好《第一项工作的通知{MARK.format(1)}</h1>' in page
    assert f"<span>示商发[2024]1号{MARK.format(2)}</span>" in page
    assert f"示商发[2024]1号{MARK.format(2)}</dd>" in page
    assert f"三、丙{MARK.format(3)}</h2>" in page
    assert _notes(page) == [
        "※1原件如此：标题，印作“关于做好《第一项工作的通知”。书名号不成对：“《”1 个，“》”0 个。理由：原件书名号不成对。",
        "※2原件如此：发文字号，印作“示商发[2024]1号”。发文字号“示商发[2024]1号”的写法不规范。理由：原件如此。",
        "※3原件如此：正文“三、丙”。序号“三、”之前缺少“二、”。理由：序号印错。",
    ]


def test_a_record_is_marked_on_the_page_where_it_stands(folder: Path, publication: Publication) -> None:
    first, second = _page(folder, "2025-00020"), _page(folder, "2025-00020/p2")
    everything = (folder / "permits" / "records.html").read_text(encoding="utf-8")
    assert _notes(second)[:1] == [
        "※1原件如此：空号 / 许可决定日期，印作“2025-02-30”。“许可决定日期”写成“2025-02-30”，日历上没有这一天。理由：原件日期如此。"
    ]
    assert f'<td class="gk-records__day">2025-02-30{MARK.format(1)}</td>' in second
    key = '1号<span class="gk-printed"><span class="gk-hidden">（原件如此，见注）</span>※2</span></a>'
    assert [key in page for page in (first, second)].count(True) == 1
    assert sorted(len(_notes(page)) for page in (first, second)) == [1, 1]
    assert _notes(everything) == []
    assert ("※2" in everything) == (key in first)


def test_data_and_archive_tell_what_is_printed_found_and_why(
    publication: Publication, folder: Path, root: Path, tmp_path: Path
) -> None:
    write_open_data(publication, tmp_path)
    items = {one["index_no"]: one for one in json.loads((tmp_path / "data/items.json").read_text(encoding="utf-8"))}
    assert items["990000017/2025-00020"]["as_printed"] == [
        {
            "place": "p.csv / 空号 / 许可决定日期",
            "printed": "2025-02-30",
            "found": ["“许可决定日期”写成“2025-02-30”，日历上没有这一天。"],
            "reason": "原件日期如此",
        },
        {
            "place": "p.csv / 第4行 / 行政许可决定文书号",
            "printed": "1号",
            "found": ["“行政许可决定文书号”与另一条记录相同。"],
            "reason": "原件文号印重了",
        },
    ]
    rows = (tmp_path / "990000017/2025-00020/records.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(rows[-1])["decision_date"] == "2025-02-30"
    assert "2025-02-30" in (tmp_path / "990000017/2025-00020/records.csv").read_text(encoding="utf-8-sig")
    schema = json.loads((tmp_path / "data/schemas/permit_result.json").read_text(encoding="utf-8"))
    types = {one["name"]: one["type"] for one in schema["fields"]}
    assert (types["许可决定日期"], types["有效期至"]) == ("string", "string")
    assert "as_printed" in next(one for one in schema["fields"] if one["name"] == "许可决定日期")["description"]
    cells = list(csv.reader(io.StringIO(metadata_tables(publication, folder, root)["as-printed.csv"], newline="")))
    assert cells[0] == "索引号 位置 原件所印 检查发现 理由".split()
    assert [row[:3] for row in cells[1:]] == [
        ["990000017/2024-00001", "标题", "关于做好《第一项工作的通知"],
        ["990000017/2024-00001", "发文字号", "示商发[2024]1号"],
        ["990000017/2024-00001", "正文“三、丙”", "三、丙"],
        ["990000017/2025-00012", "一般公共预算财政拨款支出决算表 / 商贸事务 / 合计", "21.00"],
        ["990000017/2025-00012", "决算情况说明“按《二公开。”", "按《二公开。"],
        ["990000017/2025-00020", "p.csv / 空号 / 许可决定日期", "2025-02-30"],
        ["990000017/2025-00020", "p.csv / 第4行 / 行政许可决定文书号", "1号"],
    ]


def test_the_card_of_a_record_knows_it(publication: Publication, tmp_path: Path) -> None:
    publish_record_search(publication, tmp_path)
    text = (tmp_path / "search/records-permits/rows.js").read_text(encoding="utf-8")
    meta = json.loads(text.partition(",")[2].removesuffix(");\n"))
    assert meta["printed"]["990000017/2025-00020"]["空号"] == [
        [
            "decision_date",
            "许可决定日期",
            "印作“2025-02-30”。“许可决定日期”写成“2025-02-30”，日历上没有这一天。理由：原件日期如此。",
        ]
    ]


def test_the_mark_in_a_text_is_that_of_the_component() -> None:
    component = templates().get_template("gongkai/components/printed.html").module
    html = render(
        Text("一段\n\n| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |\n", printed=((0, 1), (4, 2))), "", lambda _: None
    ).html
    assert f"<p>一段{component.printed_mark(1)}</p>" in html  # type: ignore[attr-defined]
    assert html.endswith(f"<p>{component.printed_mark(2)}</p>")  # type: ignore[attr-defined]


def test_a_change_elsewhere_that_changes_the_finding_changes_the_page(root: Path, tmp_path: Path) -> None:
    """The note tells what another report says, so that the page is made again with it."""
    column = tmp_path / "column"
    shutil.copytree(root / "catalogue", column / "catalogue")
    shutil.copytree(root / "content", column / "content")
    three_public = (
        "类型: “三公”经费\n索引号: 990000017/2025-00013\n标题: 三公\n年度: 2024\n口径: {}\n单位: 万元\n合计: {}\n"
        "因公出国（境）费: {}\n公务用车购置及运行费: 0\n公务用车购置费: 0\n公务用车运行费: 0\n公务接待费: 0\n"
        "出国（境）团组数: 1\n出国（境）人次: 1\n公务用车购置数: 0\n公务用车保有量: 0\n国内公务接待批次: 0\n国内公务接待人次: 0\n"
        "增减变化说明: 持平。\n发布日期: 2025-09-10\n公开属性: 主动公开\n"
    )
    budget = three_public.format("预算", "2.00", "2.00").replace("00013", "00014")
    final = (
        three_public.format("决算", "1.00", "1.00")
        + "年初预算合计: 3.00\n"
        + _WAIVER.format("年初预算合计", "原件如此")
    )
    write_column(column, {"catalogue/f.yml": final, "catalogue/g.yml": budget})

    def build(name: str, last: BuildCaches | None) -> bytes:
        publication, problems = checked_column(column, DAY, last)
        assert not has_errors(problems), [str(one) for one in problems]
        write_site(publication, templates(), {}, tmp_path / name, THEME, last)
        return (tmp_path / name / "990000017/2025-00013.html").read_bytes()

    assert "预算公开的 2.00".encode() in build("first", BuildCaches(column))
    shutil.copytree(tmp_path / "first", column / "site")
    write_column(column, {"catalogue/g.yml": budget.replace("2.00", "4.00")})
    warm = build("warm", BuildCaches(column))
    assert "预算公开的 4.00".encode() in warm
    assert warm == build("cold", None)
