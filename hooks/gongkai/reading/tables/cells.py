"""Rows of a record file as cells in canonical text, each checked by the column of its type."""

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
from gongkai.reading.tables.misfit_rows import shift_fault, width_fault
from gongkai.reading.values.fields import at, holds
from gongkai.reading.values.typed_value import Fault, value_of
from gongkai.reading.yaml.source_text import character_faults

_NO_TEXT = (FieldType.DATE, FieldType.DATETIME, FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY, FieldType.YEAR)
_NOTHING = ("-", "—", "——", "－", "/", "无")
"""What staff write in a cell that has no date or figure."""
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?[Ee]\+\d+\Z|\d\.\d+[Ee]\d+\Z", re.ASCII)
_MAYBE_SCIENTIFIC = re.compile(r"\d[Ee]\+?\d", re.ASCII)
_SHEET_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|#+)\Z")
_MOST_REMEMBERED = 4096
"""Different texts of one column whose reading is remembered: days, terms and names of agencies repeat, others do not."""


class _Typed(dict[str, str | Fault]):
    """A column whose texts are checked and converted: by text the canonical one, or what is wrong.

    It is a mapping, which needs no call for a text that was seen before: of the 1.45 seconds in which a hundred thousand
    rows are read that saves 0.06.
    """

    def __init__(self, place: int, column: Field) -> None:
        """``place`` is that of the column among those of the type."""
        super().__init__()
        self.place = place
        self._column = column

    def __missing__(self, text: str) -> str | Fault:
        found = self._read(text)
        if len(self) < _MOST_REMEMBERED:
            self[text] = found
        return found

    def _read(self, text: str) -> str | Fault:
        if self._column.type in _NO_TEXT and text in _NOTHING:
            return ""
        value = value_of(text, self._column)
        if value is None:
            return ""
        return value if isinstance(value, Fault) else canonical(value)


@dataclass(slots=True)
class _Width:
    """Cells of one column that are digits only, by their number: how many, and where the first stands."""

    count: int = 0
    line: int = 0
    text: str = ""


class CellReader:
    """Reads the rows of one file, whose header was matched to the columns of a type."""

    def __init__(self, columns: Sequence[Field], matched: Sequence[Field | None], shown: str) -> None:
        """``matched`` holds the column of each cell of the header; ``shown`` is the path as messages name it."""
        self._columns = columns
        self._shown = shown
        self._matched = tuple(matched)
        self._width = len(matched)
        sources = {column.name: number for number, column in enumerate(matched) if column}
        # The blank that is added to every row stands for columns that the file does not have.
        self._order = [sources.get(column.name, self._width) for column in columns]
        self._typed = [_Typed(place, column) for place, column in enumerate(columns) if is_typed(column)]
        # A column that the header lacks was told with the header.
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
        self._widths: dict[tuple[int, int, bool], _Width] = {}

    def read(self, line: int, cells: list[str]) -> Reading[list[str]]:
        """The cells of a row in the order of the type's columns; wrong ones are empty and reported."""
        # Kept until the row is read to its end: where its cells stand one place off, that alone is told.
        problems: list[Problem] = []
        found = list(map(str.strip, cells))
        if len(found) != self._width:
            misfit = width_fault(found, self._matched, self._shown, line)
            if misfit and misfit.level is Level.WARNING:
                problems.append(misfit)
            elif misfit:
                # Which cell belongs to which column is not known, so that nothing can be said of any.
                yield misfit
                return [""] * len(self._columns)
        as_written, found = found, found[: self._width]
        found += [""] * (self._width + 1 - len(found))
        row = list(map(found.__getitem__, self._order))
        whole = " ".join(row)
        faulty: set[int] = set()
        has_exponent = ("E" in whole or "e" in whole) and _MAYBE_SCIENTIFIC.search(whole)
        if not whole.isprintable() or "#" in whole or has_exponent:
            problems += self._look_closer(line, row, faulty)
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
            problems += self._missing_here(line, row, faulty)
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
        """What the row of a file has in a column of the type, as it is written there."""
        number = self._order[place]
        return cells[number].strip() if number < min(len(cells), self._width) else ""

    def lost_zeros(self) -> Iterator[Problem]:
        """Columns of numbers with leading zeros, some of which have fewer digits than the others."""
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

    def _missing_here(self, line: int, row: list[str], faulty: set[int]) -> Iterator[Problem]:
        """Cells that the others of their row make necessary."""
        values: dict[str, Value] = {column.name: text for column, text in zip(self._columns, row) if text}
        for place, column in self._conditional:
            if not row[place] and place not in faulty and holds(column.required_when, values, self._by_label):
                what = f"这一行缺少“{column.title}”（{column.required_when}时必填）。"
                cell = self.at(line, place)
                yield problem(Place(self._shown, line, 1), "csv-missing-value", what, "请补上。", parts=[cell])

    def _look_closer(self, line: int, row: list[str], faulty: set[int]) -> Iterator[Problem]:
        """What is spoilt in the cells of a row; what cannot be used is emptied in it and noted as faulty."""
        for place, text in enumerate(row):
            row[place], found = gathered(undamaged(text, self._columns[place].title, self.at(line, place)))
            yield from found
            if any(one.level is Level.ERROR for one in found):
                row[place] = ""
                faulty.add(place)

    def at(self, line: int, place: int) -> Place:
        """The cell of the row on ``line``, counted as the file counts."""
        return Place(self._shown, line, self._order[place] + 1)


def undamaged(text: str, title: str, place: Place) -> Reading[str]:
    """A cell of the column ``title`` without control characters, and what spreadsheets and editors have spoilt in it."""
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


def canonical(value: Value) -> str:
    """A value as the text that data and pages start from."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)


def is_typed(column: Field) -> bool:
    """Whether a cell of the column can be wrong: it is no free text."""
    limits = column.constraints
    checked = limits.enum or column.vocabulary or limits.max_length or limits.pattern
    return bool(column.type is not FieldType.STRING or checked)
