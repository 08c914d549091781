"""Records that name other records by key, such as a changed permit the one before, or a listing its penalty: found in one pass."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from datetime import date
from functools import partial
from typing import NamedTuple

from gongkai.binding.record_term import day_in
from gongkai.incremental.cache import digest_of
from gongkai.model.document_number import fold, number_key
from gongkai.model.item import Item
from gongkai.model.kind import Field
from gongkai.model.place import Place
from gongkai.model.record import SEPARATOR, RecordTable
from gongkai.model.relation import Spot
from gongkai.texts.day_words import day_words

_ANCHOR, _BEFORE = 2, 3
"""Where a packed row has its anchor, and how many parts it has before its cells."""


class Later(NamedTuple):
    """A record that names another one."""

    column: Field
    item: Item
    spot: Spot
    written: str
    """The key of the other, as this one names it."""
    place: Place
    done: str
    """What was done to the other, in the words of its page: 已变更为."""
    day: date | None


class Former(NamedTuple):
    """A record that another one names."""

    item: Item
    spot: Spot
    day: date | None


class RecordLink(NamedTuple):
    """A record and the one before it."""

    later: Later
    former: Former

    @property
    def fault(self) -> tuple[str, str] | None:
        """What is wrong with it, and what to write instead; None where nothing is."""
        title, written = self.later.column.title, self.later.written
        if (self.later.item.index_no, self.later.spot.anchor) == (self.former.item.index_no, self.former.spot.anchor):
            return f"“{title}”写的“{written}”是这一条自己。", "请写原来那一条的编号；没有的留空。"
        if self.later.day and self.former.day and self.later.day < self.former.day:
            what = f"这一条的日期（{day_words(self.later.day)}）早于“{title}”写的“{written}”（{day_words(self.former.day)}）。"
            return what, "请核对两条的日期和编号。"
        return None


def record_links(items: Sequence[Item], records: Mapping[str, RecordTable]) -> Iterator[RecordLink]:
    """The links between records of one type, or of two; a key that no public record has is left a text."""
    of_kind: dict[str, list[Item]] = {}
    for item in items:
        if item.index_no in records:
            of_kind.setdefault(item.kind.name, []).append(item)
    for name, same in of_kind.items():
        naming = [one for one in same[0].kind.records if one.cites and one.cites.record]
        later = [one for item in same for one in _later(item, records[item.index_no])] if naming else []
        for target in dict.fromkeys(_target(one, name) for one in naming):
            named = [one for one in later if _target(one.column, name) == target]
            known = known_records(of_kind.get(target, ()), records, {one.written for one in named})
            yield from (RecordLink(one, known[one.written]) for one in named if one.written in known)


def _target(column: Field, own: str) -> str:
    """The name of the type whose records the column names."""
    return (column.cites.type if column.cites else "") or own


def _later(item: Item, table: RecordTable) -> Iterator[Later]:
    """The records of an item that name another one; only those are split in full."""
    if table.position(item.kind.record.key) < 0:
        return
    for column in table.columns:
        if not (column.cites and column.cites.record) or column.name not in table.filled:
            continue
        rows = table.found(f"naming {column.name}", partial(_naming, item.kind.record.key, column))
        for file, line, anchor, key, written, done, day in rows:
            spot = Spot(anchor, key, column.name, column.title)
            place = Place(item.records[int(file)].path, int(line), _heading(item, int(file), column))
            yield Later(column, item, spot, written, place, column.cites.state_after(done) if done else "", day_in(day))


def _naming(key: str, column: Field, table: RecordTable) -> list[list[str]]:
    """For each record that names another one in ``column``: file, line, anchor, key, what it names, what was done, day."""
    of_key, at = _BEFORE + table.position(key), _BEFORE + table.position(column.name)
    by = table.position(column.cites.by) if column.cites else -1
    found = []
    for text, day in zip(table.packed, table.days):
        written = text.split(SEPARATOR, at + 1)[at]
        if written:
            parts = text.split(SEPARATOR)
            done = parts[_BEFORE + by] if by >= 0 else ""
            found.append([*parts[:_BEFORE], parts[of_key], written, done, day])
    return found


def _heading(item: Item, file: int, column: Field) -> int:
    header = item.records[file].header
    return next((header.index(label) + 1 for label in (column.title, *column.aliases) if label in header), 1)


def known_records(items: Sequence[Item], records: Mapping[str, RecordTable], wanted: Set[str]) -> dict[str, Former]:
    """The records with these keys; keys that are written otherwise than their records have them are compared folded."""
    found = _keyed(items, records, wanted, folded=False)
    missing = [one for one in wanted if one not in found]
    folded = _keyed(items, records, {number_key(one) for one in missing}, folded=True)
    return found | {one: folded[number_key(one)] for one in missing if number_key(one) in folded}


def _keyed(
    items: Sequence[Item], records: Mapping[str, RecordTable], wanted: Set[str], folded: bool
) -> dict[str, Former]:
    """The first record with each of the keys ``wanted``, which are compared as they are, or ``folded``."""
    found: dict[str, Former] = {}
    given = digest_of("\n".join(sorted(wanted)).encode())
    for item in items if wanted else ():
        at = _BEFORE + records[item.index_no].position(item.kind.record.key)
        question = "keyed by number" if folded else "keyed"
        rows = records[item.index_no].found(question, partial(_with_key, at, wanted, folded), given)
        for key, anchor, written, day in rows:
            found.setdefault(key, Former(item, Spot(anchor, written), day_in(day)))
    return found


def _with_key(at: int, wanted: Set[str], folded: bool, table: RecordTable) -> list[list[str]]:
    """For each record with one of the keys ``wanted``: the key as it is compared, anchor, the key as written, day."""
    found = []
    for text, day in zip(table.packed, table.days):
        parts = text.split(SEPARATOR, at + 1)
        key = number_key(parts[at]) if folded else parts[at]
        if key in wanted:
            found.append([key, parts[_ANCHOR], parts[at], day])
    return found


class RecordKeys:
    """Looks records up for tables of other items that name them: a contractor on a credit list.

    Those of a type are gone through once, when the first text may name one.
    """

    def __init__(self, items: Sequence[Item], records: Mapping[str, RecordTable]) -> None:
        self._items, self._records = items, records
        self._by_kind: dict[str, dict[str, Former]] = {}

    def find(self, kind: str, written: str) -> Former | None:
        """The record of the type ``kind`` with this key, or about this name; None where no public one has it."""
        if kind not in self._by_kind:
            self._by_kind[kind] = self._known(kind)
        return self._by_kind[kind].get(fold(written))

    def _known(self, kind: str) -> dict[str, Former]:
        found: dict[str, Former] = {}
        for item in self._items:
            table = self._records.get(item.index_no)
            if item.kind.name != kind or table is None:
                continue
            use = item.kind.record
            places = [place for place in (table.position(use.key), table.position(use.name)) if place >= 0]
            for anchor, text, day in table.found("names", partial(_names, places)):
                found.setdefault(fold(text), Former(item, Spot(anchor, text), day_in(day)))
        return found


def _names(places: Sequence[int], table: RecordTable) -> list[list[str]]:
    """Anchor, text and day for each text by which a record is named, which are those in ``places``."""
    return [
        [record.anchor, record.cells[place], day]
        for record, day in zip(table.rows(), table.days)
        for place in places
        if record.cells[place]
    ]
