"""The rows of items in the files of open data, taken over from the last build while what they are made from is the same."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from gongkai.data.catalogue_rows import catalogue_row
from gongkai.data.csv_text import csv_lines, safe_cell
from gongkai.data.item_data import item_data, validity_data
from gongkai.incremental.cache import Cache
from gongkai.incremental.tracked_publication import TrackedPublication
from gongkai.model.item import Item
from gongkai.model.publication import Publication

ITEMS = "data/items.json"
_BEGIN, _BETWEEN, _END, _NONE = b"[\n", b",\n", b"\n]\n", b"[]\n"
_WAITING = 200
"""Pieces that are written together, since writing and hashing each row alone takes three times as long."""
_FILE = "/"
"""Name of the entry with the digest of the file; it cannot be an index number."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """What the files say of one item."""

    data: bytes
    """The object of ``items.json``, on one line."""
    catalogue: str
    """The line of ``items.csv``."""
    validity: str
    """The entry of ``validity.json`` with its key; empty where the item has no validity."""


def item_rows(publication: Publication, cache: Cache, published: Path | None) -> Iterator[ItemRow]:
    """The rows of all items in order; those of unchanged items are cut from ``items.json`` of the ``published`` site.

    ``cache`` knows what they were made from. What follows the last row in that file is added by ``ItemsFile``.
    """
    old = _OldFile(cache, published)
    tracked = TrackedPublication(publication)
    line = csv_lines()
    for item in publication.reading.items:
        name = item.index_no
        cached, content = cache.get(name)
        data = old.row(name) if cached else None
        if data is not None and cached == tracked.fingerprint(item, _asked(name, content)):
            cache.keep(name)
            yield ItemRow(data, content[3], content[4])
            continue
        tracked.begin()
        cells = catalogue_row(item, tracked.publication)
        row = _row(item, tracked.publication, line([safe_cell(cell) for cell in cells]))
        asked = tracked.asked()
        own = "".join(query[0] for query in asked if query[1:] == name)
        others = [query for query in asked if query[1:] != name]
        content = [own, others, len(row.data), row.catalogue, row.validity]
        cache.put(name, tracked.fingerprint(item, asked), content)
        yield row


class ItemsFile:
    """Writes ``items.json``, one row after the other, and knows its digest at the end."""

    def __init__(self, folder: Path) -> None:
        self._file = (folder / ITEMS).open("wb")
        self._digest = sha256()
        self._before = _BEGIN
        self._waiting: list[bytes] = []

    def add(self, row: bytes) -> None:
        """Write one row. Raises OSError."""
        self._waiting += (self._before, row)
        self._before = _BETWEEN
        if len(self._waiting) > _WAITING:
            self._write()

    def end(self, cache: Cache) -> str:
        """Write the end, remember the digest of the file in ``cache`` and return it. Raises OSError."""
        self._waiting.append(_NONE if self._before == _BEGIN else _END)
        self._write()
        self._file.close()
        digest = self._digest.hexdigest()
        if cache.get(_FILE)[1] == digest:
            cache.keep(_FILE)
        else:
            cache.put(_FILE, "", digest)
        return digest

    def _write(self) -> None:
        data = b"".join(self._waiting)
        self._waiting.clear()
        self._file.write(data)
        self._digest.update(data)


class _OldFile:
    """``items.json`` of the published site, mapped into memory; it has no rows where it is not the file of the last build."""

    def __init__(self, cache: Cache, published: Path | None) -> None:
        self._places: dict[str, slice] = {}
        digest = cache.get(_FILE)[1]
        if published is None or digest is None:
            return
        with suppress(OSError, ValueError), (published / ITEMS).open("rb") as file:
            self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
            if sha256(self._data).hexdigest() == digest:
                start = len(_BEGIN)
                for name in cache.names():
                    if name != _FILE:
                        end = start + cache.get(name)[1][2]
                        self._places[name] = slice(start, end)
                        start = end + len(_BETWEEN)

    def row(self, name: str) -> bytes | None:
        """The row of an item; None where it is not known."""
        place = self._places.get(name)
        return None if place is None else self._data[place]


def _asked(name: str, content: list[object]) -> list[str]:
    """The queries of an entry: the letters of those that ask for the item itself, then the others in full."""
    own, others, *_ = content
    return sorted([*(letter + name for letter in str(own)), *others])  # type: ignore[misc]


def _row(item: Item, publication: Publication, catalogue: str) -> ItemRow:
    data = json.dumps(item_data(item, publication), ensure_ascii=False)
    validity = publication.validity.get(item.index_no)
    entry = validity_entry(item.index_no, validity_data(validity)) if validity else ""
    return ItemRow(data.encode(), catalogue, entry)


def validity_entry(number: str, data: dict[str, object]) -> str:
    """One entry of ``validity.json`` as text, with its key and without a comma."""
    return json.dumps({number: data}, ensure_ascii=False, indent=1)[2:-2]
