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
import json
import shutil
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from pathlib import Path

from gongkai.incremental.garbage_collection import without_collecting
from gongkai.searching.entries import Entry
from gongkai.searching.entry_columns import EntryColumns, index_header
from gongkai.searching.inverted_index import InvertedIndex
from gongkai.searching.packing import FOLDER, digest_of, shard_name, write_file
from gongkai.searching.varint import front_coded, length_prefixed, zigzag_deltas

_SHARD, _LARGE_SHARD = 8_000, 24_000
_TEXTS = 4_000
_RESULTS = 8_000
_RECORDS = 48_000
"""Bytes after which a file may end: shards, texts, result rows of items and of records; twice as many always end it."""
_MANY = 20_000
"""Entries from which on shards are large, so that there are not thousands of them."""
_MOST_OF_TERMS, _MOST_OF_ROWS = 800, 1_000
"""Shards and files of rows that an index of records may have."""
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


@without_collecting()
def write_index(entries: Iterable[Entry], folder: Path, name: str, records: int = 0) -> WrittenIndex:
    """Write the index of ``entries``, taken one by one, to ``search/<name>/`` below ``folder``. Raises OSError.

    Entries are numbered from 0 as they come: the oldest first, so that a new one changes few files. An index that was
    there before is removed. ``records`` is the number of entries where these are records, else 0: a hundred thousand
    records, however wide, make no more than two thousand files.
    """
    target = folder / FOLDER / name
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    columns = EntryColumns()
    index = InvertedIndex()
    results = _ResultFiles(target, name, records // _MOST_OF_ROWS)
    for entry in entries:
        columns.add(entry)
        index.add(entry)
        results.add(entry)
    results.close()
    index.finish()
    count = len(columns.days)
    limit = _LARGE_SHARD if count > _MANY else _SHARD
    index.add_character_terms(3 * limit)
    terms, lists = index.encoded_lists()
    borders = _borders(terms, lists, limit)
    while records and len(borders) > _MOST_OF_TERMS:
        limit *= 2
        borders = _borders(terms, lists, limit)
    firsts, shards = _write_shards(terms, lists, borders, target, name)
    digests = b"".join(map(bytes.fromhex, chain(shards, results.digests)))
    content = columns.encoded(index.lengths, index.titles)
    plan = (
        length_prefixed(front_coded(firsts)) + length_prefixed(zigzag_deltas(results.firsts)) + length_prefixed(digests)
    )
    # The identifier is a digest of everything else, the names of facets included.
    build = hashlib.sha256(index_header(count, columns, "") + plan + content).hexdigest()[:16]
    write_file(
        target / "meta.js", f"{name}/meta", build, length_prefixed(index_header(count, columns, build)) + plan + content
    )
    written = list(target.iterdir())
    return WrittenIndex(count, len(written), len(terms), sum(path.stat().st_size for path in written), build)


def _borders(terms: Sequence[str], lists: Sequence[bytes], limit: int) -> list[int]:
    """Place of the first term of each shard of about ``limit`` bytes.

    Terms themselves decide (content-defined chunking), so that one changed list moves few borders.
    """
    found: list[int] = []
    names: set[str] = set()
    size = 0
    for place, (term, content) in enumerate(zip(terms, lists)):
        larger = size + len(content)
        border = not found or larger > 2 * limit or (size > limit // 2 and zlib.crc32(term.encode()) % _BORDER == 0)
        # Two shards must not have the same name, however unlikely that is.
        if border and shard_name(term) not in names:
            names.add(shard_name(term))
            found.append(place)
            larger -= size
        size = larger + 4
    return found


def _write_shards(
    terms: Sequence[str], lists: Sequence[bytes], borders: Sequence[int], target: Path, name: str
) -> tuple[list[str], list[str]]:
    """Write the shards and return their first terms and their digests."""
    firsts: list[str] = []
    digests: list[str] = []
    for first, end in pairwise((*borders, len(terms))):
        own = terms[first:end]
        content = length_prefixed(front_coded(own)) + b"".join(map(length_prefixed, lists[first:end]))
        digest = digest_of(content)
        part = shard_name(own[0])
        write_file(target / f"{part}.js", f"{name}/{part}", digest, content)
        firsts.append(own[0])
        digests.append(digest)
    return firsts, digests


@dataclass(slots=True)
class _ResultFiles:
    """The files of result rows and of the texts of the same entries, written while entries come in."""

    folder: Path
    index: str
    least: int
    """Least number of rows in a file."""
    firsts: list[int] = field(default_factory=list)
    """First entry of each file."""
    digests: list[str] = field(default_factory=list)
    _rows: list[tuple[str, ...]] = field(default_factory=list)
    _see_also: dict[int, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    """``Entry.see_also`` by place among the rows."""
    _size: int = 0
    _next: int = 0
    _texts: list[str] = field(default_factory=list)
    _texts_size: int = 0
    _text_files: list[tuple[int, str]] = field(default_factory=list)
    """For each file of texts of these rows: place of its first row, and digest of the file."""

    def add(self, entry: Entry) -> None:
        """Add the next entry; the CRC-32 of its address decides whether a file may end before it."""
        row = entry.result_row
        limit = _RECORDS if entry.cells else _RESULTS
        # Each cell with its quotes and its comma.
        cost = 2 * (sum(map(len, row)) + 3 * len(row))
        border = zlib.crc32(entry.url.encode()) % 4 == 0
        enough = self._size > limit // 2 and len(self._rows) >= self.least
        full = self._size + cost > 2 * limit and len(self._rows) >= 2 * self.least
        if self._rows and ((border and enough) or full):
            self.close()
        text_cost = 2 * len(entry.text)
        if self._texts and ((border and self._texts_size > _TEXTS // 2) or self._texts_size + text_cost > 2 * _TEXTS):
            self._end_texts()
        if entry.see_also:
            self._see_also[len(self._rows)] = entry.see_also
        self._rows.append(row)
        self._size += cost
        self._texts.append(entry.text)
        self._texts_size += text_cost

    def close(self) -> None:
        """Write the rows that are not written yet, if any, as one file."""
        if not self._rows:
            return
        self._end_texts()
        self.firsts.append(self._next)
        self.digests.append(self._write(f"d{self._next}", [self._rows, self._text_files, self._see_also]))
        self._next += len(self._rows)
        self._rows, self._size, self._text_files, self._see_also = [], 0, [], {}

    def _end_texts(self) -> None:
        place = len(self._rows) - len(self._texts)
        if any(self._texts):
            self._text_files.append((place, self._write(f"x{self._next + place}", self._texts)))
        self._texts, self._texts_size = [], 0

    def _write(self, part: str, value: object) -> str:
        content = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
        digest = digest_of(content)
        write_file(self.folder / f"{part}.js", f"{self.index}/{part}", digest, content)
        return digest
