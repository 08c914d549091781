"""Parsing the XML of a sheet into rows of cells, hidden columns and merged cells (ISO/IEC 29500-1, 18.3.1)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.reading.office.xml_events import Handler, is_on, read_xml

_MOST_ROWS, _MOST_COLUMNS = 1_048_576, 16_384


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell that is not empty; ``value`` is as stored: a number, a text, or the position of a shared string."""

    column: int
    """The number of the column, from 1 on."""
    kind: str
    """«s» shared string, «inlineStr» and «str» text, «b» boolean, «e» error, «d» date, «n» number."""
    value: str
    style: int
    is_uncounted: bool = False
    """Whether it has a formula without a stored result."""


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A row with its cells that are not empty; ``number`` counts from 1."""

    number: int
    is_hidden: bool
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class HiddenColumns:
    """A range of hidden columns, empty or not, from 1 on and inclusive."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Merged:
    """A range of merged cells, from 1 on and inclusive."""

    first_row: int
    last_row: int
    first_column: int
    last_column: int


SheetPart = SheetRow | HiddenColumns | Merged


class _SheetParts(Handler[SheetPart]):
    """The frequent elements are tested first, since a sheet has millions of them."""

    def __init__(self) -> None:
        super().__init__()
        self._row, self._is_hidden = 0, False
        self._cells: list[Cell] = []
        self._column, self._kind, self._style = 0, "n", 0
        self._texts: list[str] | None = None
        """The text of the current value; None between values."""
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
            # An inline string may consist of several runs.
            self._value = (self._value or "") + "".join(self._texts)
            self._texts = None
        elif name == "c" and (self._value is not None or self._has_formula):
            # Some programs write an empty value where they did not count; a formula that gives no text says that it is one.
            uncounted = self._has_formula and not self._value and self._kind != "str"
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
    """The rows, hidden columns and merged cells in the ``xml`` of a sheet, in its order. Raises DamagedXmlError."""
    return read_xml(xml, _SheetParts())


def place_of(written: str) -> tuple[int, int]:
    """The row and the column, from 1 on, of an address such as ``AB12``; (0, 0) where it is not an address."""
    letters = written.rstrip("0123456789")
    row, column = _number(written[len(letters) :], _MOST_ROWS), column_of(letters)
    return (row, column) if row and column else (0, 0)


def column_of(letters: str) -> int:
    """The number of the column with these letters, from 1 on; 0 where there is none."""
    if not letters.isascii() or not letters.isalpha() or not letters.isupper() or len(letters) > 3:
        return 0
    column = 0
    for letter in letters:
        column = column * 26 + ord(letter) - 64
    return column if column <= _MOST_COLUMNS else 0


def column_name(column: int) -> str:
    """The letters of the column with this number, from 1 on: 28 is ``AB``."""
    name = ""
    while column:
        column, letter = divmod(column - 1, 26)
        name = chr(65 + letter) + name
    return name


def _number(written: str, most: int) -> int:
    """The number that ``written`` states, if it is at most ``most``; else 0."""
    if not (written.isascii() and written.isdigit()) or len(written) > 8:
        return 0
    number = int(written)
    return number if number <= most else 0
