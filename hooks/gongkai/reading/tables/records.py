"""Reading the records of a dataset from CSV or a sheet; every row that cannot be read in full is named in a problem."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from sys import intern

from gongkai.model.anchor import anchor_of
from gongkai.model.item import Item, RecordFile
from gongkai.model.kind import Kind
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.refused import reason
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.record import NO_RECORDS, SEPARATOR, RecordName, RecordTable
from gongkai.reading.printable_faults import PRINTED_FAULTS, PrintedCell, PrintedCells
from gongkai.reading.tables.cells import CellReader
from gongkai.reading.tables.csv_tables import CsvError, encoding_of, table_rows_of
from gongkai.reading.tables.record_heading import MOST_ABOVE, is_beside, matched_columns, record_heading, told
from gongkai.reading.tables.rows_of_records import open_sheet_records, record_rows
from gongkai.reading.tables.separators import separator_of
from gongkai.reading.tables.sheets.sheet_records import labels_of
from gongkai.reading.tables.sheets.workbook_file import is_workbook

MOST_FAULTS = 2000
"""The number of problems in one file after which reading stops."""


def open_records(kind: Kind, path: Path, shown: str, place: Place, sheet: str = "") -> Reading[RecordFile | None]:
    """The record file at ``path`` with its header checked; None, after a problem, where it cannot be read.

    ``shown`` is the path as messages name it, ``place`` where the item names the file, ``sheet`` the sheet that it names.
    """
    if is_workbook(shown):
        return (yield from open_sheet_records(kind, path, shown, place, sheet))
    try:
        encoding = encoding_of(path, shown)
        separator = separator_of(path, encoding, labels_of(kind.records))
        above = _first_rows(table_rows_of(path, shown, encoding, separator))
    except CsvError as fault:
        yield fault.problem
        return None
    except OSError as error:
        what = f"记录文件“{shown}”读不出来（{reason(error)}）。"
        yield problem(place, "file-unreadable", what, "请核对文件名，文件放在本条信息旁边。")
        return None
    if not above:
        yield problem(Place(shown), "csv-empty", "记录文件是空的。", "请至少写一行表头。")
        return None
    heading = record_heading(above, kind.records)
    matched, further = yield from matched_columns(heading.names, kind, Place(shown, heading.line, 1))
    if not any(matched):
        return None
    note = told(heading, further, shown)
    if note:
        yield note
    return RecordFile(
        path=shown,
        absolute=str(path),
        encoding=encoding,
        header=heading.names,
        place=place,
        separator=separator,
        line=heading.line,
        above=heading.end,
        titles=heading.titles,
        further=further,
    )


def _first_rows(rows: Iterator[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    """The rows among which the heading is; where one of them is damaged, this is told with the records. Raises CsvError."""
    above: list[tuple[int, list[str]]] = []
    try:
        above.extend(islice(rows, MOST_ABOVE))
    except CsvError:
        if not above:
            raise
    return above


@dataclass(slots=True)
class _Rows:
    """The rows read so far, and what is known about their columns."""

    packed: list[str] = field(default_factory=list)
    days: list[str] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)
    filled: set[int] = field(default_factory=set)
    first: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What is printed below the records."""
    same: list[int] = field(default_factory=list)
    """The positions of columns that have the same value in all rows so far."""


def record_table(item: Item) -> RecordTable:
    """The records of all files of an item, the newest first if its type has a day for records.

    Wrong values are left out of their rows, unless the item publishes them as printed. The problems are in the table.
    Raises OSError where a file has disappeared since it was opened.
    """
    if not item.records and not item.record_changes:
        return NO_RECORDS
    columns = item.kind.records
    so_far = _Rows()
    problems = tuple(_read_all(item, so_far))
    order: list[int] | range = range(len(so_far.packed))
    if item.kind.record.day:
        # Sorting is stable in reverse too, so that records of the same day keep their order.
        order = sorted(order, key=so_far.days.__getitem__, reverse=True)
    several = len(so_far.packed) > 1
    return RecordTable(
        columns=columns,
        packed=tuple([so_far.packed[number] for number in order]),
        days=tuple([so_far.days[number] for number in order]),
        filled=frozenset(columns[place].name for place in so_far.filled),
        constant=frozenset(columns[place].name for place in so_far.same if several and so_far.first[place]),
        changes=item.record_changes,
        titles=tuple(title for file in item.records for title in file.titles),
        notes=tuple(so_far.notes),
        problems=problems,
    )


def _read_all(item: Item, so_far: _Rows) -> Iterator[Problem]:
    printed = PrintedCells(item)
    for number, file in enumerate(item.records):
        try:
            yield from _read(number, file, item.kind, printed.of_file(number), so_far)
        except CsvError as fault:
            yield fault.problem


def _read(
    number: int, file: RecordFile, kind: Kind, printed: Sequence[PrintedCell], so_far: _Rows
) -> Iterator[Problem]:
    """Add the rows of one file to ``so_far``, up to ``MOST_FAULTS`` problems. Raises CsvError and OSError."""
    opened = record_rows(file, kind)
    reader = CellReader(kind.records, opened.matched, file.path)
    names = [column.name for column in kind.records]
    key = names.index(kind.record.key) if kind.record.key else -1
    named = RecordName(kind, kind.records)
    day = names.index(kind.record.day) if kind.record.day else -1
    faults = 0
    blank = [place for place, name in enumerate(file.header) if not name.strip()]
    beside: set[int] = set()
    for line, cells, doubts in opened.rows:
        if blank and any(cells[place : place + 1] not in ([], [""]) and cells[place].strip() for place in blank):
            yield opened.told(_unnamed(file, line, cells, blank))
            blank = []
        row, found = gathered(reader.read(line, cells))
        written_day = row[day] if day >= 0 else ""
        for cell in printed:
            if cell.is_in(line, reader.printed(cells, key) if key >= 0 else ""):
                text = reader.printed(cells, cell.column)
                faults -= _restore(row, cell.column, text, reader.at(line, cell.column), found)
        if found and is_beside(cells, file.header):
            # A record has what its type requires, so that the few other rows cost nothing to look for.
            so_far.notes.append("　".join(cell.strip() for cell in cells if cell.strip()))
            beside.add(line)
            continue
        if found or doubts:
            # What is said of a cell as it is stored explains what else is wrong with it.
            doubted = {place for one in doubts for place in one.places}
            found = (*doubts, *(opened.told(one) for one in found if doubted.isdisjoint(one.places)))
            faults += len(found)
            if faults > MOST_FAULTS:
                what = f"这个文件的问题超过 {MOST_FAULTS} 处，其余不再列出。"
                place = Place(file.path, line, 1)
                yield problem(place, "csv-many-faults", what, "请先改正以上各处，再检查一次。")
                return
            yield from found
        anchor = _anchor(named.of(row), so_far)
        if not so_far.first:
            so_far.first, so_far.same = row, list(range(len(row)))
        elif so_far.same:
            first = so_far.first
            so_far.same = [place for place in so_far.same if row[place] == first[place]]
        if len(so_far.filled) < len(row):
            so_far.filled.update([place for place, cell in enumerate(row) if cell])
        so_far.packed.append(SEPARATOR.join((str(number), str(line), anchor, *row)))
        so_far.days.append(intern(written_day))
    yield from map(opened.told, reader.lost_zeros())
    yield from opened.afterwards(beside)


def _unnamed(file: RecordFile, line: int, cells: Sequence[str], blank: Sequence[int]) -> Problem:
    """The problem of the first cell below a blank cell of the heading."""
    place = next(place for place in blank if cells[place : place + 1] and cells[place].strip())
    what = f"表头第 {place + 1} 列是空的，这一列下面却有内容（最早在第 {line} 行）。"
    remedy = "请在表头写上这一列的名称；没有用的，请删除整列。"
    return problem(Place(file.path, file.line, place + 1), "csv-unknown-column", what, remedy)


def _restore(row: list[str], column: int, text: str, place: Place, found: Sequence[Problem]) -> int:
    """Put ``text`` back into the cell if all that is wrong is that it is printed so; returns the number of such problems."""
    here = [one for one in found if one.rule in PRINTED_FAULTS and place in one.places]
    if here and not row[column] and SEPARATOR not in text:
        row[column] = text
    return len(here)


def _anchor(key: str, so_far: _Rows) -> str:
    """The anchor of the next row, made from its key or its number, with a suffix if an earlier row has the same one."""
    anchor = anchor_of(key) or f"row-{len(so_far.packed) + 1}"
    count = so_far.anchors.get(anchor, 0) + 1
    so_far.anchors[anchor] = count
    return anchor if count == 1 else f"{anchor}~{count}"
