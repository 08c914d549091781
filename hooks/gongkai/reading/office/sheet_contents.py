"""The contents of a sheet as Excel shows them, together with hidden rows and columns and merged cells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.reading.office.number_format import GENERAL, printed
from gongkai.reading.office.sheet_rows import Cell, HiddenColumns, Merged, SheetPart, SheetRow, sheet_parts
from gongkai.reading.office.workbook import Book, Sheet, book_of, number_formats, shared_texts
from gongkai.reading.office.zip_package import Package


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell that is not empty: its column, from 1 on, and the text that it shows."""

    column: int
    text: str | None
    """None where the text of a number is not certain, or a formula has no stored result."""
    stored: str
    """The stored value; for a shared string its text."""


@dataclass(frozen=True, slots=True)
class PrintedRow:
    """A row with its cells that are not empty; ``number`` counts from 1."""

    number: int
    is_hidden: bool
    cells: tuple[PrintedCell, ...]


@dataclass(frozen=True, slots=True)
class SheetContents:
    """The contents of a sheet; ``sheet.state`` says whether the sheet itself is hidden."""

    sheet: Sheet
    rows: tuple[PrintedRow, ...]
    hidden_columns: tuple[HiddenColumns, ...]
    merged: tuple[Merged, ...]


def read_sheets(package: Package) -> Iterator[SheetContents]:
    """The contents of all sheets of a workbook, in order. Raises DamagedXmlError and zipfile.BadZipFile."""
    book, texts, formats = book_of(package), tuple(shared_texts(package)), number_formats(package)
    for sheet in book.sheets:
        parts: list[SheetPart] = []
        for xml in part_of(package, sheet):
            parts += sheet_parts(xml)
        yield SheetContents(
            sheet=sheet,
            rows=tuple(_row(one, book, texts, formats) for one in parts if isinstance(one, SheetRow)),
            hidden_columns=tuple(one for one in parts if isinstance(one, HiddenColumns)),
            merged=tuple(one for one in parts if isinstance(one, Merged)),
        )


def part_of(package: Package, sheet: Sheet) -> Iterator[bytes]:
    """The XML of a sheet; nothing where the workbook names a part that does not exist. Raises zipfile.BadZipFile."""
    for _, xml in package.parts(re.escape(sheet.part)):
        yield xml


def _row(row: SheetRow, book: Book, texts: tuple[str, ...], formats: tuple[str, ...]) -> PrintedRow:
    return PrintedRow(row.number, row.is_hidden, tuple(_cell(cell, book, texts, formats) for cell in row.cells))


def _cell(cell: Cell, book: Book, texts: tuple[str, ...], formats: tuple[str, ...]) -> PrintedCell:
    value = cell.value
    if cell.is_uncounted:
        return PrintedCell(cell.column, None, "")
    if cell.kind == "s":
        place = int(value) if value.isascii() and value.isdigit() and len(value) < 10 else len(texts)
        text = texts[place] if place < len(texts) else None
        return PrintedCell(cell.column, text, text or "")
    if cell.kind == "b":
        return PrintedCell(cell.column, "TRUE" if value == "1" else "FALSE", value)
    if cell.kind == "n":
        written = formats[cell.style] if cell.style < len(formats) else GENERAL
        return PrintedCell(cell.column, printed(value, written, book.from_1904), value)
    return PrintedCell(cell.column, value, value)
