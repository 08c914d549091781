"""Tables in the forms in which agencies print them go in unchanged, and the page shows every cell under its printed name."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path

import pytest
import xlsxwriter
from gongkai.binding.bind import bind
from gongkai.checking import check
from gongkai.model.problems.problem import Level, Problem
from gongkai.model.publication import Publication
from gongkai.model.tables.printed_table import PrintedTable
from gongkai.pages.site import pages_of
from gongkai.pages.site_view import site_view
from gongkai.reading.column_sources import read_column
from gongkai.reading.values.dates import iso_day
from gongkai.rendering.page_html import PageRenderer

from tests.columns import write_column
from tests.real.columns import REAL
from tests.real.test_figures import BUDGET_ITEM, FINAL_ITEM
from tests.templates import templates

TABLES = REAL.parent / "tables"
pytestmark = pytest.mark.skipif(not TABLES.is_dir(), reason="没有 ../shared/tables（开发时才有的表），跳过")
SAID = {
    "部门预算": "年度: 2031\n批复日期: 2031-02-01\n单位: 元\n单位职责与机构设置: 见原件。\n收入总计: 0\n支出总计: 0\n"
    "机关运行经费: 0\n政府采购预算: 0\n国有资产占用情况: 见原件。\n增减变化说明: 见原件。\n预算绩效情况: 见原件。\n名词解释: 见原件。\n",
    "部门决算": "年度: 2031\n批复日期: 2031-08-01\n单位: 万元\n单位职责与机构设置: 见原件。\n本年收入合计: 0\n年初结转和结余: 0\n"
    "本年支出合计: 0\n年末结转和结余: 0\n总计: 0\n机关运行经费: 0\n政府采购支出: 0\n国有资产占用情况: 见原件。\n预算绩效情况: 见原件。\n"
    "名词解释: 见原件。\n决算情况说明: 见原件。\n",
    "年度报告": "年度: 2031\n总体情况: 见原件。\n存在的主要问题及改进情况: 见原件。\n其他需要报告的事项: 见原件。\n",
}
LISTS = {
    "随机抽查事项清单": "年度: 2031\n",
    "抽查计划": "年度: 2031\n抽查事项清单: 示商发〔2031〕1号\n成文日期: 2031-02-01\n",
}
BUDGET, FINAL = "budget-2025-yusuan-putuo-caizheng/", "budget-2024-juesuan-putuo-guizi/"

REPORT = ("主动公开政府信息情况", "收到和处理政府信息公开申请情况", "政府信息公开行政复议、行政诉讼情况")


@dataclass(frozen=True)
class Given:
    """One table: its files, the type and the name under which its item has it, and what else the entry says."""

    files: tuple[str, ...]
    kind: str
    label: str
    more: str = ""

    @property
    def name(self) -> str:
        """The name of its test."""
        return Path(self.files[0]).stem


GIVEN = (
    Given(("budget-balance-wide.csv",), "部门预算", "部门收支总体情况表"),
    Given(("budget-income-split-codes.csv",), "部门预算", "部门收入总体情况表"),
    Given(("budget-expense-1.csv", "budget-expense-2-continued.csv"), "部门预算", "部门支出总体情况表"),
    Given(("budget-three-public.csv",), "部门预算", "“三公”经费支出情况表", "单位: 万元"),
    Given(("performance-goal-form.csv",), "部门预算", "项目支出绩效目标表"),
    Given(("final-basic-two-halves.csv",), "部门决算", "一般公共预算财政拨款基本支出决算表"),
    Given(("final-three-public-pairs.csv",), "部门决算", "“三公”经费支出决算表"),
    Given(("annual-2019-proactive.csv",), "年度报告", "主动公开政府信息情况"),
    Given(("annual-2019-requests.csv",), "年度报告", "收到和处理政府信息公开申请情况"),
    Given(("annual-2021-proactive-stacked.csv",), "年度报告", "主动公开政府信息情况"),
    Given((BUDGET + "01-财务收支预算总表.csv",), "部门预算", "部门收支总体情况表"),
    Given((BUDGET + "02-收入预算总表.csv",), "部门预算", "部门收入总体情况表"),
    Given((BUDGET + "03-支出预算总表.csv",), "部门预算", "部门支出总体情况表"),
    Given((BUDGET + "04-财政拨款收支预算总表.csv",), "部门预算", "财政拨款收支总体情况表"),
    Given((BUDGET + "05-一般公共预算支出功能分类预算表.csv",), "部门预算", "一般公共预算支出情况表"),
    Given(
        (BUDGET + "06-政府性基金预算支出功能分类预算表.csv",),
        "部门预算",
        "政府性基金预算支出情况表",
        "说明: 原件为空表。",
    ),
    Given(
        (BUDGET + "07-国有资本经营预算支出功能分类预算表.csv",),
        "部门预算",
        "国有资本经营预算支出情况表",
        "说明: 原件为空表。",
    ),
    Given((BUDGET + "08-一般公共预算基本支出部门预算经济分类预算表.csv",), "部门预算", "一般公共预算基本支出情况表"),
    Given((BUDGET + "09-三公经费和机关运行经费预算表.csv",), "部门预算", "“三公”经费支出情况表", "单位: 万元"),
    Given((FINAL + "01-决算单位构成.csv",), "部门决算", "部门决算单位构成"),
    Given((FINAL + "02-收入支出决算总表.csv",), "部门决算", "收入支出决算总表"),
    Given((FINAL + "03-收入决算表.csv",), "部门决算", "收入决算表"),
    Given((FINAL + "04-支出决算表.csv",), "部门决算", "支出决算表"),
    Given((FINAL + "05-财政拨款收入支出决算总表.csv",), "部门决算", "财政拨款收入支出决算总表"),
    Given((FINAL + "06-一般公共预算财政拨款支出决算表.csv",), "部门决算", "一般公共预算财政拨款支出决算表"),
    Given((FINAL + "07-一般公共预算财政拨款基本支出决算表.csv",), "部门决算", "一般公共预算财政拨款基本支出决算表"),
    Given((FINAL + "08-财政拨款三公经费支出决算表.csv",), "部门决算", "“三公”经费支出决算表"),
    Given(
        (FINAL + "09-政府性基金预算财政拨款收入支出决算表.csv",),
        "部门决算",
        "政府性基金预算财政拨款收入支出决算表",
        "说明: 原件为空表。",
    ),
    Given(
        (FINAL + "10-国有资本经营预算财政拨款收入支出决算表.csv",),
        "部门决算",
        "国有资本经营预算财政拨款收入支出决算表",
        "说明: 原件为空表。",
    ),
    *(
        Given((f"annual-report-suqian-{year}-table{number}.csv",), "年度报告", label)
        for year in (2023, 2024)
        for number, label in enumerate(REPORT, 2)
    ),
    Given(("inspection-list-two-level.csv",), "随机抽查事项清单", "抽查事项"),
    Given(("double-random-list-luozhuang-2021.csv",), "随机抽查事项清单", "抽查事项"),
    Given(("inspection-plan-no-number.csv",), "抽查计划", "抽查任务"),
    Given(("inspection-plan-ratio-in-words.csv",), "抽查计划", "抽查任务"),
    Given(("inspection-plan-with-contents.csv",), "抽查计划", "抽查任务"),
    Given(("double-random-plan-shanggao-2023.csv",), "抽查计划", "抽查任务"),
)


def _path(name: str) -> Path:
    return TABLES / name if (TABLES / name).is_file() else REAL / name


def _column(root: Path, given: Given) -> Publication:
    names = [f"t{number}.csv" for number in range(len(given.files))]
    item = f"类型: {given.kind}\n索引号: 990000017/2031-00001\n标题: 照原样\n发布日期: 2031-02-10\n公开属性: 主动公开\n"
    if given.kind in LISTS:
        item += f"{LISTS[given.kind]}{given.label}: {names[0]}\n"
    else:
        entry = f"{{文件: [{', '.join(names)}]{', ' + given.more if given.more else ''}}}"
        item += f"{SAID[given.kind]}表:\n  {given.label}: {entry}\n"
    files: dict[str, str | bytes] = {"catalogue/a.yml": item}
    files |= {f"catalogue/{name}": _path(one).read_bytes() for name, one in zip(names, given.files)}
    return bind(read_column(write_column(root, files)), date(2031, 12, 1))


def _cells(given: Given) -> Iterator[str]:
    """Every cell of the files as they are, the line that names the source whole."""
    for name in given.files:
        with _path(name).open(encoding="utf-8-sig", newline="") as file:
            for row in csv.reader(file):
                if row and row[0].startswith("#"):
                    yield ",".join(row).strip()
                else:
                    yield from (cell.strip() for cell in row if cell.strip())


def _is_own(found: Problem) -> bool:
    return found.path.startswith("catalogue/t") and all(place.path != "catalogue/a.yml" for place in found.places)


def _plain(text: str) -> str:
    return "".join(text.split())


def _shown(html: str) -> list[str]:
    """The texts between the tags of a page."""
    return [_plain(unescape(words)) for words in re.split(r"<[^>]*>", html) if words.strip()]


@pytest.mark.parametrize("given", GIVEN, ids=lambda given: given.name)
def test_a_table_goes_in_as_it_is(given: Given, tmp_path: Path) -> None:
    publication = _column(tmp_path, given)
    # The totals of the item are invented; problems that need them are none of the table.
    of_table = [one for one in check(publication) if one.path != "catalogue/a.yml" and _is_own(one)]
    assert [str(one) for one in of_table if one.level is not Level.NOTE] == []
    (item,) = publication.reading.items
    (table,) = item.tables.values()
    cells = list(_cells(given))
    page = next(page for page in pages_of(publication) if page.url == "990000017/2031-00001.html")
    shown = _shown(PageRenderer(templates(), site_view(publication), {}).html(page))
    if table.printed is None:
        # The column has the official name of the type where the table is printed with it.
        assert [cell for cell in cells if _plain(cell) not in shown] == []
        return
    assert sorted(map(_plain, table.printed.cells)) == sorted(map(_plain, cells))
    lost = [cell for cell in cells if _plain(cell) not in shown and not any(_plain(cell) in words for words in shown)]
    assert lost == []
    for cell in set(map(_plain, cells)):
        assert sum(words.count(cell) for words in shown) >= sum(_plain(one) == cell for one in cells), cell


@pytest.mark.parametrize("name", ["permits-slash-dates.csv", "permit-records-creditchina.csv"])
def test_records_go_in_as_they_are(name: str, tmp_path: Path) -> None:
    """Every cell of every permit is published; dates of table programs in the one form of all dates."""
    item = "类型: 行政许可\n索引号: 990000017/2031-00001\n标题: 许可\n期间: 2031年\n发布日期: 2031-04-01\n公开属性: 主动公开\n记录: t0.csv\n"
    files: dict[str, str | bytes] = {"catalogue/a.yml": item, "catalogue/t0.csv": _path(name).read_bytes()}
    publication = bind(read_column(write_column(tmp_path, files)), date(2031, 12, 1))
    errors = [str(one) for one in check(publication) if one.path == "catalogue/t0.csv" and one.level is Level.ERROR]
    assert errors == []
    with _path(name).open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.reader(file) if not row[0].startswith("#")][1:]
    published = [
        {iso_day(cell) for cell in record.cells} for record in publication.records["990000017/2031-00001"].rows()
    ]
    assert len(published) == len(rows)
    for row in rows:
        wanted = {iso_day(cell.strip()) for cell in row if cell.strip() not in ("", "—")}
        assert any(wanted <= cells for cells in published), row


def _as_sheet(path: Path, rows: list[list[str]], shown: PrintedTable) -> None:
    """Write the rows as a sheet in which the labels of headings are merged over the cells that they stand for."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("表")
    for number, row in enumerate(rows):
        for column, text in enumerate(row):
            if text.strip():
                sheet.write_string(number, column, text)
    for part in shown.parts:
        for cell in (cell for cells in part.head for cell in cells if cell.words and cell.columns * cell.rows > 1):
            first, left = cell.line - 1, cell.column - 1
            sheet.merge_range(first, left, first + cell.rows - 1, left + cell.columns - 1, cell.words)
    book.close()


@pytest.mark.parametrize("given", [one for one in GIVEN if len(one.files) == 1], ids=lambda given: given.name)
def test_a_sheet_with_merged_cells_gives_the_same(given: Given, tmp_path: Path) -> None:
    publication = _column(tmp_path / "csv", given)
    (item,) = publication.reading.items
    (table,) = item.tables.values()
    if table.printed is None:
        pytest.skip("一行表头的表不是照原样读的")
    with _path(given.files[0]).open(encoding="utf-8-sig", newline="") as file:
        rows = [[",".join(row)] if row and row[0].startswith("#") else row for row in csv.reader(file)]
    root = write_column(tmp_path / "xlsx", {})
    text = (tmp_path / "csv" / "catalogue" / "a.yml").read_text(encoding="utf-8")
    (root / "catalogue" / "a.yml").write_text(text.replace("t0.csv", "t0.xlsx"), encoding="utf-8")
    _as_sheet(root / "catalogue" / "t0.xlsx", rows, table.printed)
    (item,) = read_column(root).items
    (sheet,) = item.tables.values()
    assert (sheet.header, sheet.rows, sheet.unit) == (table.header, table.rows, table.unit)
    assert sheet.printed is not None
    assert sorted(sheet.printed.cells) == sorted(table.printed.cells)


def test_a_whole_budget_and_a_whole_account_go_in_unchanged(tmp_path: Path) -> None:
    """With their own totals every table agrees with every other, the one in 万元 with those in 元 too."""
    for folder, item, agency in (
        (BUDGET, BUDGET_ITEM.replace("机关运行经费: 2294300", "机关运行经费: 2294335"), "上海市普陀区财政局"),
        (FINAL, FINAL_ITEM, "上海市普陀区规划和自然资源局"),
    ):
        names = sorted(path for path in (REAL / folder).glob("*.csv"))
        mark = "b" if folder == BUDGET else "f"
        files: dict[str, str | bytes] = {
            f"catalogue/{mark}{int(path.stem[:2])}.csv": path.read_bytes() for path in names
        }
        files |= {"catalogue/a.yml": item, "catalogue/column.yml": f"机关: {{名称: {agency}}}\n"}
        publication = bind(read_column(write_column(tmp_path / mark, files)), date(2026, 11, 20))
        (only,) = publication.reading.items
        assert len(only.tables) == len(names)
        told = [str(one) for one in check(publication) if one.path.endswith(".csv") and one.level is not Level.NOTE]
        assert told == []


def test_no_column_is_lost() -> None:
    """Every file of the folder of forms, and every table of figures among the real ones, is tried."""
    tried = {name for given in GIVEN for name in given.files}
    real = {path.relative_to(REAL).as_posix() for path in REAL.rglob("*.csv")}
    assert {name for name in real if not name.startswith(("permit-", "double-random-result-"))} <= tried
    assert {path.name for path in TABLES.glob("*.csv")} - tried == {"permits-slash-dates.csv"}


def test_every_result_of_the_code_list_is_known(tmp_path: Path) -> None:
    """Results in the words of the national system are accepted; its codes alone say nothing to readers and are told."""
    with (REAL / "double-random-result-codes-implemented.csv").open(encoding="utf-8-sig", newline="") as file:
        codes = [row for row in csv.reader(file) if not row[0].startswith("#")][1:]
    item = (
        "类型: 抽查结果\n索引号: 990000017/2031-00001\n标题: 结果\n期间: 2031年\n抽查计划: 990000017/2031-00002\n"
        "检查完成日期: 2031-03-05\n发布日期: 2031-04-01\n公开属性: 主动公开\n记录: t0.csv\n"
    )
    head = "序号,检查对象,抽查事项,检查单位,检查日期,检查结果\n"
    for place, told in ((1, 0), (0, len(codes))):
        rows = "".join(f"{number},甲{number},乙,某局,2031-03-01,{row[place]}\n" for number, row in enumerate(codes, 1))
        files: dict[str, str | bytes] = {"catalogue/a.yml": item, "catalogue/t0.csv": head + rows}
        publication = bind(read_column(write_column(tmp_path / str(place), files)), date(2031, 12, 1))
        found = [one for one in check(publication) if one.path == "catalogue/t0.csv" and one.rule == "not-allowed"]
        assert len(found) == told
