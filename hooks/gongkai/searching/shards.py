"""The search index as small classic scripts; one format for the index of items and for that of records.

``search/<name>/meta.js`` holds the columns of all entries and where everything else is; ``t<hash>.js`` a stretch of the
sorted terms with their postings; ``d<first>.js`` what results show, from entry ``first`` on, which files hold the texts
of these entries, and what those no longer in force name beside them; ``x<first>.js`` such texts, from which excerpts are cut. A posting is the distance to the entry before it,
shifted by three bits, with a weight (``postings``). Behind the postings of a term stand the bytes of what follows it in each
entry (``cutting``), which tell an entry that holds a phrase from one that holds its pairs here and there. Borders of
files depend on what stands there, and a file is named after its beginning, so that one changed text changes few files.
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
from gongkai.searching.entry_columns import Columns, header
from gongkai.searching.packing import digest_of, section, shard_name, steps, words, write_file
from gongkai.searching.postings import Postings

FOLDER = "search"
_SHARD, _LARGE_SHARD = 8_000, 24_000
_TEXTS = 4_000
_SHOWN = 8_000
_RECORDS = 48_000
"""Bytes after which a file may end; twice as many end it in any case."""
_MANY = 20_000
"""Entries from which on shards are large, so that they are not thousands of files."""
_MOST_OF_TERMS, _MOST_OF_ROWS = 800, 1_000
"""Files of either kind that an index of records may have."""
_BORDER = 16
"""One term, or one address, in so many is a border."""


@dataclass(frozen=True, slots=True)
class WrittenIndex:
    """What was written: the numbers of entries, of files, of terms and of bytes, and what tells this build from others."""

    entries: int
    files: int
    terms: int
    size: int
    build: str


@without_collecting()
def write_index(entries: Iterable[Entry], folder: Path, name: str, records: int = 0) -> WrittenIndex:
    """Write the index of ``entries``, taken one by one, to ``search/<name>/`` below ``folder``. Raises OSError.

    Entries keep their order as numbers: the oldest first, so that a new one changes little. Nothing stays of an
    index that was there before. ``records`` says how many entries there are where these are records: a hundred thousand
    of them, however wide, make no more than two thousand files.
    """
    target = folder / FOLDER / name
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    columns = Columns()
    postings = Postings()
    shown = _Shown(target, name, records // _MOST_OF_ROWS)
    for entry in entries:
        columns.add(entry)
        postings.add(entry)
        shown.add(entry)
    shown.close()
    postings.finish()
    count = len(columns.days)
    limit = _LARGE_SHARD if count > _MANY else _SHARD
    postings.add_characters(3 * limit)
    terms, lists = postings.coded_lists()
    borders = _borders(terms, lists, limit)
    while records and len(borders) > _MOST_OF_TERMS:
        limit *= 2
        borders = _borders(terms, lists, limit)
    firsts, shards = _write_shards(terms, lists, borders, target, name)
    digests = b"".join(map(bytes.fromhex, chain(shards, shown.digests)))
    content = columns.packed(postings.lengths, postings.titles)
    plan = section(words(firsts)) + section(steps(shown.firsts)) + section(digests)
    # The names of facets belong to what tells builds apart, so the id comes from the whole without itself.
    build = hashlib.sha256(header(count, columns, "") + plan + content).hexdigest()[:16]
    write_file(target / "meta.js", f"{name}/meta", build, section(header(count, columns, build)) + plan + content)
    written = list(target.iterdir())
    return WrittenIndex(count, len(written), len(terms), sum(path.stat().st_size for path in written), build)


def _borders(terms: Sequence[str], lists: Sequence[bytes], limit: int) -> list[int]:
    """Place of the first term of each shard; what stands there decides, so that one changed list moves few borders."""
    found: list[int] = []
    names: set[str] = set()
    size = 0
    for place, (term, content) in enumerate(zip(terms, lists)):
        larger = size + len(content)
        border = not found or larger > 2 * limit or (size > limit // 2 and zlib.crc32(term.encode()) % _BORDER == 0)
        # Two shards may not have one name, however unlikely that is.
        if border and shard_name(term) not in names:
            names.add(shard_name(term))
            found.append(place)
            larger -= size
        size = larger + 4
    return found


def _write_shards(
    terms: Sequence[str], lists: Sequence[bytes], borders: Sequence[int], target: Path, name: str
) -> tuple[list[str], list[str]]:
    """First terms and digests of the shards that are written."""
    firsts: list[str] = []
    digests: list[str] = []
    for first, end in pairwise((*borders, len(terms))):
        own = terms[first:end]
        content = section(words(own)) + b"".join(map(section, lists[first:end]))
        digest = digest_of(content)
        part = shard_name(own[0])
        write_file(target / f"{part}.js", f"{name}/{part}", digest, content)
        firsts.append(own[0])
        digests.append(digest)
    return firsts, digests


@dataclass(slots=True)
class _Shown:
    """Files of what results show, and of the texts of the same entries, written while entries come in."""

    folder: Path
    index: str
    least: int
    """Rows that a file has at least."""
    firsts: list[int] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    _rows: list[tuple[str, ...]] = field(default_factory=list)
    _kin: dict[int, tuple[tuple[str, int], ...]] = field(default_factory=dict)
    """By place among the rows what an entry no longer in force names."""
    _size: int = 0
    _next: int = 0
    _texts: list[str] = field(default_factory=list)
    _texts_size: int = 0
    _text_files: list[tuple[int, str]] = field(default_factory=list)
    """For each file of texts of these rows the place of its first among them, and the digest of the file."""

    def add(self, entry: Entry) -> None:
        """Add the next entry; its address decides whether a file may end before it."""
        row = entry.result_row
        limit = _RECORDS if entry.cells else _SHOWN
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
        if entry.kin:
            self._kin[len(self._rows)] = entry.kin
        self._rows.append(row)
        self._size += cost
        self._texts.append(entry.text)
        self._texts_size += text_cost

    def close(self) -> None:
        """Write what has come in since the file before."""
        if not self._rows:
            return
        self._end_texts()
        self.firsts.append(self._next)
        self.digests.append(self._write(f"d{self._next}", [self._rows, self._text_files, self._kin]))
        self._next += len(self._rows)
        self._rows, self._size, self._text_files, self._kin = [], 0, [], {}

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
