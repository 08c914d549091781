"""The entries of all items with texts that are known from the last build, where what a text is made from is the same."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from gongkai.incremental.cache import Cache
from gongkai.incremental.tracked_publication import TrackedPublication
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.searching.entries import Entry, entries_with, text_of
from gongkai.searching.kept.known_text import KnownText
from gongkai.searching.unit_entries import unit_entries


@dataclass(slots=True)
class KnownEntry:
    """An entry of which ``text`` stands apart."""

    entry: Entry
    text: KnownText
    asked: list[str] = field(default_factory=list)
    """What was asked of the publication to make the text, as far as is known."""
    fingerprint: str = ""
    """Of what the text is made from; empty where that is not known."""

    def whole(self) -> Entry:
        """The entry with its text."""
        return replace(self.entry, text=self.text.whole())

    def words(self) -> list[Any]:
        """Everything of the entry that is indexed besides the text, as plain JSON."""
        one = self.entry
        shown = [one.title, one.number, one.index_no, list(one.keys), list(one.cells)]
        return [*shown, one.kind, one.agency, list(one.subjects), str(one.day or "")]


def entry_of_words(words: list[Any]) -> Entry:
    """The entry with these ``words``, as far as it is indexed, without its text."""
    title, number, index_no, keys, cells, kind, agency, subjects, day = words
    return Entry(
        url="",
        title=title,
        number=number,
        index_no=index_no,
        keys=tuple(keys),
        cells=tuple(cells),
        kind=kind,
        agency=agency,
        subjects=tuple(subjects),
        day=date.fromisoformat(day) if day else None,
    )


def known_entries(publication: Publication, last: Cache) -> Iterator[KnownEntry]:
    """The entries of items and of units; ``last`` holds for each, by its address, fingerprint, questions, digest and length.

    The day is part of the fingerprint, so that the entries of another day are still known to the index.
    """
    tracked = TrackedPublication(publication)
    for item, entry in entries_with(publication, lambda _: ""):
        before, content = last.get(entry.url)
        fingerprint = _fingerprint(tracked, item, content[0]) if before else ""
        if fingerprint and fingerprint == before:
            make = partial(text_of, item, publication)
            yield KnownEntry(entry, KnownText(make, *content[1:3]), content[0], fingerprint)
        else:
            yield _entry_made(entry, item, tracked)
    for entry in unit_entries(publication):
        yield KnownEntry(replace(entry, text=""), KnownText(partial(str, entry.text)))


def _entry_made(entry: Entry, item: Item, tracked: TrackedPublication) -> KnownEntry:
    known = KnownEntry(entry, KnownText(lambda: ""))

    def make() -> str:
        tracked.begin()
        text = text_of(item, tracked.publication)
        known.asked = tracked.asked()
        known.fingerprint = _fingerprint(tracked, item, known.asked)
        return text

    known.text = KnownText(make)
    return known


def _fingerprint(tracked: TrackedPublication, item: Item, asked: list[str]) -> str:
    found = tracked.fingerprint(item, asked)
    return f"{tracked.publication.as_of} {found}" if found else ""
