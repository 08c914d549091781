"""Records by their key and by whom they are about, for tables of other items that name them: a contractor on a credit list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from gongkai.binding.record_links import Former
from gongkai.binding.record_term import day_in
from gongkai.model.document_number import fold
from gongkai.model.item import Item
from gongkai.model.record import RecordTable
from gongkai.model.relation import Spot


class RecordKeys:
    """Looks records up; those of a type are gone through once, when the first text may name one."""

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
            for record, day in zip(table.rows(), table.days):
                for place in places:
                    text = record.cells[place]
                    if text:
                        found.setdefault(fold(text), Former(item, Spot(record.anchor, text), day_in(day)))
        return found
