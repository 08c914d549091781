"""One sheet of a workbook as it is read: rows with their cells, columns that are hidden, cells that are merged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.reading.office.xml_events import Handler, is_on, read_xml

_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with something in it; a value is as it is stored: a number, a text, or the number of a shared text."""

    column: int
    """From 1 on."""
    kind: str
    """«s» shared text, «inlineStr» and «str» text, «b» truth, «e» error, «d» date, «n» number."""
    value: str
    style: int
    is_uncounted: bool = False
    """Whether it has a formula whose result was not stored."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with the cells that hold anything."""

    number: int
    is_hidden: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class HiddenColumns:
    """Columns side by side that are hidden, whether they hold anything or not."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Merged:
    """A block of cells that is shown as one: its first and last row, its first and last column."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


SheetPart = SheetRow | HiddenColumns | Merged


class _SheetParts(Handler[SheetPart]):
    """Elements that come by the million, so that each is asked for what it is as seldom as can be."""

    def __init__(self) -> None:
        super().__init__()
        self._row, self._is_hidden = 0, False
        self._cells: list[Cell] = []
        self._column, self._kind, self._style = 0, "n", 0
        self._texts: list[str] | None = None
        """Of the value that is open; None between values."""
        self._value: str | None = None
        self._has_formula = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "c":
            column = place_of(attributes.get("r", ""))[1]
            self._column = column or self._column + 1
            self._kind = attributes.get("t", "n")
            self._style = _number(attributes.get("s", ""), 1 << 20)
            self._value, self._has_formula = None, False
        elif name in ("v", "t"):
            self._texts = []
        elif name == "f":
            self._has_formula = True
        elif name == "row":
            self._row = _number(attributes.get("r", ""), _MOST_ROWS) or self._row + 1
            self._is_hidden = is_on(attributes.get("hidden", ""))
            self._column = 0
        elif name == "col" and is_on(attributes.get("hidden", "")):
            first, last = (_number(attributes.get(key, ""), _MOST_COLUMNS) for key in ("min", "max"))
            if first and last:
                self.found.append(HiddenColumns(first, last))
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def text(self, text: str) -> None:
        if self._texts is not None:
            self._texts.append(text)

    def end(self, name: str) -> None:
        if name in ("v", "t") and self._texts is not None:
            # A text of its own may be in several runs.
            self._value = (self._value or "") + "".join(self._texts)
            self._texts = None
        elif name == "c" and (self._value is not None or self._has_formula):
            uncounted = self._value is None
            self._cells.append(Cell(self._column, self._kind, self._value or "", self._style, uncounted))
        elif name == "row":
            self.found.append(SheetRow(self._row, self._is_hidden, tuple(self._cells)))
            self._cells = []

    def _merge(self, written: str) -> None:
        first, _, last = written.partition(":")
        (top, left), (bottom, right) = place_of(first), place_of(last)
        if top and left and bottom and right:
            self.found.append(Merged(top, bottom, left, right))


def sheet_parts(xml: bytes) -> Iterator[SheetPart]:
    """What a sheet holds, in the order in which it stands there. Raises DamagedXmlError."""
    return read_xml(xml, _SheetParts())


def place_of(written: str) -> tuple[int, int]:
    """Row and column of an address such as ``AB12``; nought for either where it is no address."""
    letters = written.rstrip("0123456789")
    if not letters.isascii() or not letters.isalpha() or not letters.isupper() or len(letters) > 3:
        return 0, 0
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    row = _number(written[len(letters) :], _MOST_ROWS)
    return (row, column) if row and column <= _MOST_COLUMNS else (0, 0)


def column_name(column: int) -> str:
    """The letters of a column."""
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def _number(written: str, most: int) -> int:
    """A number from 1 to ``most``; nought where it is none."""
    if not (written.isascii() and written.isdigit()) or len(written) > 8:
        return 0
    number = int(written)
    return number if number <= most else 0
