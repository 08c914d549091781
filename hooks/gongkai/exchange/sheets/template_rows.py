"""The rows of a filled template: the records of an item, with every cell as its file has it."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model.item import Item
from gongkai.reading.tables.rows_of_records import record_rows


def rows_of_item(item: Item) -> Iterator[list[str]]:
    """The records of an item in the columns of its type. Raises CsvError and OSError."""
    for file in item.records:
        rows = record_rows(file, item.kind)
        for _, cells, _ in rows.rows:
            given = {one.name: cell.strip() for one, cell in zip(rows.matched, cells) if one}
            yield [given.get(column.name, "") for column in item.kind.records]
