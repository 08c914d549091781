"""The Excel template of a type: headings that are protected, lists to choose from, hints, a sheet that explains, a stamp."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from datetime import date, datetime

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from gongkai.exchange.sheets.incoming_sheet import columns_of, sheet_name
from gongkai.exchange.sheets.sheet_columns import SheetColumn
from gongkai.exchange.sheets.sheet_refusal import SheetRefusedError
from gongkai.exchange.sheets.template_stamp import GUIDE, RECORDS, Stamp, version_of
from gongkai.exchange.sheets.written_cells import allowed, hint, how_to_write
from gongkai.model.kind import FieldType, Kind
from gongkai.reading.values.dates import ISO

CHOICES = "可选值"
"""The name of the sheet with the lists that are too long for a cell rule."""
_ROWS = 5000
"""The number of rows for which the lists and hints are set."""
_LONGEST_CELL = 32_767
_LONGEST_LIST, _LONGEST_HINT, _LONGEST_HINT_TITLE = 255, 255, 32
_EARLIEST = date(1900, 3, 1)
_GUIDE_HEAD = ("列", "必填", "怎样填", "可以写的值", "例子", "依据")
_GUIDE_WIDTHS = (24, 14, 44, 36, 28, 36)
_HEADING_COLOURS = {True: "#BFD0E6", False: "#E7ECF3"}
"""The colour of a heading by whether its column must be filled in."""
_A4 = 9
"""The number of the paper in a workbook (ISO/IEC 29500-1, paperSize)."""
_LINE = 15
"""The height of a line in points."""
_PROTECTION = {
    "format_cells": True,
    "format_columns": True,
    "format_rows": True,
    "insert_rows": True,
    "delete_rows": True,
    "sort": True,
    "autofilter": True,
}
"""What the protection of the headings still allows."""


def template_workbook(kind: Kind, content: str, rows: Iterable[Sequence[str]], day: date, index_no: str = "") -> bytes:
    """The template for the records or the items of a type, with ``rows`` filled in; ``day`` is noted in the file.

    Raises SheetRefusedError where a text does not fit into a cell.
    """
    columns = columns_of(kind, content)
    target = io.BytesIO()
    # Texts that look like formulas or addresses are texts.
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": f"{kind.title}模板", "created": datetime(day.year, day.month, day.day)})
    sheet, guide = book.add_worksheet(sheet_name(kind.title)), book.add_worksheet(GUIDE)
    choices = _Choices(book)
    looks = {"bold": True, "text_wrap": True, "valign": "vcenter", "border": 1}
    headings = {needed: book.add_format({**looks, "bg_color": colour}) for needed, colour in _HEADING_COLOURS.items()}
    text = book.add_format({"num_format": "@", "locked": False, "text_wrap": True, "valign": "top"})
    days = book.add_format({"num_format": "yyyy-mm-dd", "locked": False, "valign": "top"})
    for place, column in enumerate(columns):
        is_day = column.field.type is FieldType.DATE
        sheet.set_column(place, place, _width(column), days if is_day else text)
        sheet.write_string(0, place, column.title, headings[_is_needed(column)])
        _rule(sheet, place, column, choices)
    for number, row in enumerate(rows, 1):
        _write_row(sheet, number, row, columns, (text, days))
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    _print_across(sheet)
    sheet.set_row(0, 36)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
    sheet.protect("", _PROTECTION)
    stamp = Stamp(kind.title, content, version_of(columns), index_no)
    _write_guide(book, guide, stamp, columns)
    choices.finish()
    book.close()
    return target.getvalue()


class _Choices:
    """The sheet with long lists, a column each; it is made only when there is one."""

    def __init__(self, book: Workbook) -> None:
        self._book = book
        self._lists: list[tuple[str, ...]] = []

    def source(self, words: tuple[str, ...]) -> list[str] | str:
        """What the rule of a cell names as its list."""
        if sum(map(len, words)) + len(words) <= _LONGEST_LIST and not any("," in word for word in words):
            return list(words)
        if words not in self._lists:
            self._lists.append(words)
        column = xlsxwriter.utility.xl_col_to_name(self._lists.index(words))
        return f"={CHOICES}!${column}$1:${column}${len(words)}"

    def finish(self) -> None:
        """Write the lists."""
        if self._lists:
            sheet = self._book.add_worksheet(CHOICES)
            for place, words in enumerate(self._lists):
                sheet.set_column(place, place, 24)
                for row, word in enumerate(words):
                    sheet.write_string(row, place, word)
            sheet.protect()


def _rule(sheet: Worksheet, place: int, column: SheetColumn, choices: _Choices) -> None:
    """The list of a column, and the hint that appears at its cells."""
    words = allowed(column.field)
    rule: dict[str, object] = {
        "validate": "list" if words else "any",
        "input_title": column.title[:_LONGEST_HINT_TITLE],
        "input_message": hint(column)[:_LONGEST_HINT],
    }
    if words:
        rule |= {
            "source": choices.source(words),
            "error_title": "不在可以写的值里",
            "error_message": "请从下拉列表里选。",
            "error_type": "warning" if column.field.open else "stop",
        }
    sheet.data_validation(1, place, _ROWS, place, rule)


def _write_row(
    sheet: Worksheet, number: int, row: Sequence[str], columns: Sequence[SheetColumn], formats: tuple[Format, Format]
) -> None:
    for place, (cell, column) in enumerate(zip(row, columns)):
        if len(cell) > _LONGEST_CELL:
            raise SheetRefusedError(
                f"“{column.title}”有 {len(cell)} 个字，Excel 的一格最多 {_LONGEST_CELL} 个字，放不进表格（第 {number + 1} 行）。"
            )
        if not cell:
            continue
        if column.field.type is FieldType.DATE and ISO.match(cell) and date.fromisoformat(cell) >= _EARLIEST:
            sheet.write_datetime(number, place, datetime.fromisoformat(cell), formats[1])
        else:
            sheet.write_string(number, place, cell, formats[0])


def _write_guide(book: Workbook, sheet: Worksheet, stamp: Stamp, columns: Sequence[SheetColumn]) -> None:
    bold = book.add_format({"bold": True, "border": 1, "bg_color": "#E7ECF3", "valign": "vcenter"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    sheet.write_string(0, 0, str(stamp), book.add_format({"font_color": "#5B6470"}))
    each = "一条记录" if stamp.content == RECORDS else "一件信息"
    sheet.write_string(
        1,
        0,
        f"一行填{each}；底色深的列必填；表头不要改，这一行说明和上面的版本不要删。填好后：run.py import 文件.xlsx，先列出改动，再写入。",
    )
    for place, (words, width) in enumerate(zip(_GUIDE_HEAD, _GUIDE_WIDTHS)):
        sheet.set_column(place, place, width)
        sheet.write_string(2, place, words, bold)
    for number, column in enumerate(columns, 3):
        field = column.field
        required = "必填" if field.constraints.required else field.required_when and f"{field.required_when}时"
        if required and len(column.path) > 1:
            required = f"填了“{column.path[0]}”的就要填"
        words = "、".join(allowed(field)[:30]) + ("等，见“可选值”" if len(allowed(field)) > 30 else "")
        cells = (column.title, required, how_to_write(column), words, field.example, field.source)
        for place, cell in enumerate(cells):
            sheet.write_string(number, place, cell, wrapped)
        lines = max(_lines_of(cell, width) for cell, width in zip(cells, _GUIDE_WIDTHS))
        sheet.set_row(number, _LINE * lines)
    sheet.freeze_panes(3, 1)
    sheet.repeat_rows(2)
    _print_across(sheet)
    sheet.protect()


def _is_needed(column: SheetColumn) -> bool:
    return column.field.constraints.required and len(column.path) == 1


def _print_across(sheet: Worksheet) -> None:
    """Print all columns on one page across: a sheet cut into pages by columns cannot be read."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)


def _lines_of(text: str, width: int) -> int:
    """The number of lines of a text in a column of that many digits; a Chinese sign is as wide as two."""
    return sum(max(1, -(-sum(1 + (ord(sign) > 255) for sign in line) // width)) for line in text.split("\n"))


def _width(column: SheetColumn) -> int:
    if column.field.type in (FieldType.DATE, FieldType.BOOLEAN, FieldType.YEAR):
        return 12
    return 36 if column.field.type in (FieldType.TEXT, FieldType.TABLE, FieldType.REFERENCE) else 20
