"""A sheet of records goes in: what it changes is shown and written cell by cell, and all else stays byte for byte."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from gongkai.commands.command_line import main
from gongkai.exchange.sheets.changed_records import ChangedRecords, raw_rows
from gongkai.exchange.sheets.record_difference import CellChange, ChangedRecord
from gongkai.exchange.sheets.sheet_columns import record_columns
from gongkai.exchange.sheets.template_stamp import version_of
from gongkai.model.problems.yielded import gathered
from gongkai.reading.types.kinds import load_kinds
from hypothesis import given
from hypothesis import strategies as st

from tests.columns import write_column
from tests.workbooks import workbook

ITEM = """# 每月五日以前更新
类型: 行政许可
索引号: 990000017/2025-00020
标题: 2025年3月行政许可
期间: 2025年3月
发布日期: 2025-04-01
公开属性: 主动公开
记录: permits.csv # 由审批科填报
"""
OLD = (
    "行政相对人名称,备注,行政许可决定文书号,许可内容,许可决定日期,许可机关\r\n"
    '"甲公司",内部核过,1号,"许可，甲",2025-03-01,局\r\n'
    "乙公司,,2号,许可乙,2025/3/2,局\r\n"
    "丙公司,,3号,许可丙,2025-03-03,局\r\n"
)
HEAD = ["行政相对人名称", "行政许可决定文书号", "许可内容", "许可决定日期", "许可机关"]
DAY = {"n": 45717, "f": "yyyy/m/d"}


def _column(root: Path, rows: Sequence[object], **more: Any) -> Path:
    sheets = more.pop("sheets", {"行政许可": rows})
    write_column(root, {"catalogue/p.yml": ITEM, "catalogue/permits.csv": OLD.encode("gb18030")})
    (root / "三月.xlsx").write_bytes(workbook({"sheets": sheets, **more}))
    return root


def _run(root: Path, *options: str) -> int:
    return main(["--root", str(root), "import", str(root / "三月.xlsx"), *options])


ROWS = [
    HEAD,
    ["甲公司", "1号", "许可，甲", DAY, "局"],
    ["乙公司", "2号", "许可乙、丁", "2025-03-02", "局"],
    ["戊公司", "5号", "许可戊", "2025.3.5", "局"],
]


def test_the_difference_is_shown_and_written_only_when_asked(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = _column(tmp_path, ROWS)
    assert _run(root) == 0
    assert capsys.readouterr().out == (
        "“三月.xlsx”与“2025年3月行政许可”（990000017/2025-00020）的记录比较：新增 1 条，改动 1 条，不再有 1 条，没有变 1 条。\n"
        "新增　第 4 行　5号\n"
        "改动　第 3 行　2号：许可内容 “许可乙” → “许可乙、丁”\n"
        "不再有　catalogue/permits.csv 第 4 行　3号\n"
        "没有写任何文件。要写入的，加 --write。\n"
    )
    assert (root / "catalogue/permits.csv").read_bytes() == OLD.encode("gb18030")
    assert _run(root, "--write") == 0
    assert capsys.readouterr().out.endswith("已写入 catalogue/permits.csv\n请用 run.py check 检查。\n")
    assert (root / "catalogue/permits.csv").read_bytes().decode("gb18030") == (
        "行政相对人名称,备注,行政许可决定文书号,许可内容,许可决定日期,许可机关\r\n"
        '"甲公司",内部核过,1号,"许可，甲",2025-03-01,局\r\n'
        "乙公司,,2号,许可乙、丁,2025/3/2,局\r\n"
        "戊公司,,5号,许可戊,2025.3.5,局\r\n"
    )
    assert (root / "catalogue/p.yml").read_text(encoding="utf-8") == ITEM
    assert _run(root, "--write") == 0
    assert capsys.readouterr().out.endswith("没有变 3 条。\n没有要写的改动。\n")


def test_what_the_sheet_lacks_can_stay_and_a_new_column_is_added(tmp_path: Path) -> None:
    root = _column(tmp_path, [[*HEAD, "许可编号"], ["甲公司", "1号", "许可，甲", DAY, "局", "0012"]])
    assert _run(root, "--keep", "--write") == 0
    assert (root / "catalogue/permits.csv").read_bytes().decode("gb18030") == (
        "行政相对人名称,备注,行政许可决定文书号,许可内容,许可决定日期,许可机关,许可编号\r\n"
        "甲公司,内部核过,1号,许可，甲,2025-03-01,局,0012\r\n"
        "乙公司,,2号,许可乙,2025/3/2,局,\r\n"
        "丙公司,,3号,许可丙,2025-03-03,局,\r\n"
    )


@pytest.mark.parametrize(
    ("rows", "more", "told"),
    [
        (
            [HEAD, ["甲公司", "1号", {"formula": "A1"}, "三月", "局"]],
            {},
            "三月.xlsx:2:3: 错误[workbook-cell] 工作表“行政许可”C2：这一格是公式，文件里没有存它的结果。\n"
            "    请用表格软件打开，重新计算后保存。\n"
            "三月.xlsx:2:4: 错误[not-a-date] 工作表“行政许可”D2：“许可决定日期”写成“三月”，不是日期。\n"
            "    请写成 2018-03-05 这样。\n"
            "表格里有以上问题，没有写任何文件。\n",
        ),
        (
            [HEAD, ["甲公司", "1号", "许可", DAY, "局"]],
            {
                "sheets": {
                    "行政许可": {"rows": [HEAD], "notes": {"B1": "待定"}},
                    "内部": {"rows": [["甲"]], "state": "hidden"},
                }
            },
            "三月.xlsx: 警告[workbook-hidden] 工作表“内部”是隐藏的，里面有内容，没有读。\n"
            "    请取消隐藏，核对后删除这张表，或者留着不隐藏。\n"
            "三月.xlsx:1:2: 警告[workbook-note] 工作表“行政许可”B1：有批注，批注不会公开，没有读。\n"
            "    请核对批注里的意见，然后删除批注。\n"
            "表格里有以上问题，没有写任何文件。\n",
        ),
        (
            [],
            {"sheets": {"三月": [HEAD], "四月": [HEAD]}},
            "“三月.xlsx”有几张工作表“三月”“四月”都可以，不知道读哪一张。请加 --sheet 工作表名称。\n没有写任何文件。\n",
        ),
        (
            [["姓名", "电话"], ["甲", "乙"]],
            {},
            "“三月.xlsx”的表头不是哪一种信息的：姓名、电话。请用 run.py template 类型 生成模板，或者照模板的列名改表头。\n"
            "没有写任何文件。\n",
        ),
        (
            [HEAD],
            {"sheets": {"行政许可": [HEAD], "填写说明": [["模板：行政许可·逐条记录·版本 00000000"]]}},
            "“三月.xlsx”是旧的模板（版本 00000000，现在是 {version}），各列和现在的“行政许可”不同。"
            "请用 run.py template 行政许可 重新生成，把内容复制过去。\n没有写任何文件。\n",
        ),
    ],
)
def test_what_is_not_certain_stops_the_import(
    rows: list[list[Any]], more: dict[str, Any], told: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = _column(tmp_path, rows, **more)
    assert _run(root, "--write") == 1
    version = version_of(record_columns(KIND))
    assert capsys.readouterr().err == told.replace("{version}", version)
    assert (root / "catalogue/permits.csv").read_bytes() == OLD.encode("gb18030")


def test_a_sheet_of_another_type_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = _column(tmp_path, ROWS)
    assert _run(root, "--type", "行政处罚") == 1
    assert capsys.readouterr().err == (
        "“三月.xlsx”的表头不是行政处罚的：行政相对人名称、行政许可决定文书号、许可内容、许可决定日期、许可机关。"
        "请用 run.py template 类型 生成模板，或者照模板的列名改表头。\n没有写任何文件。\n"
    )


def test_a_record_that_stands_twice_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = _column(tmp_path, [*ROWS, ROWS[1]])
    assert _run(root, "--keep") == 0
    captured = capsys.readouterr()
    assert captured.err == (
        "三月.xlsx:5:2: 警告[record-twice] 工作表“行政许可”B5：“1号”在表里已经有一行。\n    请核对是否重复填写。\n"
    )
    assert "新增 2 条" in captured.out


OWN = """name: own_list
title: 自有名单
base: dataset
listing: {path: own, title: 自有名单, part: 法定主动公开内容, group: 管理公开, order: 990}
text: optional
description: 本机关自己的名单。
fields: []
record: {key: number}
records:
  - {name: number, title: 编号列, type: string}
  - {name: holder, title: 名称列, type: string}
  - {name: note, title: 备注列, type: string}
"""


def test_without_its_key_no_record_is_compared(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    item = ITEM.replace("类型: 行政许可", "类型: 自有名单").replace("期间: 2025年3月\n", "")
    files = {
        "catalogue/p.yml": item,
        "catalogue/permits.csv": "编号列,名称列,备注列\n1,甲,\n",
        "catalogue/types/own_list.yml": OWN,
    }
    write_column(tmp_path, files)
    (tmp_path / "三月.xlsx").write_bytes(workbook({"sheets": {"自有名单": [["名称列", "备注列"], ["甲", "新"]]}}))
    assert _run(tmp_path, "--type", "自有名单", "--write") == 1
    assert capsys.readouterr().err == (
        "“三月.xlsx”没有“编号列”这一列，不能和现有的记录逐条核对。请补上这一列。\n没有写任何文件。\n"
    )


def test_csv_goes_in_as_well(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    root = _column(tmp_path, ROWS)
    (root / "新.csv").write_text(",".join(HEAD) + "\n甲公司,1号,许可，甲,2025-03-01,局\n", encoding="utf-8")
    assert main(["--root", str(root), "import", str(root / "新.csv"), "--keep"]) == 0
    assert "新增 0 条，改动 0 条，不再有 0 条，没有变 1 条。\n没有要写的改动。" in capsys.readouterr().out


KIND = next(kind for kind in gathered(load_kinds(None))[0].values() if kind.title == "行政许可")
CELLS = st.text('甲乙 ,"\n1', max_size=5)


@given(
    st.lists(st.lists(CELLS, min_size=2, max_size=3), min_size=2, max_size=5),
    st.sampled_from(("\n", "\r\n")),
    st.data(),
)
def test_rows_that_do_not_change_stay_as_they_are_written(rows: list[list[str]], end: str, data: st.DataObject) -> None:
    target = io.StringIO()
    csv.writer(target, lineterminator=end).writerows(rows)
    text = target.getvalue()
    columns = KIND.records[:2]
    lines = [line for line, _, _ in raw_rows(text)]
    number = data.draw(st.integers(1, len(rows) - 1))
    value = data.draw(CELLS)
    change = ChangedRecord("", 0, 0, lines[number], (CellChange(columns[0].name, "", "", value),))
    again = ChangedRecords(text, columns, ()).text([change], (), [{columns[1].name: "新"}])
    expected = [list(row) for row in rows]
    if any(map(str.strip, expected[number])) and any(any(map(str.strip, row)) for row in expected[:number]):
        expected[number][0] = value
    assert list(csv.reader(io.StringIO(again, newline="")))[: len(rows)] == expected
    assert list(csv.reader(io.StringIO(again, newline="")))[-1] == ["", "新"]


def test_days_in_the_rows_right_below_the_heading_are_days(tmp_path: Path) -> None:
    """A day that is printed without its year is read from the number in its cell, in the first row as in the last."""
    day = {"n": 45717, "f": 'm"月"d"日"'}
    root = _column(tmp_path, [HEAD, ["甲公司", "1号", "许可，甲", day, "局"], ["己公司", "6号", "许可己", day, "局"]])
    assert _run(root, "--keep", "--write") == 0
    lines = (root / "catalogue/permits.csv").read_bytes().decode("gb18030").split("\r\n")
    assert lines[1] == '"甲公司",内部核过,1号,"许可，甲",2025-03-01,局'
    assert lines[4] == "己公司,,6号,许可己,2025-03-01,局"
