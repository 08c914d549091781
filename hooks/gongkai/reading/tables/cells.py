"""Converting the cells of a record file to canonical text and checking each by its column."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from gongkai.model.item import Value
from gongkai.model.kind import Field, FieldType
from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.words.matcher import matcher
from gongkai.reading.tables.misfit_rows import shift_fault, width_fault
from gongkai.reading.values.dates import day_of_cell
from gongkai.reading.values.fields import at, holds
from gongkai.reading.values.typed_value import Fault, value_of
from gongkai.reading.yaml.source_text import character_faults

_NO_TEXT = (FieldType.DATE, FieldType.DATETIME, FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY, FieldType.YEAR)
_NOTHING = ("-", "—", "——", "－", "/", "无")
"""What staff write in a cell for a date or a number that does not exist."""
_OF_DAYS = ("日期", "期至", "期自", "期限")
"""How titles of columns end that hold days but allow words, such as 有效期至 with 长期."""
_SCIENTIFIC = matcher(r"\d(?:\.\d+)?[Ee]\+\d+\Z|\d\.\d+[Ee]\d+\Z", re.ASCII)
_MAYBE_SCIENTIFIC = matcher(r"\d[Ee]\+?\d", re.ASCII)
_SHEET_ERROR = matcher(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|#+)\Z")
_MOST_CACHED = 4096
"""The number of different texts of a column whose conversion is cached: days, terms and agency names are repeated."""


class _Typed(dict[str, str | Fault]):
    """A cache of one column: maps each text to its canonical form or to its fault.

    It is a dict with ``__missing__``, so that a repeated text costs no function call; that saves 0.06 of the 1.45 seconds
    in which 100,000 rows are read.
    """

    def __init__(self, place: int, column: Field) -> None:
        """``place`` is the position of the column among those of the type."""
        super().__init__()
        self.place = place
        self._column = column

    def __missing__(self, text: str) -> str | Fault:
        found = self._read(text)
        if len(self) < _MOST_CACHED:
            self[text] = found
        return found

    def _read(self, text: str) -> str | Fault:
        if self._column.type in _NO_TEXT and text in _NOTHING:
            return ""
        # Saving a file with a spreadsheet rewrites its dates; nobody should have to undo that in every row.
        value = value_of(day_of_cell(text) if self._column.type is FieldType.DATE else text, self._column)
        if value is None:
            return ""
        return value if isinstance(value, Fault) else canonical(value)


class _DayTexts(dict[str, str]):
    """A cache of the cells of columns for days or words: days in ISO form, words as they are."""

    def __missing__(self, text: str) -> str:
        found = day_of_cell(text)
        if len(self) < _MOST_CACHED:
            self[text] = found
        return found


@dataclass(slots=True)
class _Width:
    """The cells of one column with the same number of digits: how many there are, and the line and text of the first."""

    count: int = 0
    line: int = 0
    text: str = ""


class CellReader:
    """Reads the rows of one file whose header has been matched to the columns of a type."""

    def __init__(self, columns: Sequence[Field], matched: Sequence[Field | None], shown: str) -> None:
        """``columns`` are those of the type; ``matched`` has the column of each header cell; ``shown`` is the path in messages."""
        self._columns = columns
        self._shown = shown
        self._matched = tuple(matched)
        self._width = len(matched)
        sources = {column.name: number for number, column in enumerate(matched) if column}
        # An empty cell is appended to every row; columns that the file does not have refer to it.
        self._order = [sources.get(column.name, self._width) for column in columns]
        self._typed = [_Typed(place, column) for place, column in enumerate(columns) if is_typed(column)]
        # A column that the header lacks has been reported with the header.
        self._required = [
            place for place, column in enumerate(columns) if column.constraints.required and column.name in sources
        ]
        self._conditional = [
            (place, column)
            for place, column in enumerate(columns)
            if column.required_when and column.name in sources and not column.constraints.required
        ]
        self._by_label = {label: column for column in columns for label in (column.title, *column.aliases)}
        self._plain = [place for place, column in enumerate(columns) if column.type is FieldType.STRING]
        self._days = [place for place in self._plain if columns[place].title.endswith(_OF_DAYS)]
        self._day_texts = _DayTexts()
        self._widths: dict[tuple[int, int, bool], _Width] = {}

    def read(self, line: int, cells: list[str]) -> Reading[list[str]]:
        """The canonical cells of the row on ``line``, in the order of the type; wrong cells are reported and become empty."""
        # Problems are held back until the row is read: if its cells are shifted by one column, only that is reported.
        problems: list[Problem] = []
        found = list(map(str.strip, cells))
        if len(found) != self._width:
            misfit = width_fault(found, self._matched, self._shown, line)
            if misfit and misfit.level is Level.WARNING:
                problems.append(misfit)
            elif misfit:
                # It is not known which cell belongs to which column, so none of them can be checked.
                yield misfit
                return [""] * len(self._columns)
        as_written, found = found, found[: self._width]
        found += [""] * (self._width + 1 - len(found))
        row = list(map(found.__getitem__, self._order))
        whole = " ".join(row)
        faulty: set[int] = set()
        has_exponent = ("E" in whole or "e" in whole) and _MAYBE_SCIENTIFIC.search(whole)
        if not whole.isprintable() or "#" in whole or has_exponent:
            problems += self._empty_damaged(line, row, faulty)
        for place in self._days:
            row[place] = self._day_texts[row[place]]
        for typed in self._typed:
            text = row[typed.place]
            if text and typed.place not in faulty:
                value = typed[text]
                if isinstance(value, Fault):
                    problems.append(at(self.at(line, typed.place), value))
                    faulty.add(typed.place)
                    value = canonical(value.value) if value.warning and value.value is not None else ""
                row[typed.place] = value
        for place in self._required:
            if not row[place] and place not in faulty:
                what = f"这一行缺少“{self._columns[place].title}”。"
                cell = self.at(line, place)
                problems.append(
                    problem(Place(self._shown, line, 1), "csv-missing-value", what, "请补上。", parts=[cell])
                )
        if self._conditional:
            problems += self._missing_conditional(line, row, faulty)
        if any(one.level is Level.ERROR for one in problems):
            shifted = shift_fault(as_written, self._matched, self._shown, line)
            if shifted:
                yield shifted
                return [""] * len(self._columns)
        for place in self._plain:
            text = row[place]
            if text.isdigit():
                key = (place, len(text), text[0] == "0")
                width = self._widths.get(key)
                if width is None:
                    width = self._widths[key] = _Width(0, line, text)
                width.count += 1
        yield from problems
        return row

    def printed(self, cells: list[str], place: int) -> str:
        """The cell of a row in the column at the position ``place`` of the type, as written in the file."""
        number = self._order[place]
        return cells[number].strip() if number < min(len(cells), self._width) else ""

    def lost_zeros(self) -> Iterator[Problem]:
        """A warning for each column of codes with leading zeros in which some codes are shorter; called after the last row."""
        for place in self._plain:
            of_column = {key[1:]: width for key, width in self._widths.items() if key[0] == place}
            with_zero = {length for length, zero in of_column if zero}
            if len(with_zero) != 1:
                continue
            (length,) = with_zero
            shorter = [width for (other, zero), width in of_column.items() if not zero and other < length]
            if shorter:
                first = min(shorter, key=lambda width: width.line)
                count = sum(width.count for width in shorter)
                what = (
                    f"“{self._columns[place].title}”里以 0 开头的都是 {length} 位，这里的“{first.text}”"
                    f"只有 {len(first.text)} 位，这样的共 {count} 处，可能被表格软件去掉了前面的 0。"
                )
                remedy = "请对照原件补上 0；在表格软件里先把这一列设为“文本”再粘贴。"
                yield problem(self.at(first.line, place), "lost-zero", what, remedy, Level.WARNING)

    def _missing_conditional(self, line: int, row: list[str], faulty: set[int]) -> Iterator[Problem]:
        """Problems of empty cells that other cells of the row make required (``required_when``)."""
        values: dict[str, Value] = {column.name: text for column, text in zip(self._columns, row) if text}
        for place, column in self._conditional:
            if not row[place] and place not in faulty and holds(column.required_when, values, self._by_label):
                what = f"这一行缺少“{column.title}”（{column.required_when}时必填）。"
                cell = self.at(line, place)
                yield problem(Place(self._shown, line, 1), "csv-missing-value", what, "请补上。", parts=[cell])

    def _empty_damaged(self, line: int, row: list[str], faulty: set[int]) -> Iterator[Problem]:
        """Problems of damaged cells; unusable ones are emptied in ``row`` and their positions added to ``faulty``."""
        for place, text in enumerate(row):
            row[place], found = gathered(undamaged(text, self._columns[place].title, self.at(line, place)))
            yield from found
            if any(one.level is Level.ERROR for one in found):
                row[place] = ""
                faulty.add(place)

    def at(self, line: int, place: int) -> Place:
        """The place in the file of the cell on ``line`` in the column at the position ``place`` of the type."""
        return Place(self._shown, line, self._order[place] + 1)


def undamaged(text: str, title: str, place: Place) -> Reading[str]:
    """A cell of the column ``title`` without control characters.

    Yields problems for scientific notation and error values of spreadsheets, and for control and invisible characters.
    """
    if _SCIENTIFIC.match(text):
        what = f"“{title}”写成“{text}”，是表格软件把长数字变成了科学计数法，原来的数字已经丢失。"
        remedy = "请对照原件重新填写；在表格软件里先把这一列设为“文本”再粘贴。"
        yield problem(place, "sheet-number", what, remedy)
        return text
    if _SHEET_ERROR.match(text):
        what = f"“{title}”写成“{text}”，是表格软件的出错标记。"
        yield problem(place, "sheet-error", what, "请对照原件填写真正的内容。")
        return text
    return text if text.isprintable() else (yield from character_faults(text, title, place))


def canonical_cell(text: str, column: Field) -> str:
    """The canonical text of a cell; a text that is no value of its column stays as it is."""
    if column.type in _NO_TEXT and text in _NOTHING:
        return ""
    value = value_of(day_of_cell(text) if holds_days(column) else text, column)
    if value is None or isinstance(value, Fault):
        return text
    return canonical(value)


def canonical(value: Value) -> str:
    """The canonical text of a value: ISO dates, 是 or 否, decimal numbers without exponent."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def holds_days(column: Field) -> bool:
    """Whether the cells of the column are days, or words in the place of one."""
    return column.type is FieldType.DATE or (column.type is FieldType.STRING and column.title.endswith(_OF_DAYS))


def is_typed(column: Field) -> bool:
    """Whether cells of the column must be converted or checked, since it is not free text."""
    limits = column.constraints
    checked = limits.enum or column.vocabulary or limits.max_length or limits.pattern
    return bool(column.type is not FieldType.STRING or checked)
