"""The index of items: the published one with what has changed since, or a new one; both have the same bytes."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from pathlib import Path

from gongkai.incremental.cache import Cache
from gongkai.incremental.garbage_collection import without_collecting
from gongkai.searching.answers import ReadIndex, read_index
from gongkai.searching.entries import Entry
from gongkai.searching.entry_columns import EntryColumns
from gongkai.searching.kept.contribution import Contribution, contribution_of
from gongkai.searching.kept.entry_places import places_of
from gongkai.searching.kept.index_files import ForeignFileError, IndexFiles, LastFiles, Noted
from gongkai.searching.kept.index_patch import IndexPatch
from gongkai.searching.kept.known_entries import KnownEntry, entry_of_words
from gongkai.searching.kept.patched_shards import PatchedShards, UnpatchableError
from gongkai.searching.kept.result_files import ResultFiles
from gongkai.searching.merging.entry_source import WholeEntry
from gongkai.searching.packing import FOLDER, BrokenFileError
from gongkai.searching.shards import (
    MadeIndex,
    Shards,
    index_files,
    make_index,
    many_postings,
    shard_limit,
    write_meta,
    written_index,
)

_INDEX = "/"
"""The name under which the cache knows the index as a whole; no address begins with it."""
_SHARE, _LEAST = 8, 64
"""A new index is made where more than one entry in so many has changed, but not for so few."""


def write_kept_index(
    known: Sequence[KnownEntry], folder: Path, name: str, last: Cache, published: Path | None
) -> IndexFiles:
    """Write the index of ``known`` to ``search/<name>/`` below ``folder`` and return its files. Raises OSError.

    ``last`` is what the last build knew of the index at ``published``, the folder of a site; it is saved for the next.
    Where it does not fit what is published, or too much has changed, everything is made anew.
    """
    made, files = _made(known, folder, name, last, published)
    if made.regular:
        for one, length, title in zip(known, made.lengths, made.titles):
            _remember(last, one, length, title)
        noted = {part: [one.key, one.digest, one.sha256] for part, one in files.noted.items()}
        # The order in which characters come depends on who indexed what.
        last.put(_INDEX, "", [made.written.terms, dict(sorted(made.characters.items())), noted])
    last.save()
    return files


@without_collecting()
def _made(
    known: Sequence[KnownEntry], folder: Path, name: str, last: Cache, published: Path | None
) -> tuple[MadeIndex, IndexFiles]:
    _, about = last.get(_INDEX)
    if published and about:
        terms, characters, noted = about
        last_files = LastFiles(published / FOLDER / name, {part: Noted(*one) for part, one in noted.items()})
        files = index_files(folder, name, last_files)
        try:
            last_files.data("meta")
            before = _Before(read_index(published, name), last_files, last, terms, characters)
            return _patched(known, before, files), files
        except (ForeignFileError, BrokenFileError, UnpatchableError):
            pass
    files = index_files(folder, name)
    return make_index(_Source(known), files), files


class _Source:
    """Known entries as the source of an index."""

    def __init__(self, known: Sequence[KnownEntry]) -> None:
        self._known = known

    def __len__(self) -> int:
        return len(self._known)

    def __iter__(self) -> Iterator[WholeEntry]:
        return map(self.whole, range(len(self._known)))

    def bare(self, number: int) -> Entry:
        return self._known[number].entry

    def whole(self, number: int) -> WholeEntry:
        one = self._known[number]
        return one.entry, one.text.whole(), one.text.digest

    def learnt(self, number: int) -> tuple[list[str], str, str, int]:
        one = self._known[number]
        return one.asked, one.fingerprint, one.text.digest, len(one.text)

    def learn(self, number: int, learnt: tuple[list[str], str, str, int]) -> None:
        one = self._known[number]
        one.asked, one.fingerprint, digest, length = learnt
        one.text.know(digest, length)


def _remember(last: Cache, one: KnownEntry, length: int, title: int) -> None:
    """Keep what the next build must know of an entry."""
    if one.fingerprint and one.fingerprint == last.get(one.entry.url)[0]:
        # It was taken over from there, and its words are made from nothing else.
        last.keep(one.entry.url)
        return
    content = [one.asked, one.text.digest, len(one.text), one.words(), length, title]
    if last.get(one.entry.url) == (one.fingerprint, content):
        last.keep(one.entry.url)
    else:
        last.put(one.entry.url, one.fingerprint, content)


class _Before:
    """The last index."""

    def __init__(
        self, index: ReadIndex, files: LastFiles, cache: Cache, terms: int, characters: dict[str, int]
    ) -> None:
        self.index = index
        self.files = files
        self.terms = terms
        self.characters = characters
        self.names = [name for name in cache.names() if name != _INDEX]
        self.fingerprints = [cache.get(name)[0] for name in self.names]
        """Of what each entry was made from; empty where that is not known."""
        self.contents = [cache.get(name)[1] for name in self.names]
        """Of each entry: questions, digest and length of the text, words, number of terms, and of those of its title."""

    def contribution(self, number: int) -> Contribution:
        """What an entry contributed. Raises ForeignFileError."""
        content = self.contents[number]
        return contribution_of(entry_of_words(content[3]), self._text(number) if content[2] else "")

    def _text(self, number: int) -> str:
        first = self.index.shown[bisect_right(self.index.shown, number) - 1]
        _, texts, _ = json.loads(self.files.content(f"d{first}"))
        place = max(place for place, _ in texts if place <= number - first)
        text: str = json.loads(self.files.content(f"x{first + place}"))[number - first - place]
        return text


def _patched(known: Sequence[KnownEntry], before: _Before, files: IndexFiles) -> MadeIndex:
    """The last index, changed into that of ``known``. Raises UnpatchableError, ForeignFileError and OSError."""

    def same(old: int, new: int) -> bool:
        content, one = before.contents[old], known[new]
        if one.fingerprint and one.fingerprint == before.fingerprints[old]:
            return True
        return bool(content[1] == one.text.digest and content[3] == one.words())

    places = places_of(before.names, [one.entry.url for one in known], same)
    if len(places.gone) + len(places.come) + len(places.edited) > max(_LEAST, len(known) // _SHARE):
        raise UnpatchableError("too much has changed")
    limit = shard_limit(len(known))
    if limit != shard_limit(len(before.names)):
        raise UnpatchableError("shards of another size")
    patch = IndexPatch(places, before.characters, before.contribution, lambda new: _contribution(known[new]))
    columns = EntryColumns()
    results = ResultFiles(files)
    for one in known:
        columns.add(one.entry)
        results.add(one.entry, one.text, one.text.digest)
    results.close()
    shards = Shards(files)
    patched = PatchedShards(before.files, before.index.terms, patch.changes(many_postings(limit)), places.shifts)
    patched.write(shards, limit)
    had = before.contents
    lengths, titles = patch.sizes([one[4] for one in had], [one[5] for one in had], len(known))
    build = write_meta(files, columns, (lengths, titles), shards, results)
    written = written_index(len(known), before.terms + patched.terms, files, build)
    return MadeIndex(written, lengths, titles, patch.characters, True, 0)


def _contribution(one: KnownEntry) -> Contribution:
    return contribution_of(one.entry, one.text.whole())
