"""``import`` of sheets: shows row by row what a sheet changes, and writes it when asked to."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from gongkai.commands.reporting import as_text
from gongkai.commands.terminal import print_error
from gongkai.exchange.sheets.all_or_none import write_all
from gongkai.exchange.sheets.import_items import ItemImport, import_items
from gongkai.exchange.sheets.import_records import RecordImport, import_records
from gongkai.exchange.sheets.incoming_sheet import incoming_sheet
from gongkai.exchange.sheets.record_difference import CellChange, stops
from gongkai.exchange.sheets.sheet_refusal import SheetRefusedError
from gongkai.exchange.sheets.template_stamp import RECORDS
from gongkai.model.problems.printable import printable
from gongkai.model.problems.problem import in_order
from gongkai.model.problems.quoting import distinct_quotes
from gongkai.reading.column_sources import read_column
from gongkai.reading.tables.sheets.workbook_file import is_workbook
from gongkai.setup.swap import ChangeRefusedError

_MOST_LINES = 100
"""The number of differences of one kind that are shown one by one."""
_LONGEST = 40
"""The number of characters of a cell that are shown."""


def is_sheet(path: Path) -> bool:
    """Whether a file is taken in as a sheet."""
    return is_workbook(path.name) or path.suffix.lower() == ".csv"


def add_sheet_options(command: argparse.ArgumentParser) -> None:
    """Add the options that only sheets have."""
    command.add_argument("--sheet", default="", metavar="工作表", help="表格：读哪一张工作表")
    command.add_argument("--item", default="", metavar="索引号", help="表格：记录是哪一件信息的")
    command.add_argument("--keep", action="store_true", help="表格：表里没有的照旧保留，不删除")
    command.add_argument("--write", action="store_true", help="表格：列出改动后直接写入，不再问")


def import_sheet(options: argparse.Namespace) -> int:
    """Take one sheet into the column."""
    try:
        column = read_column(options.root)
        kinds = {kind.title: kind for kind in column.kinds.values()}
        incoming = incoming_sheet(options.file, kinds, options.type, options.sheet)
        found: RecordImport | ItemImport
        if incoming.content == RECORDS:
            found = import_records(incoming, column, options.item, options.keep)
            lines = list(_record_lines(found, incoming.shown))
        else:
            found = import_items(incoming, column, options.root)
            lines = list(_item_lines(found, incoming.shown))
    except SheetRefusedError as refused:
        print_error(distinct_quotes(f"{refused}\n没有写任何文件。"))
        return 1
    if stops(found.problems):
        print_error(as_text(in_order(found.problems)))
        print_error("表格里有以上问题，没有写任何文件。")
        return 1
    if found.problems:
        print_error(as_text(in_order(found.problems)))
    print("\n".join(map(distinct_quotes, lines)))
    if not found.changes:
        print("没有要写的改动。")
        return 0
    if not options.write and not _agreed():
        print("没有写任何文件。要写入的，加 --write。")
        return 0
    files = found.files(options.root)
    try:
        write_all(options.root, files)
    except ChangeRefusedError as refused:
        print_error(str(refused))
        return 1
    print("\n".join(f"已写入 {path}" for path in files))
    print("请用 run.py check 检查。")
    return 0


def _agreed() -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        return False
    return input("写入以上改动？输入 y 写入，直接按回车不写：").strip().lower() in ("y", "yes", "是")


def _record_lines(found: RecordImport, shown: str) -> Iterator[str]:
    one, files = found.difference, found.item.records
    yield (
        f"“{shown}”与“{found.item.title}”（{found.item.index_no}）的记录比较："
        f"新增 {len(one.new)} 条，改动 {len(one.changed)} 条，不再有 {len(one.gone)} 条，没有变 {one.same} 条。"
    )
    yield from _limited([f"新增　第 {record.row} 行　{record.key}" for record in one.new])
    yield from _limited([f"改动　第 {record.row} 行　{record.key}：{_cells(record.cells)}" for record in one.changed])
    yield from _limited([f"不再有　{files[record.file].path} 第 {record.line} 行　{record.key}" for record in one.gone])


def _item_lines(found: ItemImport, shown: str) -> Iterator[str]:
    yield (
        f"“{shown}”与专栏里的“{found.kind}”比较：新增 {len(found.new)} 件，改动 {len(found.changed)} 件，"
        f"表里没有的 {len(found.absent)} 件（不会删除），没有变 {found.same} 件。"
    )
    yield from _limited([f"新增　第 {one.row} 行　{one.index_no}　→ {one.path}" for one in found.new])
    yield from _limited(
        [f"改动　第 {one.row} 行　{one.index_no}（{one.path}）：{_cells(one.cells)}" for one in found.changed]
    )
    yield from _limited([f"表里没有　{one}" for one in found.absent])


def _cells(cells: Sequence[CellChange]) -> str:
    return "；".join(f"{one.title} {_quoted(one.before)} → {_quoted(one.after)}" for one in cells)


def _quoted(text: str) -> str:
    text = text.replace("\n", "⏎")
    return f"“{printable(text[:_LONGEST])}{'……' if len(text) > _LONGEST else ''}”" if text else "（空）"


def _limited(lines: Sequence[str]) -> Iterator[str]:
    yield from (printable(line) for line in lines[:_MOST_LINES])
    if len(lines) > _MOST_LINES:
        yield f"……另有 {len(lines) - _MOST_LINES} 条"
