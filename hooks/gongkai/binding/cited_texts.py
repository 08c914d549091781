"""Every text of an item that may name documents, entries or records: its place, its part of the item, and how often it stands."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from gongkai.incremental.same_object import SameObject
from gongkai.model.item import Item, Row
from gongkai.model.kind import Field, FieldType, Kind
from gongkai.model.naming.list_entry import entries_of
from gongkai.model.place import Place
from gongkai.model.record import SEPARATOR, RecordTable
from gongkai.model.relation import Spot

RECORDS = "records"
"""The anchor of the records on the page of their item."""
_BEFORE = 3
"""Parts of a packed row before its cells: file, line and anchor."""


class CitedText(NamedTuple):
    """One text; ``column`` says what it may name."""

    column: Field
    text: str
    place: Place
    spot: Spot


def cited_texts(item: Item, table: RecordTable | None) -> Iterator[CitedText]:
    """The texts of the fields, of the rows of tables, and each different text of the records in ``table``."""
    for field in _citing(SameObject(item.kind)):
        value = item.values.get(field.name)
        if value is None:
            continue
        anchor = f"f-{field.name.replace('_', '-')}"
        if field.cites:
            texts = (value,) if isinstance(value, str) else value if isinstance(value, tuple) else ()
            for text in texts:
                if isinstance(text, str):
                    yield CitedText(field, text, item.at(field.name), Spot(anchor, "", field.name, field.title))
        elif field.type is FieldType.TABLE and any(column.cites for column in field.columns):
            yield from _of_rows(item, field, anchor)
    if table and len(table):
        yield from _of_records(item, table)


@lru_cache(maxsize=256)
def _citing(kind: SameObject[Kind]) -> tuple[Field, ...]:
    """The fields of a type that cite, themselves or in their columns, which few do."""
    return tuple(field for field in kind.it.fields if field.cites or any(column.cites for column in field.columns))


def _of_rows(item: Item, field: Field, anchor: str) -> Iterator[CitedText]:
    columns = [column for column in field.columns if column.cites]
    entries = entries_of(item, field) if field.row_key else ()
    for number, row in enumerate(item.rows(field.name)):
        at, words = (entries[number].anchor, entries[number].words) if entries else (anchor, "")
        for column in columns:
            for text in _texts(row, column):
                name = f"{field.name}.{column.name}"
                yield CitedText(column, text, row.place, Spot(at, words, name, column.title))


def _texts(row: Row, column: Field) -> Iterator[str]:
    value = row.values.get(column.name)
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        yield from (text for text in value if isinstance(text, str))


def _of_records(item: Item, table: RecordTable) -> Iterator[CitedText]:
    """The different texts of each column, so that a hundred thousand records cost one look-up each."""
    for number, column in enumerate(table.columns):
        if column.cites is None or column.cites.record or column.name not in table.filled:
            continue
        place = _heading(item, column)
        for text, count in different_texts(table, number).items():
            if text:
                yield CitedText(column, text, place, Spot(RECORDS, "", column.name, column.title, count))


def different_texts(table: RecordTable, column: int) -> Mapping[str, int]:
    """The different texts of a column, given by its position, in the order of the rows, and how often each stands."""
    return table.found(f"texts {table.columns[column].name}", lambda one: dict(_counted(one, column)))


def _counted(table: RecordTable, column: int) -> Counter[str]:
    at = _BEFORE + column
    if table.columns[column].name in table.constant:
        return Counter({table.packed[0].split(SEPARATOR, at + 1)[at]: len(table)})
    return Counter([text.split(SEPARATOR, at + 1)[at] for text in table.packed])


def _heading(item: Item, column: Field) -> Place:
    """The place of the label of the column in the first record file that has it."""
    for file in item.records:
        for label in (column.title, *column.aliases):
            if label in file.header:
                return Place(file.path, file.line, file.header.index(label) + 1)
    return item.place
