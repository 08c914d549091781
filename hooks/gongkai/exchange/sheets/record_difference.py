"""What a sheet of records changes in the record files of an item: records that are new, changed or gone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.model.item import Item
from gongkai.model.kind import Field, FieldType
from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.record import SEPARATOR, RecordName
from gongkai.reading.tables.cells import CellReader, canonical_cell, holds_days
from gongkai.reading.tables.records import MOST_FAULTS
from gongkai.reading.tables.rows_of_records import RecordRows, record_rows

_TIMES = "\x1e"
"""Stands between a key and its number; no cell may contain it (U+001E, INFORMATION SEPARATOR TWO)."""
_Old = tuple[int, int, str]
"""A record of a file: the number of the file, its line, and its cells in one text, since there may be very many."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that the sheet has otherwise: the name and the heading of its column, and both texts."""

    column: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that only the sheet has: its row there, and its cells in the order of the sheet's columns."""

    key: str
    row: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChangedRecord:
    """A record that both have: its row in the sheet, its file and line, and the cells that differ."""

    key: str
    row: int
    file: int
    line: int
    cells: tuple[CellChange, ...]


@dataclass(frozen=True, slots=True)
class GoneRecord:
    """A record that the sheet does not have: its file and its line there."""

    key: str
    file: int
    line: int


@dataclass(slots=True)
class RecordDifference:
    """All differences, in the order of the sheet; gone records in that of the files."""

    new: list[NewRecord] = field(default_factory=list)
    changed: list[ChangedRecord] = field(default_factory=list)
    gone: list[GoneRecord] = field(default_factory=list)
    same: int = 0


def record_difference(item: Item, sheet: RecordRows, shown: str) -> Reading[RecordDifference]:
    """What the records of ``sheet`` change in those of ``item``; problems of the sheet are yielded. Raises CsvError and OSError."""
    found = RecordDifference()
    matched = sheet.matched
    old, columns = _old_records(item)
    same_columns = [one == matched for one in columns]
    columns = [matched if same else one for one, same in zip(columns, same_columns)]
    names = RecordName(item.kind, matched)
    place = names.key
    reader = CellReader(item.kind.records, matched, shown)
    seen: dict[str, int] = {}
    faults = 0
    for row, written, doubts in sheet.rows:
        together = SEPARATOR.join(written)
        key = names.of(written) if place >= 0 else together
        before = old.pop(_numbered(key, seen), None)
        if before and not doubts and same_columns[before[0]] and before[2] == together:
            found.same += 1
            continue
        cells = list(map(str.strip, written))
        changes = _changes(before[2], columns[before[0]], cells, matched) if before else []
        if doubts or not before or changes:
            _, wrong = gathered(reader.read(row, cells))
            doubted = {place for one in doubts for place in one.places}
            told = (*doubts, *(sheet.told(one) for one in wrong if doubted.isdisjoint(one.places)))
            faults += len(told)
            yield from told
            if faults > MOST_FAULTS:
                return found
        if before is None and seen[key] > 1 and place >= 0:
            what = f"“{_shown(key)}”在表里已经有一行。"
            where = Place(shown, row, place + 1)
            yield sheet.told(problem(where, "record-twice", what, "请核对是否重复填写。", Level.WARNING))
        if before is None:
            found.new.append(NewRecord(_shown(key), row, tuple(cells)))
        elif changes:
            found.changed.append(ChangedRecord(_shown(key), row, before[0], before[1], tuple(changes)))
        else:
            found.same += 1
    yield from sheet.afterwards()
    found.gone = [GoneRecord(_shown(key.partition(_TIMES)[0]), file, line) for key, (file, line, _) in old.items()]
    return found


def stops(problems: Sequence[Problem]) -> bool:
    """Whether a sheet with these problems is not taken in: errors, and whatever it hides or notes beside its cells."""
    return any(one.level is Level.ERROR or one.rule.startswith("workbook-") for one in problems)


def _old_records(item: Item) -> tuple[dict[str, _Old], list[Sequence[Field | None]]]:
    """The records of all files by their keys, and the columns of each file. Raises CsvError and OSError."""
    old: dict[str, _Old] = {}
    columns: list[Sequence[Field | None]] = []
    seen: dict[str, int] = {}
    for number, file in enumerate(item.records):
        rows = record_rows(file, item.kind)
        columns.append(rows.matched)
        names = RecordName(item.kind, rows.matched)
        for line, cells, _ in rows.rows:
            together = SEPARATOR.join(cells)
            key = names.of(cells) if 0 <= names.key < len(cells) else together
            old[_numbered(key, seen)] = (number, line, together)
    return old, columns


def _numbered(key: str, seen: dict[str, int]) -> str:
    """The key of a record, with a number after it if records before it have the same one."""
    times = seen.get(key, 0)
    seen[key] = times + 1
    return f"{key}{_TIMES}{times}" if times else key


def _changes(
    old: str, columns: Sequence[Field | None], cells: Sequence[str], matched: Sequence[Field | None]
) -> list[CellChange]:
    written = old.split(SEPARATOR)
    if columns is matched and len(written) == len(cells):
        # The usual file has the columns of the sheet; of a hundred thousand rows only the cells that differ are looked at.
        pairs = [
            (column, text.strip(), cell)
            for column, text, cell in zip(matched, written, cells)
            if column and text != cell
        ]
    else:
        before = {one.name: cell.strip() for one, cell in zip(columns, written) if one}
        pairs = [(column, before.get(column.name, ""), cell) for column, cell in zip(matched, cells) if column]
    return [
        CellChange(column.name, column.title, text, cell)
        for column, text, cell in pairs
        if text != cell and (_is_free(column) or canonical_cell(cell, column) != canonical_cell(text, column))
    ]


def _is_free(column: Field) -> bool:
    """Whether a cell means just what is written in it."""
    return column.type is FieldType.STRING and not holds_days(column)


def _shown(key: str) -> str:
    return key.replace(SEPARATOR, "，")
