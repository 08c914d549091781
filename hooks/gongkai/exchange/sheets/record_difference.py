"""What a sheet of records changes in the record files of an item: records that are new, changed or gone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.model.item import Item
from gongkai.model.kind import Field, Kind
from gongkai.model.problems.problem import Level, Problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.record import SEPARATOR
from gongkai.reading.tables.cells import CellReader, canonical_cell
from gongkai.reading.tables.records import MOST_FAULTS
from gongkai.reading.tables.rows_of_records import RecordRows, record_rows

Key = tuple[str, int]
"""The key of a record, and how many records before it have the same one."""


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that the sheet has otherwise: the name and the heading of its column, and both texts."""

    column: str
    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class NewRecord:
    """A record that only the sheet has: its row there, and its cells by the names of their columns."""

    key: str
    row: int
    cells: dict[str, str]


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
    kind = item.kind
    found = RecordDifference()
    old = dict(_old_records(item))
    new_key = _place(sheet.matched, kind)
    reader = CellReader(kind.records, sheet.matched, shown)
    seen: Counter[str] = Counter()
    faults = 0
    for row, cells, doubts in sheet.rows:
        cells = list(map(str.strip, cells))
        key = cells[new_key] if new_key >= 0 else SEPARATOR.join(cells)
        before = old.pop((key, seen[key]), None)
        seen[key] += 1
        changes = _changes(before, cells, sheet.matched) if before else ()
        if doubts or not before or changes:
            _, wrong = gathered(reader.read(row, cells))
            doubted = {place for one in doubts for place in one.places}
            told = (*doubts, *(sheet.told(one) for one in wrong if doubted.isdisjoint(one.places)))
            faults += len(told)
            yield from told
            if faults > MOST_FAULTS:
                return found
        if before is None:
            filled = {one.name: cell for one, cell in zip(sheet.matched, cells) if one and cell}
            found.new.append(NewRecord(_shown(key), row, filled))
        elif changes:
            found.changed.append(ChangedRecord(_shown(key), row, before.file, before.line, tuple(changes)))
        else:
            found.same += 1
    yield from sheet.afterwards()
    found.gone = [GoneRecord(_shown(key), one.file, one.line) for (key, _), one in old.items()]
    return found


def stops(problems: Sequence[Problem]) -> bool:
    """Whether a sheet with these problems is not taken in: errors, and whatever it hides or notes beside its cells."""
    return any(one.level is Level.ERROR or one.rule.startswith("workbook-") for one in problems)


@dataclass(frozen=True, slots=True)
class _Old:
    """A record of a file: its place, the columns of that file, and its cells in one text, since there may be very many."""

    file: int
    line: int
    columns: Sequence[Field | None]
    cells: str


def _old_records(item: Item) -> Iterator[tuple[Key, _Old]]:
    seen: Counter[str] = Counter()
    for number, file in enumerate(item.records):
        rows = record_rows(file, item.kind)
        place = _place(rows.matched, item.kind)
        for line, cells, _ in rows.rows:
            stripped = [cell.strip() for cell in cells]
            key = stripped[place] if 0 <= place < len(stripped) else SEPARATOR.join(stripped)
            yield (key, seen[key]), _Old(number, line, rows.matched, SEPARATOR.join(stripped))
            seen[key] += 1


def _place(matched: Sequence[Field | None], kind: Kind) -> int:
    """The position of the key among the cells; -1 where the type has none, so that whole rows are compared."""
    return next((place for place, one in enumerate(matched) if one and one.name == kind.record.key), -1)


def _changes(old: _Old, cells: Sequence[str], matched: Sequence[Field | None]) -> list[CellChange]:
    if old.cells == SEPARATOR.join(cells) and old.columns == matched:
        return []
    before = {one.name: cell for one, cell in zip(old.columns, old.cells.split(SEPARATOR)) if one}
    return [
        CellChange(column.name, column.title, before.get(column.name, ""), cell)
        for column, cell in zip(matched, cells)
        if column
        and cell != before.get(column.name, "")
        and canonical_cell(cell, column) != canonical_cell(before.get(column.name, ""), column)
    ]


def _shown(key: str) -> str:
    return key.replace(SEPARATOR, "，")
