"""Records that name other records of their type by key, such as a changed permit the one before: found in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from gongkai.binding.record_term import day_in
from gongkai.model.document_number import number_key
from gongkai.model.item import Item
from gongkai.model.kind import Field
from gongkai.model.place import Place
from gongkai.model.record import SEPARATOR, RecordTable
from gongkai.model.relation import Spot

_ANCHOR, _BEFORE = 2, 3
"""Where a packed row has its anchor, and how many parts it has before its cells."""


class RecordLink(NamedTuple):
    """A record of ``source`` that names the record ``entry`` of ``target``; ``written`` is the key as it names it."""

    column: Field
    source: Item
    spot: Spot
    target: Item
    entry: Spot
    written: str
    place: Place
    done: str
    """What was done to the record before, in the words of its page: 已变更为."""
    day: date | None
    """The day of the later record."""


def record_links(items: Sequence[Item], records: Mapping[str, RecordTable]) -> Iterator[RecordLink]:
    """The links between records of the same type; a key that no public record has is left a text."""
    by_kind: dict[str, list[Item]] = {}
    for item in items:
        if item.index_no in records and any(one.cites and one.cites.record for one in item.kind.records):
            by_kind.setdefault(item.kind.name, []).append(item)
    for same in by_kind.values():
        naming = [one for item in same for one in _naming(item, records[item.index_no])]
        wanted = {number_key(written) for _, _, _, written, *_ in naming}
        known = _known(same, records, wanted) if wanted else {}
        for column, source, spot, written, place, done, day in naming:
            found = known.get(number_key(written))
            if found and found[1].anchor + found[0].index_no != spot.anchor + source.index_no:
                yield RecordLink(column, source, spot, found[0], found[1], written, place, done, day)


def _naming(item: Item, table: RecordTable) -> Iterator[tuple[Field, Item, Spot, str, Place, str, date | None]]:
    """The records of an item that name another one."""
    key = table.position(item.kind.record.key)
    for number, column in enumerate(table.columns):
        if not (column.cites and column.cites.record) or column.name not in table.filled or key < 0:
            continue
        by = table.position(column.cites.by)
        for text, day in zip(table.packed, table.days):
            parts = text.split(SEPARATOR)
            written = parts[_BEFORE + number]
            if written:
                spot = Spot(parts[_ANCHOR], parts[_BEFORE + key], column.name, column.title)
                place = Place(item.records[int(parts[0])].path, int(parts[1]), 1)
                done = column.cites.state_after(parts[_BEFORE + by]) if by >= 0 else ""
                yield column, item, spot, written, place, done, day_in(day)


def _known(items: Sequence[Item], records: Mapping[str, RecordTable], wanted: set[str]) -> dict[str, tuple[Item, Spot]]:
    """The records with these keys."""
    found: dict[str, tuple[Item, Spot]] = {}
    for item in items:
        table = records[item.index_no]
        at = _BEFORE + table.position(item.kind.record.key)
        for text in table.packed:
            parts = text.split(SEPARATOR, at + 1)
            key = number_key(parts[at])
            if key in wanted:
                found.setdefault(key, (item, Spot(parts[_ANCHOR], parts[at])))
    return found
