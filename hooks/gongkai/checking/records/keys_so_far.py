"""The keys of the records of a type, item by item: which of them earlier items have too, without a look at unchanged rows."""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator, Set
from functools import partial
from hashlib import blake2b
from sys import byteorder

from gongkai.incremental.cache import digest_of
from gongkai.model.item import Item
from gongkai.model.kind import Kind
from gongkai.model.place import Place
from gongkai.model.record import RecordName, RecordTable

_WIDTH = 8
"""Bytes of the digest of a key; that two keys share one costs time only."""


class KeysSoFar:
    """The keys of the tables of one type so far. They are held as digests, of which a million take some hundred megabytes."""

    def __init__(self) -> None:
        self._digests: set[int] = set()
        self._tables: list[tuple[Item, RecordTable]] = []

    def known_to(self, item: Item, table: RecordTable) -> dict[str, Place]:
        """The first place of each key of ``table`` that an earlier table has too; then it is one of the earlier tables."""
        own = _digests_of(item, table)
        common = self._digests.intersection(own)
        known: dict[str, Place] = {}
        if common:
            given = digest_of(repr(sorted(common)).encode())
            for earlier, one in self._tables:
                find = partial(_places, earlier.kind, common)
                for name, file, line in one.found(f"keys that {item.index_no} has too", find, given):
                    known.setdefault(name, Place(earlier.records[file].path, line, 1))
        self._digests |= own
        self._tables.append((item, table))
        return known


def _digests_of(item: Item, table: RecordTable) -> set[int]:
    def find(one: RecordTable) -> str:
        return b64encode(b"".join(_digest(name) for name, _, _ in _names(item.kind, one))).decode()

    return set(memoryview(b64decode(table.found("keys", find))).cast("Q"))


def _places(kind: Kind, digests: Set[int], table: RecordTable) -> list[tuple[str, int, int]]:
    """Key, file and line of the rows whose keys have one of the digests, in the order of the files."""
    found = (row for row in _names(kind, table) if int.from_bytes(_digest(row[0]), byteorder) in digests)
    return sorted(found, key=lambda row: row[1:])


def _names(kind: Kind, table: RecordTable) -> Iterator[tuple[str, int, int]]:
    names = RecordName(kind, table.columns)
    for record in table.rows() if names.key >= 0 else ():
        if record.cells[names.key]:
            yield names.of(record.cells), record.file, record.line


def _digest(name: str) -> bytes:
    return blake2b(name.encode(), digest_size=_WIDTH).digest()
