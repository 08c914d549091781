"""The records of a dataset from CSV: every row is read in full or named in a problem with its line and column."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from sys import intern

from gongkai.model.anchor import anchor_of
from gongkai.model.item import Item, RecordFile
from gongkai.model.kind import Kind
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.refused import reason
from gongkai.model.record import NO_RECORDS, SEPARATOR, RecordTable
from gongkai.reading.printable_faults import PRINTED_FAULTS, PrintedCell, PrintedCells
from gongkai.reading.tables.cells import CellReader
from gongkai.reading.tables.csv_tables import CsvError, encoding_of, match_header, rows_of

MOST_FAULTS = 2000
"""Faults of one file that are kept; those of one cause are told as one, and a file with more is not what it should be."""


def open_records(kind: Kind, path: Path, shown: str, place: Place) -> tuple[RecordFile | None, list[Problem]]:
    """The record file with its header checked; None where it cannot be read."""
    try:
        encoding = encoding_of(path, shown)
        line, header = next(rows_of(path, shown, encoding), (0, None))
    except CsvError as fault:
        return None, [fault.problem]
    except OSError as error:
        what = f"记录文件“{shown}”读不出来（{reason(error)}）。"
        return None, [problem(place, "file-unreadable", what, "请核对文件名，文件放在本条信息旁边。")]
    if header is None:
        return None, [problem(Place(shown), "csv-empty", "记录文件是空的。", "请至少写一行表头。")]
    matched, problems = match_header(header, kind.records, shown, line, kind.title)
    if not any(matched):
        return None, problems
    return RecordFile(path=shown, absolute=str(path), encoding=encoding, header=tuple(header), place=place), problems


@dataclass(slots=True)
class _Gathered:
    """What the rows read so far add up to."""

    packed: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)
    filled: set[int] = field(default_factory=set)
    first: list[str] = field(default_factory=list)
    same: list[int] = field(default_factory=list)
    """Columns that hold in every row what they hold in the first."""
    problems: list[Problem] = field(default_factory=list)


def record_table(item: Item) -> RecordTable:
    """The records of all files of an item, the newest first where its type has a day for them.

    A row with a fault is kept without the wrong values, unless the item publishes them as they are printed. Raises
    OSError where a file has gone.
    """
    if not item.records and not item.record_changes:
        return NO_RECORDS
    columns = item.kind.records
    gathered = _Gathered()
    printed = PrintedCells(item)
    for number, file in enumerate(item.records):
        try:
            _read(number, file, item.kind, printed.of_file(number), gathered)
        except CsvError as fault:
            gathered.problems.append(fault.problem)
    order: list[int] | range = range(len(gathered.packed))
    if item.kind.record.day:
        # Sorting is stable in reverse too: equal days keep the order of the file.
        order = sorted(order, key=gathered.days.__getitem__, reverse=True)
    several = len(gathered.packed) > 1
    return RecordTable(
        columns=columns,
        packed=tuple([gathered.packed[number] for number in order]),
        days=tuple([gathered.days[number] for number in order]),
        filled=frozenset(columns[place].name for place in gathered.filled),
        constant=frozenset(columns[place].name for place in gathered.same if several and gathered.first[place]),
        changes=item.record_changes,
        problems=tuple(gathered.problems),
    )


def _read(number: int, file: RecordFile, kind: Kind, printed: Sequence[PrintedCell], gathered: _Gathered) -> None:
    """Read one file to its end, or to its last fault that is worth reporting. Raises CsvError and OSError."""
    rows = rows_of(Path(file.absolute), file.path, file.encoding)
    line, header = next(rows, (0, []))
    matched, _ = match_header(header, kind.records, file.path, line, kind.title)
    reader = CellReader(kind.records, matched, file.path)
    names = [column.name for column in kind.records]
    key = names.index(kind.record.key) if kind.record.key else -1
    day = names.index(kind.record.day) if kind.record.day else -1
    faults = 0
    for line, cells in rows:
        row, found = reader.read(line, cells)
        written_day = row[day] if day >= 0 else ""
        for cell in printed:
            if cell.is_in(line, reader.printed(cells, key) if key >= 0 else ""):
                text = reader.printed(cells, cell.column)
                faults -= _restore(row, cell.column, text, reader.at(line, cell.column), found)
        if found:
            faults += len(found)
            if faults > MOST_FAULTS:
                what = f"这个文件的问题超过 {MOST_FAULTS} 处，其余不再列出。"
                place = Place(file.path, line, 1)
                gathered.problems.append(problem(place, "csv-many-faults", what, "请先改正以上各处，再检查一次。"))
                return
            gathered.problems += found
        anchor = _anchor(row[key] if key >= 0 else "", gathered)
        if not gathered.first:
            gathered.first, gathered.same = row, list(range(len(row)))
        elif gathered.same:
            first = gathered.first
            gathered.same = [place for place in gathered.same if row[place] == first[place]]
        if len(gathered.filled) < len(row):
            gathered.filled.update([place for place, cell in enumerate(row) if cell])
        gathered.packed.append(SEPARATOR.join((str(number), str(line), anchor, *row)))
        gathered.days.append(intern(written_day))
    gathered.problems += reader.lost_zeros()


def _restore(row: list[str], column: int, text: str, place: Place, found: Sequence[Problem]) -> int:
    """Put back what is printed where it is only wrong; the number of faults of the row that are not counted then."""
    here = [one for one in found if one.rule in PRINTED_FAULTS and place in one.places]
    if here and not row[column] and SEPARATOR not in text:
        row[column] = text
    return len(here)


def _anchor(key: str, gathered: _Gathered) -> str:
    """The anchor of the next row: that of its key, with a number where the same one was given before."""
    anchor = anchor_of(key) or f"row-{len(gathered.packed) + 1}"
    count = gathered.anchors.get(anchor, 0) + 1
    gathered.anchors[anchor] = count
    return anchor if count == 1 else f"{anchor}~{count}"
