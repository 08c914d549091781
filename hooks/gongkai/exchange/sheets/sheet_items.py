"""Rows of a sheet of items: the values of each, by the labels of the type, at the places of their cells."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.exchange.sheets.incoming_sheet import Incoming
from gongkai.exchange.sheets.node_text import node_of
from gongkai.exchange.sheets.sheet_columns import SheetColumn, item_columns
from gongkai.model.kind import Constraints, Field
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.reading.tables.cells import undamaged
from gongkai.reading.tables.csv_tables import encoding_of, match_header, rows_of
from gongkai.reading.tables.sheets.in_sheet import in_sheet
from gongkai.reading.tables.sheets.sheet_records import records_on
from gongkai.reading.tables.sheets.sheet_tables import SheetRow
from gongkai.reading.yaml.nodes import Mapping as MappingNode
from gongkai.reading.yaml.nodes import Node, Scalar


@dataclass(frozen=True, slots=True)
class SheetItem:
    """One row: the positions and texts of its cells, and the values of the fields that the sheet has columns for, by label."""

    row: int
    cells: Mapping[SheetColumn, tuple[int, str]]
    values: Mapping[str, Node | None]
    """None for a field whose cells are empty."""


def sheet_items(incoming: Incoming) -> Reading[tuple[SheetItem, ...]]:
    """The items of the sheet; problems of the heading and of the form of cells are yielded. Raises CsvError and OSError."""
    columns = item_columns(incoming.kind)
    by_name = {column.title: column for column in columns}
    fields = [_as_column(column) for column in columns]
    heading = yield from _heading(incoming, fields)
    if heading is None:
        return ()
    matched, rows = heading
    found: list[SheetItem] = []
    for row, cells, doubts in rows:
        yield from doubts
        yield from _damaged(matched, cells, row, incoming)
        given = {
            by_name[one.name]: (place, cell.strip()) for place, (one, cell) in enumerate(zip(matched, cells)) if one
        }
        values, faults = gathered(_values(given, incoming.shown, row))
        yield from (told(fault, incoming) for fault in faults)
        found.append(SheetItem(row, given, values))
    return tuple(found)


def _damaged(matched: Sequence[Field | None], cells: Sequence[str], row: int, incoming: Incoming) -> Iterator[Problem]:
    """The problem of each cell that holds an error of a spreadsheet or a number that it has shortened, and no value."""
    for place, (column, cell) in enumerate(zip(matched, cells), 1):
        if column and ("#" in cell or "E" in cell or "e" in cell):
            _, found = gathered(undamaged(cell.strip(), column.title, Place(incoming.shown, row, place)))
            yield from (told(one, incoming) for one in found if one.rule.startswith("sheet-"))


def told(found: Problem, incoming: Incoming) -> Problem:
    """The problem with its sheet and its cell."""
    return in_sheet(found, incoming.sheet) if incoming.sheet else found


def _as_column(column: SheetColumn) -> Field:
    """The column as a field under its own heading, so that headings are matched as those of other tables."""
    aliases = column.field.aliases if len(column.path) == 1 else ()
    return replace(column.field, name=column.title, title=column.title, aliases=aliases, constraints=Constraints())


def _heading(
    incoming: Incoming, fields: Sequence[Field]
) -> Reading[tuple[Sequence[Field | None], Iterator[SheetRow]] | None]:
    shown, title = incoming.shown, incoming.kind.title
    if incoming.workbook is None:
        lines = rows_of(incoming.path, shown, encoding_of(incoming.path, shown))
        line, header = next(lines, (0, []))
        matched, faults = gathered(match_header(header, fields, shown, line, title))
        yield from faults
        return None if faults else (matched, ((line, cells, ()) for line, cells in lines))
    sheet = next(one for one in incoming.workbook.book.sheets if one.name == incoming.sheet)
    source = records_on(incoming.workbook, sheet, shown, fields)
    yield from source.problems
    matched, faults = gathered(match_header(source.header, fields, shown, source.line, title))
    yield from map(source.told, faults)
    source.read_days(matched)
    return None if faults else (matched, source.rows())


def _values(given: Mapping[SheetColumn, tuple[int, str]], shown: str, row: int) -> Reading[dict[str, Node | None]]:
    values: dict[str, Node | None] = {}
    for column, (place, cell) in given.items():
        label = column.path[0]
        where = Place(shown, row, place + 1)
        if len(column.path) == 1:
            values[label] = (yield from node_of(cell, column.field, where)) if cell else None
            continue
        parts = values.get(label)
        pairs = parts.pairs if isinstance(parts, MappingNode) else ()
        if cell:
            value = yield from node_of(cell, column.field, where)
            pairs = (*pairs, (Scalar(where, column.path[1]), value))
        values[label] = MappingNode(pairs[0][0].place, pairs) if pairs else None
    return values
