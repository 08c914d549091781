"""The entries of a list: the rows of a table field with ``row_key``, each with an anchor that lasts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gongkai.model.anchor import anchor_of
from gongkai.model.document_number import title_key
from gongkai.model.item import Item, Row
from gongkai.model.kind import Field, FieldType


@dataclass(frozen=True, slots=True)
class Adjustment:
    """One line of the history of an entry (调整记录); ``state`` is the state of the entry after it, empty where it goes on."""

    row: Row
    action: str
    day: date | None
    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its name, its anchor on the page of its item, and what was done to it, the latest last."""

    row: Row
    words: str
    anchor: str
    adjustments: tuple[Adjustment, ...] = ()

    @property
    def state(self) -> str:
        """已取消, 已下放 and the like; empty while the entry goes on."""
        return self.adjustments[-1].state if self.adjustments else ""


def entry_tables(item: Item) -> tuple[Field, ...]:
    """The table fields of an item whose rows are entries."""
    return tuple(field for field in item.kind.fields if field.row_key and field.name in item.values)


def entries_of(item: Item, table: Field) -> tuple[Entry, ...]:
    """The entries of a table field; equal names get a suffix, so that every anchor is its own."""
    rows = item.rows(table.name)
    by_name: dict[str, list[Adjustment]] = {}
    for one in adjustments_of(item, table):
        by_name.setdefault(title_key(one.name), []).append(one)
    seen: dict[str, int] = {}
    found = []
    for number, row in enumerate(rows, 1):
        words = row.text(table.row_key[-1])
        key = next(filter(None, map(row.text, table.row_key)), "")
        anchor = anchor_of(key) or f"{table.name.replace('_', '-')}-{number}"
        seen[anchor] = seen.get(anchor, 0) + 1
        anchor = anchor if seen[anchor] == 1 else f"{anchor}~{seen[anchor]}"
        found.append(Entry(row, words, anchor, tuple(by_name.get(title_key(words), ()))))
    return tuple(found)


def adjustments_of(item: Item, table: Field) -> tuple[Adjustment, ...]:
    """What the other tables of an item say was done to entries of ``table``, by day."""
    found = []
    for field in item.kind.fields:
        column = _naming(field, table.name)
        if column is None or column.cites is None:
            continue
        days = [one.name for one in field.columns if one.type is FieldType.DATE]
        for row in item.rows(field.name):
            action = row.text(column.cites.by)
            day = next((found_day for name in days if (found_day := row.day(name))), None)
            found.append(Adjustment(row, action, day, row.text(column.name), column.cites.state_after(action)))
    return tuple(sorted(found, key=lambda one: one.day or date.min))


@lru_cache(maxsize=256)
def _naming(field: Field, table: str) -> Field | None:
    """The column of ``field`` that names entries of ``table`` of the same item."""
    return next(
        (one for one in field.columns if one.cites and one.cites.table == table and not one.cites.type),
        None,
    )
