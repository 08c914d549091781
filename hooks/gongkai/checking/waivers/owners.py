"""Which item a line of a source file belongs to."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from gongkai.model.item import Item


class Owners:
    """Items by their source files: their own, and those of their texts, tables and records."""

    def __init__(self, items: Iterable[Item]) -> None:
        self._begins: dict[str, list[int]] = {}
        self._items: dict[str, list[Item]] = {}
        for item in sorted(items, key=lambda one: one.place.line):
            self._add(item.place.path, item.place.line, item)
        for owners in list(self._items.values()):
            for item in owners:
                for path in referenced_files(item):
                    if path != item.place.path:
                        self._add(path, 0, item)

    def of(self, path: str, line: int) -> Item | None:
        """The item to which a line (from 1) belongs; in a file of several items the last that begins there or before."""
        number = bisect_right(self._begins.get(path, []), line)
        if path not in self._items:
            return None
        return self._items[path][max(0, number - 1)]

    def _add(self, path: str, line: int, item: Item) -> None:
        self._begins.setdefault(path, []).append(line)
        self._items.setdefault(path, []).append(item)


def referenced_files(item: Item) -> Iterator[str]:
    """The files of an item's texts, tables, records and record histories."""
    yield from (text.path for text in item.texts.values())
    yield from (path for table in item.tables.values() for path in table.paths)
    yield from (file.path for file in item.records)
    yield from item.change_files
