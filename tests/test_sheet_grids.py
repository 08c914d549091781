"""A sheet of a workbook as a grid: what is printed, what is merged, and what neither may be lost."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongkai.binding.bind import bind
from gongkai.checking import check
from gongkai.commands.reporting import as_text
from gongkai.data.record_files import write_record_files
from gongkai.model.problems.yielded import gathered
from gongkai.reading.column_sources import read_column
from gongkai.reading.tables.grid import Grid, Span
from gongkai.reading.tables.sheets.sheet_choice import Wanted
from gongkai.reading.tables.sheets.sheet_tables import read_grid

from tests.columns import write_case, write_column
from tests.golden import golden
from tests.workbooks import workbook

WANTED = Wanted("", ("收支总表",), frozenset({"项目", "预算数"}), "请写明工作表“{}”。")
ROWS = [
    ["2026年部门收支总表"],
    [],
    ["", "", "单位：万元"],
    ["项目", "预算数", ""],
    ["", "合计", "其中"],
    ["人员", {"n": 1234567.5, "f": "#,##0.00"}, {"n": 0.125, "f": "0.0%"}],
]


def _grid(root: Path, said: dict[str, Any], wanted: Wanted = WANTED) -> tuple[Grid | None, str]:
    path = root / "表.xlsx"
    path.write_bytes(workbook(said))
    grid, problems = gathered(read_grid(path, "表.xlsx", wanted))
    return grid, as_text(problems)


@pytest.mark.parametrize("strict", [False, True])
def test_a_grid_has_printed_texts_lines_and_merges(strict: bool, tmp_path: Path) -> None:
    said = {
        "sheets": {"收支总表": {"rows": ROWS, "merged": ["A1:C1", "A4:A5", "B4:C4", "D9:E9", "A2:A2"]}},
        "strict": strict,
    }
    assert _grid(tmp_path, said) == (
        Grid(
            rows=(
                ("2026年部门收支总表", "", ""),
                ("", "", "单位：万元"),
                ("项目", "预算数", ""),
                ("", "合计", "其中"),
                ("人员", "1,234,567.50", "12.5%"),
            ),
            lines=(1, 3, 4, 5, 6),
            spans=(Span(0, 0, 0, 2), Span(2, 0, 3, 0), Span(2, 1, 2, 2)),
            sheet="收支总表",
        ),
        "",
    )


def test_what_a_merge_covers_and_what_is_hidden_is_told(tmp_path: Path) -> None:
    sheet = {
        "rows": [["甲", "乙"], ["丙", "丁"], ["戊", "己"]],
        "merged": ["A1:B1"],
        "hidden_rows": [3],
        "hidden_columns": [2],
    }
    grid, told = _grid(tmp_path, {"sheets": {"收支总表": sheet}})
    assert grid
    assert grid.rows == (("甲", ""), ("丙", "丁"), ("戊", "己"))
    assert told == (
        "表.xlsx:1:2: 错误[workbook-hidden] 工作表“收支总表”B1：B 列是隐藏的，里面有内容。\n"
        "    请取消隐藏并核对；不公开的，请删除整列。\n"
        "表.xlsx:3:0: 错误[workbook-hidden] 工作表“收支总表”：第 3 行是隐藏的，里面有内容。\n"
        "    请取消隐藏并核对；不公开的，请删除整行。\n"
        "表.xlsx:1:2: 错误[workbook-hidden] 工作表“收支总表”B1：这一格被合并单元格盖住，里面有“乙”，印出来看不到。\n"
        "    请取消合并并核对；不要的请清空。"
    )


def test_the_sheet_is_chosen_by_name_title_or_heading(tmp_path: Path) -> None:
    other = [["说明"], ["本表由财务科填写"]]
    for sheets in (
        {"封面": other, "收支总表": [["甲"]]},
        {"封面": other, "表1": [["收支总表"], ["甲"]]},
        {"封面": other, "表1": [["某某表"], ["项目", "预算数"]]},
        {"封面": [[""]], "表1": [["甲"]]},
    ):
        grid, told = _grid(tmp_path, {"sheets": sheets})
        assert grid
        assert grid.sheet in ("收支总表", "表1")
        assert told == ""
    grid, told = _grid(tmp_path, {"sheets": {"一": other, "二": other}})
    assert grid is None
    assert told == (
        "表.xlsx: 错误[workbook-sheet] 有几张工作表“一”“二”都可能是收支总表，不知道读哪一张。\n    请写明工作表“一”。"
    )


def test_a_stray_cell_far_away_makes_no_giant(tmp_path: Path) -> None:
    far = '<worksheet><sheetData>{}<row r="9999"><c r="XFD9999"><v>1</v></c></row></sheetData></worksheet>'
    rows = "".join(f'<row r="{row}"><c r="A{row}"><v>1</v></c></row>' for row in range(1, 200))
    said = {"sheets": {"收支总表": []}, "parts": {"xl/worksheets/sheet1.xml": far.format(rows)}}
    grid, told = _grid(tmp_path, said)
    assert grid is None
    assert told == (
        "表.xlsx:9999:16384: 错误[csv-long] 工作表“收支总表”XFD9999：表太大：有 200 行，最右边的内容在 XFD 列。\n"
        "    请删除远处多余的内容；逐条的记录请写在“记录”里。"
    )


def test_records_in_a_workbook_are_published_like_those_in_csv(tmp_path: Path) -> None:
    write_case(tmp_path, golden(Path(__file__).parent / "cases" / "reading" / "workbook_good.yml"))
    publication = bind(read_column(tmp_path), date(2026, 1, 1))
    told = [one.rule for one in check(publication) if "permits" in one.path]
    assert told == ["record-column"]
    write_record_files(publication, tmp_path / "site")
    (written,) = (tmp_path / "site").rglob("2025-00020/records.csv")
    assert written.read_text(encoding="utf-8-sig").splitlines()[1:] == [
        "甲公司,,,,,,,,,,1号,,,,,,,,内容,2025-03-28,,,局,,,,,",
        "乙公司,,,,,,,,,,2号,,,,,,,,内容,2025-03-28,,,局,,,,,",
        "丙公司,,,,,,,,,,3号,,,,,,,,内容,2025-03-28,,,局,,,,,",
    ]


def test_a_figure_table_may_stand_in_a_workbook(tmp_path: Path) -> None:
    item = (
        "类型: 部门预算\n索引号: 990000017/2026-00001\n标题: 预算\n年度: 2026\n发布日期: 2026-02-03\n公开属性: 主动公开\n"
        "表:\n  收支预算总表: 表.xlsx\n"
    )
    sheets = {
        "封面": [["某某局"], ["二〇二六年"]],
        "表一": [
            ["收支预算总表"],
            ["收入项目", "收入预算数", "支出项目", "支出预算数"],
            ["一、拨款", {"n": 1234.5, "f": "#,##0.00"}, "一、人员", "1,234.50"],
        ],
    }
    write_column(tmp_path, {"catalogue/b.yml": item, "catalogue/表.xlsx": workbook({"sheets": sheets})})
    (read,) = read_column(tmp_path).items
    (table,) = read.tables.values()
    assert table.rows[-1] == ("一、拨款", "1,234.50", "一、人员", "1,234.50")
    assert table.lines[-1] == 3
