"""The inverted index on disk, cut into shards that are small classic scripts; items and records have the same format.

``search/<name>/meta.js`` holds the columns of all entries (``entry_columns``) and the first term or entry of every other
file; ``t<hash>.js`` is a shard, a range of the sorted terms, front-coded, with their posting lists (``posting_lists``);
``d<first>.js`` holds what results show of the entries from ``first`` on, which files hold their texts, and which entries
stand in for those no longer in force; ``x<first>.js`` holds such texts, from which excerpts are taken. A query loads
``meta.js``, the shards of its terms and the rows that it shows. Where files end depends on what they hold, and a file is
named after its beginning, so that one changed text changes few files.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, islice, pairwise
from pathlib import Path

from gongkai.incremental.garbage_collection import without_collecting
from gongkai.searching.entries import Entry
from gongkai.searching.entry_columns import EntryColumns, index_header
from gongkai.searching.kept.index_files import IndexFiles, LastFiles
from gongkai.searching.kept.result_files import ResultFiles
from gongkai.searching.merging.entry_source import EntrySource, PassingEntries
from gongkai.searching.merging.growing_index import GrowingIndex
from gongkai.searching.merging.indexing import index_all
from gongkai.searching.merging.term_lists import TermLists
from gongkai.searching.packing import FOLDER, shard_name
from gongkai.searching.varint import front_coded, length_prefixed, zigzag_deltas

_SHARD, _LARGE_SHARD = 8_000, 24_000
"""Bytes after which a shard may end; twice as many always end it."""
_MANY = 20_000
"""Entries from which on shards are large, so that there are not thousands of them."""
_MOST_OF_TERMS, _MOST_OF_ROWS = 800, 1_000
"""Shards and files of rows that an index of records may have."""
_LEVEL = 4
"""How hard shards are packed (``packing.packed``): a third of the time of the usual 6 for three per cent more bytes."""
LIST_HEAD = 4
"""Bytes that a list takes besides its own, about, in a shard."""
_BORDER = 16
"""One term in so many, by its CRC-32, may begin a shard."""


@dataclass(frozen=True, slots=True)
class WrittenIndex:
    """What was written: the numbers of entries, files, terms and bytes, and the identifier of the build."""

    entries: int
    files: int
    terms: int
    size: int
    build: str


@dataclass(frozen=True, slots=True)
class MadeIndex:
    """An index that was written, and what must be known of it to change it later."""

    written: WrittenIndex
    lengths: Sequence[int]
    """Number of terms of each entry."""
    titles: Sequence[int]
    """Number of terms of the title of each entry."""
    characters: dict[str, int]
    """``InvertedIndex.character_postings``."""
    regular: bool
    """Whether all shards begin where their terms alone say it: a border moves where two would have the same name."""
    size: int
    """Bytes of all lists as they count for the borders of shards; 0 where nobody counted them, in a changed index of items."""


@without_collecting()
def write_index(entries: Iterable[Entry], folder: Path, name: str, records: int = 0) -> WrittenIndex:
    """Write the index of ``entries``, taken one by one, to ``search/<name>/`` below ``folder``. Raises OSError.

    Entries are numbered from 0 as they come: the oldest first, so that a new one changes few files. An index that was
    there before is removed. ``records`` is the number of entries where these are records, else 0: a hundred thousand
    records, however wide, make no more than two thousand files.
    """
    return make_index(PassingEntries(entries), index_files(folder, name), records).written


def index_files(folder: Path, name: str, last: LastFiles | None = None) -> IndexFiles:
    """The files of an index of the site in ``folder``, none of which is there yet. Raises OSError."""
    target = folder / FOLDER / name
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    return IndexFiles(target, name, last)


def make_index(entries: EntrySource | PassingEntries, files: IndexFiles, records: int = 0) -> MadeIndex:
    """Write the index of ``entries``. Raises OSError and WorkerLostError."""
    columns = EntryColumns()
    results = ResultFiles(files, least_rows(records))
    shards = Shards(files)
    with GrowingIndex(files.folder) as index:
        index_all(entries, index, columns, results)
        limit = shard_limit(len(columns.days))
        lists = index.finish(many_postings(limit))
        size = sum(lists.sizes) + LIST_HEAD * len(lists)
        borders, regular = _borders(lists, records_limit(limit, size) if records else limit)
        unwritten = iter(lists)
        for first, end in pairwise((*borders, len(lists))):
            terms, contents = zip(*islice(unwritten, end - first))
            shards.write(terms, contents)
    build = write_meta(files, columns, (index.lengths, index.titles), shards, results)
    return MadeIndex(
        written_index(len(columns.days), len(lists), files, build),
        index.lengths,
        index.titles,
        index.character_postings,
        regular,
        size,
    )


def shard_limit(count: int) -> int:
    """Bytes after which a shard may end, in an index of ``count`` entries."""
    return _LARGE_SHARD if count > _MANY else _SHARD


def records_limit(limit: int, size: int) -> int:
    """``limit`` doubled until shards of records, half as large or larger, hold ``size`` bytes without being too many.

    Nothing but the bytes of all lists decides, so that an index that is changed knows it too.
    """
    while size > limit // 2 * _MOST_OF_TERMS:
        limit *= 2
    return limit


def least_rows(records: int) -> int:
    """The least number of rows in a file of an index of so many records."""
    return records // _MOST_OF_ROWS


def many_postings(limit: int) -> int:
    """Postings of all terms that begin with a character, beyond which the character gets a term of its own."""
    return 3 * limit


class Borders:
    """Says of each term, as they come, whether a shard begins with it.

    Terms themselves decide (content-defined chunking), so that one changed list moves few borders.
    """

    def __init__(self, limit: int) -> None:
        self.regular = True
        """Whether no border had to move because two shards would have had the same name, however unlikely that is."""
        self._limit = limit
        self._checks: set[int] = set()
        self._size = -1

    def restart(self) -> None:
        """Let a shard begin with the next term."""
        self._size = -1

    def would_begin(self, check: int, size: int) -> bool:
        """Whether a shard would begin with the next term, of this CRC-32, and its list of ``size`` bytes."""
        larger = self._size + size
        begins = self._size < 0 or larger > 2 * self._limit
        return begins or (self._size > self._limit // 2 and check % _BORDER == 0)

    def begins(self, check: int, size: int) -> bool:
        """Whether a shard begins with the next term and its list, which count from now on."""
        border = self.would_begin(check, size)
        if border:
            # Shards are named after the CRC-32 of their first terms.
            border = check not in self._checks
            self.regular &= border
            self._checks.add(check)
        self._size = (0 if border else self._size) + size + LIST_HEAD
        return border


def _borders(lists: TermLists, limit: int) -> tuple[list[int], bool]:
    """Place of the first term of each shard of about ``limit`` bytes, and whether they are where terms alone say it."""
    borders = Borders(limit)
    sizes = enumerate(zip(lists.checks, lists.sizes))
    return [place for place, (check, size) in sizes if borders.begins(check, size)], borders.regular


class Shards:
    """The shards of an index in their order: their first terms and their digests."""

    def __init__(self, files: IndexFiles) -> None:
        self.firsts: list[str] = []
        self.digests: list[str] = []
        self._files = files

    def write(self, terms: Sequence[str], lists: Sequence[bytes]) -> None:
        """Write a shard of terms with their lists. Raises OSError."""
        content = length_prefixed(front_coded(terms)) + b"".join(map(length_prefixed, lists))
        self.firsts.append(terms[0])
        self.digests.append(self._files.write(shard_name(terms[0]), content, level=_LEVEL))

    def take(self, first: str) -> None:
        """Take over the shard that begins with the term ``first``. Raises ForeignFileError and OSError."""
        self.firsts.append(first)
        self.digests.append(self._files.take(shard_name(first)))


def write_meta(
    files: IndexFiles,
    columns: EntryColumns,
    sizes: tuple[Sequence[int], Sequence[int]],
    shards: Shards,
    results: ResultFiles,
) -> str:
    """Write ``meta.js`` and return the identifier of the build. Raises OSError.

    ``sizes`` are the numbers of terms of all entries and of their titles.
    """
    count = len(columns.days)
    digests = b"".join(map(bytes.fromhex, chain(shards.digests, results.digests)))
    content = columns.encoded(*sizes)
    plan = (
        length_prefixed(front_coded(shards.firsts))
        + length_prefixed(zigzag_deltas(results.firsts))
        + length_prefixed(digests)
    )
    # The identifier is a digest of everything else, the names of facets included.
    build = hashlib.sha256(index_header(count, columns, "") + plan + content).hexdigest()[:16]
    files.write("meta", length_prefixed(index_header(count, columns, build)) + plan + content, build)
    return build


def written_index(count: int, terms: int, files: IndexFiles, build: str) -> WrittenIndex:
    """What was written, in short."""
    return WrittenIndex(count, len(files.noted), terms, files.size, build)
