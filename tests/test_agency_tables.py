"""Tables as agencies print them go in unchanged, as text in any usual encoding and with any usual separator, and as a sheet."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
import xlsxwriter
from gongkai.model.item import FigureTable
from gongkai.model.problems.problem import Level, Problem
from gongkai.reading.column_sources import read_column

from tests.columns import write_column
from tests.golden import golden

CASES = Path(__file__).parent / "cases" / "agency_tables"
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
    "权责等清单": "清单种类: 权力清单\n版本: 2031年版\n牵头单位: 某县某局\n",
}


@dataclass(frozen=True)
class Case:
    """A table, what its item says of it, and the columns and the number of rows that are understood."""

    name: str
    type: str
    table: str
    csv: str
    header: Sequence[str]
    rows: int
    more: str = ""
    told: Sequence[str] = ()

    @property
    def cells(self) -> list[list[str]]:
        """Its rows, all as wide as the widest, as a spreadsheet saves them."""
        rows = list(csv.reader(io.StringIO(self.csv)))
        width = max(map(len, rows))
        return [row + [""] * (width - len(row)) for row in rows]

    def text(self, separator: str) -> str:
        """The table with another separator."""
        output = io.StringIO()
        csv.writer(output, delimiter=separator, lineterminator="\r\n").writerows(self.cells)
        return output.getvalue()


GIVEN = [Case(**one) for path in sorted(CASES.glob("*.yml")) for one in golden(path)]


def _read(case: Case, name: str, contents: bytes, root: Path) -> tuple[FigureTable | None, list[Problem]]:
    item = f"类型: {case.type}\n索引号: 990000017/2031-00001\n标题: 照原样\n发布日期: 2031-02-10\n公开属性: 主动公开\n"
    if case.type in LISTS:
        item += f"{LISTS[case.type]}{case.table}: {name}\n"
    else:
        more = f", {case.more}" if case.more else ""
        item += f"{SAID[case.type]}表:\n  {case.table}: {{文件: {name}{more}}}\n"
    reading = read_column(write_column(root, {"catalogue/a.yml": item, f"catalogue/{name}": contents}))
    (only,) = reading.items
    table = next(iter(only.tables.values()), None)
    told = [one for one in reading.problems if one.path == f"catalogue/{name}" and one.level is not Level.NOTE]
    return table, told


def _plain(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("case", GIVEN, ids=lambda case: case.name)
def test_a_table_goes_in_as_it_is_printed(case: Case, tmp_path: Path) -> None:
    table, told = _read(case, "t.csv", case.csv.encode(), tmp_path)
    assert [one.rule for one in told] == list(case.told)
    assert table is not None
    assert (list(table.header), len(table.rows)) == (list(case.header), case.rows)
    assert table.printed is not None
    cells = sorted(_plain(cell) for row in case.cells for cell in row if cell.strip())
    assert sorted(map(_plain, table.printed.cells)) == cells


@pytest.mark.parametrize("case", GIVEN, ids=lambda case: case.name)
def test_neither_encoding_nor_separator_matters(case: Case, tmp_path: Path) -> None:
    table, _ = _read(case, "t.csv", case.csv.encode(), tmp_path / "plain")
    assert table is not None
    for number, contents in enumerate(
        (
            case.text(",").encode("utf-8-sig"),
            case.text(",").encode("gb18030"),
            case.text("\t").encode("gb18030"),
            case.text(";").encode(),
        )
    ):
        other, _ = _read(case, "t.csv", contents, tmp_path / str(number))
        assert other is not None
        assert (other.header, other.rows, other.unit) == (table.header, table.rows, table.unit)


@pytest.mark.parametrize("case", GIVEN, ids=lambda case: case.name)
def test_a_sheet_with_merged_headings_gives_the_same(case: Case, tmp_path: Path) -> None:
    table, _ = _read(case, "t.csv", case.csv.encode(), tmp_path / "csv")
    assert table is not None
    assert table.printed is not None
    path = tmp_path / "t.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("表")
    for number, row in enumerate(case.cells):
        for column, text in enumerate(row):
            if text.strip():
                sheet.write_string(number, column, text)
    lines = {line: number for number, line in enumerate(_lines(case.csv))}
    for part in table.printed.parts:
        for cell in (cell for cells in part.head for cell in cells if cell.words and cell.columns * cell.rows > 1):
            top, left = lines[cell.line], cell.column - 1
            sheet.merge_range(top, left, top + cell.rows - 1, left + cell.columns - 1, cell.words)
    book.close()
    other, _ = _read(case, "t.xlsx", path.read_bytes(), tmp_path / "xlsx")
    assert other is not None
    assert other.printed is not None
    assert (other.header, other.rows, other.unit) == (table.header, table.rows, table.unit)
    assert sorted(map(_plain, other.printed.cells)) == sorted(map(_plain, table.printed.cells))


def _lines(text: str) -> list[int]:
    """The line on which each row of the text begins."""
    reader = csv.reader(io.StringIO(text))
    found, line = [], 1
    for _ in reader:
        found.append(line)
        line = reader.line_num + 1
    return found


@pytest.mark.parametrize("named", ["表{}", "{:02d}{}", "Sheet{}"])
def test_each_sheet_of_a_whole_budget_is_found(named: str, tmp_path: Path) -> None:
    """By its name or by what is printed above its heading, whatever numbers and years stand beside it."""
    names = ("balance-classic", "income-2row", "expense-wide", "fiscal-balance", "general-b08", "basic-b09")
    cases = [next(case for case in GIVEN if case.name.startswith(name)) for name in names]
    book = xlsxwriter.Workbook(tmp_path / "t.xlsx")
    for number, case in enumerate(cases, 1):
        sheet = book.add_worksheet(named.format(number, case.table))
        for row, cells in enumerate(case.cells):
            sheet.write_row(row, 0, cells)
    book.close()
    item = f"类型: 部门预算\n索引号: 990000017/2031-00001\n标题: 甲\n发布日期: 2031-02-10\n公开属性: 主动公开\n{SAID['部门预算']}表:\n"
    item += "".join(f"  {case.table}: t.xlsx\n" for case in cases)
    files: dict[str, str | bytes] = {
        "catalogue/a.yml": item,
        "catalogue/t.xlsx": (tmp_path / "t.xlsx").read_bytes(),
    }
    reading = read_column(write_column(tmp_path / "c", files))
    assert [str(one) for one in reading.problems if one.level is not Level.NOTE] == []
    assert [list(table.header) for table in reading.items[0].tables.values()] == [list(case.header) for case in cases]
