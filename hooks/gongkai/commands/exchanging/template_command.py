"""``template``: gives the Excel template of a type, blank or with what the column has."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Sequence
from pathlib import Path

from gongkai.commands.terminal import print_error
from gongkai.exchange.sheets.sheet_refusal import SheetRefusedError
from gongkai.exchange.sheets.template_rows import rows_of_item, rows_of_items
from gongkai.exchange.sheets.template_stamp import ITEMS, RECORDS
from gongkai.exchange.sheets.template_workbook import template_workbook
from gongkai.model.kind import Kind
from gongkai.model.problems.quoting import distinct_quotes
from gongkai.model.publication import ReadColumn
from gongkai.reading.column_sources import read_column
from gongkai.reading.tables.csv_tables import CsvError
from gongkai.reading.values.nearest import suggestion


def add_options(command: argparse.ArgumentParser) -> None:
    """Add the options of ``template``."""
    command.add_argument("type", metavar="类型", help="信息类型，例如 行政许可")
    command.add_argument("--items", action="store_true", help="有逐条记录的类型：给信息本身的模板，不是记录的")
    command.add_argument("--item", default="", metavar="索引号", help="填好这件信息的记录")
    command.add_argument("--filled", action="store_true", help="填好现有的各件信息")
    command.add_argument("--out", type=Path, metavar="文件", help="写到哪个文件，缺省 dist/类型.xlsx")


def template(options: argparse.Namespace) -> int:
    """Write the template of one type."""
    column = read_column(options.root)
    kinds = {kind.title: kind for kind in column.kinds.values() if not kind.abstract}
    kind = kinds.get(options.type)
    if kind is None:
        likely = suggestion(options.type, kinds) or f"可以写：{'、'.join(kinds)}。"
        print_error(distinct_quotes(f"没有“{options.type}”这种信息类型。{likely}"))
        return 1
    content = RECORDS if kind.records and not options.items else ITEMS
    try:
        rows = _rows(options, column, kind, content)
        data = template_workbook(kind, content, rows, options.as_of, options.item)
    except SheetRefusedError as refused:
        print_error(distinct_quotes(str(refused)))
        return 1
    except CsvError as fault:
        print_error(f"{fault.problem.path}：{fault.problem.what}{fault.problem.remedy}")
        return 1
    out = options.out or options.root / "dist" / f"{kind.title}.xlsx"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(data)
    print(distinct_quotes(f"“{kind.title}”的{content}模板已写到 {out}。填好后用 run.py import {out} 放回来。"))
    return 0


def _rows(options: argparse.Namespace, column: ReadColumn, kind: Kind, content: str) -> Iterable[Sequence[str]]:
    """The rows that are filled in. Raises SheetRefusedError, CsvError and OSError."""
    items = [item for item in column.items if item.kind.name == kind.name]
    if options.filled and content == ITEMS:
        return rows_of_items(options.root, kind, items)
    if not options.item:
        return ()
    item = next((one for one in items if one.index_no == options.item), None)
    if item is None or content != RECORDS:
        raise SheetRefusedError(f"没有索引号是 {options.item} 的“{kind.title}”，或者它没有逐条记录。")
    return list(rows_of_item(item))
