"""The rows of a filled template: the records of an item, or the items of a type, with every cell as its file has it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from gongkai.exchange.sheets.item_sources import item_sources
from gongkai.exchange.sheets.node_text import cell_of
from gongkai.exchange.sheets.sheet_columns import item_columns
from gongkai.model.item import Item
from gongkai.model.kind import Kind
from gongkai.reading.tables.rows_of_records import record_rows
from gongkai.reading.yaml.nodes import Mapping, Node


def rows_of_item(item: Item) -> Iterator[list[str]]:
    """The records of an item in the columns of its type. Raises CsvError and OSError."""
    for file in item.records:
        rows = record_rows(file, item.kind)
        for _, cells, _ in rows.rows:
            given = {one.name: cell.strip() for one, cell in zip(rows.matched, cells) if one}
            yield [given.get(column.name, "") for column in item.kind.records]


def rows_of_items(root: Path, kind: Kind, items: Sequence[Item]) -> Iterator[list[str]]:
    """The items of a type in the columns of its template. Raises OSError."""
    columns = item_columns(kind)
    for source in item_sources(root, items):
        values = {kind.by_label[key.text].name: value for key, value in source.node.pairs if key.text in kind.by_label}
        row = []
        for column in columns:
            node: Node | None = values.get(kind.by_label[column.path[0]].name)
            if len(column.path) > 1:
                node = node.get(column.path[1]) if isinstance(node, Mapping) else None
            row.append(cell_of(node, column.field) if node else "")
        yield row
