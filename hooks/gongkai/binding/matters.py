"""The items that belong to each entry of the directory, and what is signed instead where there are none."""

from __future__ import annotations

from collections import defaultdict

from gongkai.model.column import DirectoryEntry
from gongkai.model.item import Item
from gongkai.model.ledgers.registers import NilEntry
from gongkai.model.publication import Publication


def matters_of(publication: Publication) -> list[tuple[DirectoryEntry, list[Item]]]:
    """Every entry of the directory, in order, with the items that name it; if none does, with all items of its type."""
    named: defaultdict[str, list[Item]] = defaultdict(list)
    of_kind: defaultdict[str, list[Item]] = defaultdict(list)
    for item in publication.reading.items:
        named[item.directory_entry].append(item)
        of_kind[item.kind.title].append(item)
    return [(entry, named.get(entry.number) or of_kind.get(entry.kind, [])) for entry in publication.reading.directory]


def nil_entries_of(publication: Publication) -> dict[str, list[NilEntry]]:
    """The signed nil entries by the number of their matter."""
    found: dict[str, list[NilEntry]] = {}
    for nil in publication.reading.registers.nil:
        found.setdefault(nil.matter, []).append(nil)
    return found
