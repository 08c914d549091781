"""The search index as small classic scripts; one format for the index of items and for that of records.

``search/<name>/meta.js`` holds the columns of all entries and where everything else is; ``t<hash>.js`` a stretch of the
sorted terms with their postings; ``d<first>.js`` what results show, from entry ``first`` on, and which files hold the texts
of these entries; ``x<first>.js`` such texts, from which excerpts are cut. A posting is the distance to the entry before it, shifted by three bits, with a weight: 4 for a term
of title or number, plus a class of frequency 0 to 3. Behind the postings of a term stand the bytes of what follows it in each
entry (``tokens.followed``), which tell an entry that holds a phrase from one that holds its pairs here and there. Borders of files depend on what stands there, and a file is named
after its beginning, so that one changed text changes few files.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from pathlib import Path

from gongkai.searching.columns import Columns, header
from gongkai.searching.entries import Entry
from gongkai.searching.packing import digest_of, numbers, section, shard_name, steps, words, write_file
from gongkai.searching.tokens import followed, utf16

FOLDER = "search"
STRONG = 4
_CLASSES = (0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 3)
"""Class of frequency by count, the last one for ten and more."""
_SHARD, _LARGE_SHARD = 8_000, 24_000
_TEXTS = 4_000
_SHOWN = 8_000
_RECORDS = 48_000
"""Bytes after which a file may end; twice as many end it in any case."""
_MANY = 20_000
"""Entries from which on shards are large, so that records do not make thousands of files."""
_MOST_MARKS = 16
_BETTER = bytes(
    1 + weight if not before else 1 + ((before - 1 | weight) & STRONG | max(before - 1 & 3, weight & 3))
    for before in range(9)
    for weight in range(8)
)
"""What two weights of an entry make together; the first is one more, nought where there is none yet."""
_BORDER = 16
"""One term, or one address, in so many is a border."""

Postings = dict[str, "array[int] | int"]


@dataclass(frozen=True, slots=True)
class WrittenIndex:
    """What was written: the numbers of entries, of files, of terms and of bytes, and what tells this build from others."""

    entries: int
    files: int
    terms: int
    size: int
    build: str


def write_index(
    entries: Iterable[Entry], folder: Path, name: str, synonyms: tuple[tuple[str, ...], ...] = ()
) -> WrittenIndex:
    """Write the index of ``entries``, taken one by one, to ``search/<name>/`` below ``folder``. Raises OSError.

    Entries keep their order as numbers: the oldest first, so that a new one changes little. Nothing stays of an
    index that was there before.
    """
    target = folder / FOLDER / name
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    columns = Columns()
    postings: Postings = {}
    shown = _Shown(target, name)
    count = 0
    for count, entry in enumerate(entries, 1):
        _index(entry, count - 1, postings, columns)
        shown.add(entry)
    shown.close()
    limit = _LARGE_SHARD if count > _MANY else _SHARD
    _add_characters(postings, count, 3 * limit)
    firsts, shards = _write_shards(postings, limit, target, name)
    digests = b"".join(map(bytes.fromhex, chain(shards, shown.digests)))
    content = columns.packed()
    plan = section(words(firsts)) + section(steps(shown.firsts)) + section(digests)
    # The names of facets belong to what tells builds apart, so the id comes from the whole without itself.
    build = hashlib.sha256(header(count, columns, "") + plan + content).hexdigest()[:16]
    write_file(target / "meta.js", f"{name}/meta", build, section(header(count, columns, build)) + plan + content)
    written = list(target.iterdir())
    return WrittenIndex(count, len(written), len(postings), sum(path.stat().st_size for path in written), build)


def _index(entry: Entry, number: int, postings: Postings, columns: Columns) -> None:
    terms, marks = followed(entry.title)
    title = len(terms)
    for text in entry.strong[1:]:
        more, their = followed(text)
        terms += more
        marks += their
    if entry.day:
        terms.append(f"@{entry.day:%Y%m%d}")
        marks += b"\0"
    strong = set(terms)
    rest, their = followed("\n".join((entry.text, *entry.cells, entry.kind, entry.agency, *entry.subjects)))
    counts = Counter(rest)
    counts.update(strong)
    columns.add(entry, sum(counts.values()), title)
    weights = {term: _CLASSES[times if times < 10 else 10] for term, times in counts.items()}
    for term in strong:
        weights[term] |= STRONG
    base = number << 11
    # One number for every byte that follows a term in the entry, in the order in which they are met.
    for term, mark in dict.fromkeys(chain(zip(terms, marks), zip(rest, their))):
        posting = base | weights[term] << 8 | mark
        found = postings.get(term)
        # Most terms occur once; a number takes a fraction of the memory of an array.
        if found is None:
            postings[term] = posting
        elif isinstance(found, int):
            postings[term] = array("I", (found, posting))
        else:
            found.append(posting)


def _add_characters(postings: Postings, count: int, many: int) -> None:
    """For Han characters that begin terms with more than ``many`` postings, a term of the character and ``*`` with all of these.

    Who asks for 县 alone would have to load every pair that begins with it.
    """
    begun: dict[str, list[array[int] | int]] = {}
    for term, found in postings.items():
        if term[0] > "\x80":
            begun.setdefault(term[0], []).append(found)
    for character, lists in begun.items():
        if sum(1 if isinstance(found, int) else len(found) for found in lists) <= many:
            continue
        best = bytearray(count)
        for found in lists:
            for posting in (found,) if isinstance(found, int) else found:
                entry = posting >> 11
                best[entry] = _BETTER[best[entry] << 3 | posting >> 8 & 7]
        postings[f"{character}*"] = array(
            "I", [entry << 11 | best[entry] - 1 << 8 for entry in range(count) if best[entry]]
        )


def _write_shards(
    postings: Mapping[str, array[int] | int], limit: int, target: Path, name: str
) -> tuple[list[str], list[str]]:
    """First terms and digests of the shards that are written."""
    firsts: list[str] = []
    digests: list[str] = []
    for terms, content in _shards(postings, limit):
        digest = digest_of(content)
        part = shard_name(terms[0])
        write_file(target / f"{part}.js", f"{name}/{part}", digest, content)
        firsts.append(terms[0])
        digests.append(digest)
    return firsts, digests


def _shards(postings: Mapping[str, array[int] | int], limit: int) -> Iterator[tuple[list[str], bytes]]:
    """Terms and content of each shard."""
    names: set[str] = set()
    terms: list[str] = []
    body = bytearray()
    size = 0
    for term in sorted(postings, key=utf16):
        found = postings[term]
        coded = _coded((found,) if isinstance(found, int) else found)
        if terms and _is_border(term, size, size + len(coded), limit, names):
            yield terms, section(words(terms)) + bytes(body)
            terms, body, size = [], bytearray(), 0
        if not terms:
            names.add(shard_name(term))
        terms.append(term)
        body += numbers((len(coded),))
        body += coded
        size += len(coded) + 4
    if terms:
        yield terms, section(words(terms)) + bytes(body)


def _is_border(term: str, size: int, larger: int, limit: int, names: set[str]) -> bool:
    full = larger > 2 * limit
    border = size > limit // 2 and zlib.crc32(term.encode()) % _BORDER == 0
    # Two shards may not have one name, however unlikely that is.
    return (full or border) and shard_name(term) not in names


def _coded(found: Sequence[int]) -> bytes:
    """Twice the number of postings, plus one where each has one byte behind it; the postings; how many bytes each has; these."""
    if len(found) == 1:
        return b"\3" + numbers((found[0] >> 8,)) + bytes((found[0] & 255,))
    heads = [posting >> 8 for posting in found]
    marks = bytes([posting & 255 for posting in found])
    sizes = b""
    if len(set(heads)) < len(heads):
        heads, sizes, marks = _together(heads, marks)
    distances = [(b >> 3) - (a >> 3) << 3 | b & 7 for a, b in pairwise(chain((0,), heads))]
    count = numbers((len(heads) << 1 | (not sizes),))
    return count + (bytes(distances) if max(distances) < 128 else numbers(distances)) + sizes + marks


def _together(heads: Sequence[int], marks: bytes) -> tuple[list[int], bytes, bytes]:
    """Every head once, how many bytes each has, and these."""
    own: dict[int, bytearray] = {}
    for head, mark in zip(heads, marks):
        if head in own:
            own[head].append(mark)
        else:
            own[head] = bytearray((mark,))
    # Very many would tell nothing.
    kept = [bytes(sorted(some)) if len(some) <= _MOST_MARKS else b"" for some in own.values()]
    return list(own), bytes(map(len, kept)), b"".join(kept)


@dataclass(slots=True)
class _Shown:
    """Files of what results show, and of the texts of the same entries, written while entries come in."""

    folder: Path
    index: str
    firsts: list[int] = field(default_factory=list)
    digests: list[str] = field(default_factory=list)
    _rows: list[tuple[str, ...]] = field(default_factory=list)
    _size: int = 0
    _next: int = 0
    _texts: list[str] = field(default_factory=list)
    _texts_size: int = 0
    _text_files: list[tuple[int, str]] = field(default_factory=list)
    """For each file of texts of these rows the place of its first among them, and the digest of the file."""

    def add(self, entry: Entry) -> None:
        """Add the next entry; its address decides whether a file may end before it."""
        row = (entry.title, entry.url, entry.number, entry.index_no, *entry.cells)
        limit = _RECORDS if entry.cells else _SHOWN
        cost = len(json.dumps(row, ensure_ascii=False)) * 2
        border = zlib.crc32(entry.url.encode()) % 4 == 0
        if self._rows and ((border and self._size > limit // 2) or self._size + cost > 2 * limit):
            self.close()
        text_cost = 2 * len(entry.text)
        if self._texts and ((border and self._texts_size > _TEXTS // 2) or self._texts_size + text_cost > 2 * _TEXTS):
            self._end_texts()
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
        self.digests.append(self._write(f"d{self._next}", [self._rows, self._text_files]))
        self._next += len(self._rows)
        self._rows, self._size, self._text_files = [], 0, []

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
