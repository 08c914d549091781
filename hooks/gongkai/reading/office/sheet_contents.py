"""The contents of a sheet as Excel shows them: the text of every cell, and the cells whose text is not certain."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import Enum

from gongkai.model.words.matcher import matcher
from gongkai.reading.office.number_format import is_day, printed
from gongkai.reading.office.sheet_rows import HiddenColumns, Merged, column_of
from gongkai.reading.office.sheet_stream import UNCOUNTED, StoredRow, stream_of
from gongkai.reading.office.workbook import Book, Sheet, number_formats, shared_texts
from gongkai.reading.office.xml_events import DamagedXmlError
from gongkai.reading.office.zip_package import Package

_MOST_CACHED = 100_000
"""The number of different numbers whose printed texts are kept: amounts and days are repeated."""
_ESCAPED = matcher("_x([0-9A-Fa-f]{4})_")
"""How a text has a character that XML does not allow (ISO/IEC 29500-1, 22.9.2.19)."""
_FIRST_DAY, _FIRST_DAY_1904 = date(1899, 12, 30), date(1904, 1, 1)
_SERIAL = matcher(r"[2-7]\d{4}(?:\.0+)?\Z", re.ASCII)


class Doubt(Enum):
    """Why it is not certain what a cell shows; the value continues a sentence about the cell."""

    UNCOUNTED = "是公式，文件里没有存它的结果"
    LONG = "是按数字存的长号码，只存得下前 15 位，显示出来的不是原来的号码"
    FORMAT = "的数字格式比较特别，不能确定印出来是什么样"
    UNSEEN = "里有内容，但是格式不让它显示"


@dataclass(frozen=True, slots=True)
class Doubtful:
    """A cell whose text is not certain: its column, from 1 on, what is stored, and the number format."""

    column: int
    doubt: Doubt
    stored: str
    written: str = ""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """A row: its number, from 1 on, and the text of each cell from the first column up to the last that is not empty."""

    number: int
    is_hidden: bool
    cells: list[str]
    doubts: list[Doubtful] = field(default_factory=list)
    """Where the text of a cell is not certain, ``cells`` has what is stored."""


@dataclass(frozen=True, slots=True)
class Workbook:
    """What all sheets of a workbook need: its shared strings and number formats."""

    package: Package
    book: Book
    texts: tuple[str, ...]
    formats: tuple[str, ...]


def workbook_of(package: Package, book: Book) -> Workbook:
    """The workbook with its texts and formats. Raises DamagedXmlError and zipfile.BadZipFile."""
    return Workbook(package, book, tuple(map(_unescaped, shared_texts(package))), number_formats(package))


class SheetReader:
    """Reads one sheet from its beginning to its end; its columns and merged cells are known once they were passed."""

    def __init__(self, workbook: Workbook, sheet: Sheet) -> None:
        """``sheet`` is one of the workbook."""
        self._workbook = workbook
        self._sheet = sheet
        self._numbers = _Numbers(workbook)
        self._days: frozenset[int] = frozenset()
        self._letters: tuple[str, ...] = ()
        self._places: list[int] = []
        self._is_dense = False
        """The positions, from 0 on, of the cells of the last row, since most rows have the same ones,
        and whether no column is left out."""
        self.hidden_columns: list[HiddenColumns] = []
        self.merged: list[Merged] = []

    def read_days(self, columns: Collection[int]) -> None:
        """From now on, numbers in these columns (from 0 on) that are days are given in ISO form, however they are printed."""
        self._days = frozenset(columns)

    def lines(self) -> Iterator[SheetLine]:
        """The rows that are not empty, in order. Raises DamagedXmlError and zipfile.BadZipFile."""
        for part in stream_of(self._workbook.package, self._sheet):
            if isinstance(part, StoredRow):
                line = self._line(part)
                if line.cells or line.doubts:
                    yield line
            elif isinstance(part, HiddenColumns):
                self.hidden_columns.append(part)
            else:
                self.merged.append(part)

    def _line(self, row: StoredRow) -> SheetLine:
        texts, other = self._workbook.texts, self._other
        line = SheetLine(row.number, row.is_hidden, [])
        letters, styles, kinds, values = zip(*row.cells)
        if letters != self._letters:
            self._letters, self._places = letters, [column_of(one) - 1 for one in letters]
            self._is_dense = self._places == list(range(len(letters)))
        try:
            shown = [
                texts[int(value)] if value and kind == "s" else other(line, place, (value, style), kind)
                for place, style, kind, value in zip(self._places, styles, kinds, values)
            ]
        except (ValueError, IndexError) as error:
            raise DamagedXmlError("a shared string does not exist") from error
        if self._is_dense:
            line.cells.extend(shown)
        else:
            line.cells.extend([""] * (max(self._places) + 1))
            for place, text in zip(self._places, shown):
                line.cells[place] = text
        while line.cells and not line.cells[-1]:
            line.cells.pop()
        return line

    def _other(self, line: SheetLine, place: int, stored: tuple[str, str], kind: str) -> str:
        """The text of a cell that is no shared string; a doubt about it is noted in the line."""
        value = stored[0]
        if kind in ("", "n"):
            if not value:
                return ""
            number = self._numbers[stored]
            if number.day and place in self._days:
                return number.day
            if number.doubt:
                line.doubts.append(Doubtful(place + 1, number.doubt, value, number.written))
            return number.text
        if kind == UNCOUNTED:
            line.doubts.append(Doubtful(place + 1, Doubt.UNCOUNTED, ""))
            return ""
        if kind == "b":
            return "TRUE" if value == "1" else "FALSE"
        return _unescaped(value)


@dataclass(frozen=True, slots=True)
class _Number:
    """What a stored number shows, and the day that it may be."""

    text: str
    day: str
    doubt: Doubt | None = None
    written: str = ""


class _Numbers(dict[tuple[str, str], _Number]):
    """Stored numbers by value and style; a dict with ``__missing__``, so that a repeated one costs no function call."""

    def __init__(self, workbook: Workbook) -> None:
        super().__init__()
        self._from_1904 = workbook.book.from_1904
        self._formats = workbook.formats

    def __missing__(self, key: tuple[str, str]) -> _Number:
        found = self._read(*key)
        if len(self) < _MOST_CACHED:
            self[key] = found
        return found

    def _read(self, value: str, style: str) -> _Number:
        written = self._format(int(style) if style else 0)
        text = printed(value, written, self._from_1904)
        day = ""
        if is_day(written) or (text and _SERIAL.match(value)):
            day = _day(value, self._from_1904)
        if text is None:
            return _Number(value, day, Doubt.LONG if _is_long(value) else Doubt.FORMAT, written)
        if not text and float(value):
            return _Number(value, day, Doubt.UNSEEN, written)
        return _Number(text, day)

    def _format(self, style: int) -> str:
        """The format of a style. Without styles there is only the first one; where another is missing, nothing is known."""
        if style < len(self._formats):
            return self._formats[style]
        return "[?]" if style else "General"


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


def _is_long(value: str) -> bool:
    try:
        return abs(float(value)) >= 1e11
    except ValueError:
        return False


def _day(value: str, from_1904: bool) -> str:
    """The day that a serial number means, in ISO form; empty where it means none or a time of a day."""
    try:
        serial = float(value)
    except ValueError:
        return ""
    if serial != int(serial) or not (0 if from_1904 else 61) <= serial < 2_900_000:
        return ""
    return ((_FIRST_DAY_1904 if from_1904 else _FIRST_DAY) + timedelta(days=int(serial))).isoformat()


def part_of(package: Package, sheet: Sheet) -> Iterator[bytes]:
    """The XML of a sheet; nothing where the workbook names a part that does not exist. Raises zipfile.BadZipFile."""
    for _, xml in package.parts(re.escape(sheet.part)):
        yield xml
