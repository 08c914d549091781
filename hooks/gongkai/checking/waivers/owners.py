"""Which item a line of a source belongs to: that in whose record or text it stands, or that which names the file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from gongkai.model.item import Item


class Owners:
    """The items by the files in which they and their texts, tables and records stand."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._begins: dict[str, list[int]] = {}
        self._items: dict[str, list[Item]] = {}
        for item in sorted(items, key=lambda one: one.place.line):
            self._add(item.place.path, item.place.line, item)
        for owners in list(self._items.values()):
            for item in owners:
                for path in _named_files(item):
                    if path != item.place.path:
                        self._add(path, 0, item)

    def of(self, path: str, line: int) -> Item | None:
        """In a list of items the last one that begins before the line; None for what belongs to none."""
        number = bisect_right(self._begins.get(path, []), line)
        if path not in self._items:
            return None
        return self._items[path][max(0, number - 1)]

    def _add(self, path: str, line: int, item: Item) -> None:
        self._begins.setdefault(path, []).append(line)
        self._items.setdefault(path, []).append(item)


def _named_files(item: Item) -> Iterator[str]:
    """The files in which the texts, tables and records of an item stand."""
    yield from (text.path for text in item.texts.values())
    yield from (table.path for table in item.tables.values() if table.path)
    yield from (file.path for file in item.records)
    yield from item.change_files
