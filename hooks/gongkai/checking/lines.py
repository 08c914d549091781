"""Every line of text in an item with its place, for rules that look into words."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model.item import Item, Row, Value
from gongkai.model.place import Place


def lines_of(item: Item) -> Iterator[tuple[str, Place]]:
    """The lines of the body and of every text among the fields and tables; places point at the beginning of the line."""
    for number, line in enumerate(item.body.split("\n")):
        if line.strip():
            yield line, Place(item.place.path, item.body_line + number, 1)
    for name, value in item.values.items():
        yield from _lines(value, item.at(name))
    for table in item.tables.values():
        for row, number in zip(table.rows, table.lines):
            for column, cell in enumerate(row, 1):
                if cell:
                    yield cell, Place(table.path, number, column)


def _lines(value: Value, place: Place) -> Iterator[tuple[str, Place]]:
    if isinstance(value, str):
        for line in value.split("\n"):
            if line.strip():
                yield line, place
    elif isinstance(value, Row):
        for inner in value.values.values():
            yield from _lines(inner, value.place)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _lines(inner, place)
