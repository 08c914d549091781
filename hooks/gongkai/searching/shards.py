"""The search index as small classic scripts, which a browser may load from a web server and from a folder alike.

``search/meta.js`` holds the columns of all entries and the first term of every shard; ``search/t<n>.js`` the terms in
order with their postings; ``search/d<n>.js`` what a result shows; ``search/x<n>.js`` the texts that excerpts are cut from.
A posting is the distance to the previous entry, shifted by three bits, with a weight: 4 for a term of title or number,
plus a class of frequency 0 to 3; written in base 64 with five bits a character and a sixth for «more follows».
"""

from __future__ import annotations

import json
import zlib
from array import array
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.model.script import traditional_pairs
from gongkai.searching.entries import Entry
from gongkai.searching.tokens import tokens

FOLDER = "search"
SHOWN_IN_BLOCK = 64
TEXTS_IN_BLOCK = 4
_SHARD_POSTINGS = 24_000
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_STRONG = 4


FACETS = {
    "part": "栏目",
    "kind": "类型",
    "subject": "主题",
    "agency": "机构",
    "year": "年份",
    "state": "有效性",
    "source": "所属信息",
}


@dataclass(frozen=True, slots=True)
class WrittenIndex:
    """What was written: the number of entries and of files."""

    entries: int
    files: int


def write_index(entries: Iterable[Entry], folder: Path, name: str) -> WrittenIndex:
    """Write the index of ``entries`` to ``search/<name>/`` below ``folder``. Raises OSError."""
    entries = tuple(entries)
    target = folder / FOLDER / name
    target.mkdir(parents=True, exist_ok=True)
    postings, lengths = _postings_of(entries)
    first_terms: list[str] = []
    files = 1

    def write(part: str, value: object) -> None:
        _write(target / f"{part}.js", f"{name}/{part}", value)

    for number, terms in enumerate(_shards(postings)):
        first_terms.append(terms[0])
        write(f"t{number}", [[term, _encoded(postings[term])] for term in terms])
        files += 1
    for number, block in enumerate(_blocks(entries, SHOWN_IN_BLOCK)):
        write(f"d{number}", [[e.title, e.url, e.number, e.index_no, *e.cells] for e in block])
        files += 1
    for number, block in enumerate(_blocks(entries, TEXTS_IN_BLOCK)):
        # Records have no text besides their cells, and excerpts are not asked of them.
        if any(entry.text for entry in block):
            write(f"x{number}", [entry.text for entry in block])
            files += 1
    write("meta", _meta(entries, lengths, first_terms))
    return WrittenIndex(len(entries), files)


def _postings_of(entries: Iterable[Entry]) -> tuple[dict[str, array[int]], list[int]]:
    postings: dict[str, array[int]] = {}
    lengths: list[int] = []
    for number, entry in enumerate(entries):
        strong = {term for text in entry.strong for term in tokens(text)}
        counts = Counter(tokens(entry.text))
        for cell in entry.cells:
            counts.update(tokens(cell))
        for term in (*tokens(entry.kind), *tokens(entry.agency)):
            counts[term] += 1
        counts.update(strong)
        lengths.append(sum(counts.values()))
        for term, count in counts.items():
            weight = (_STRONG if term in strong else 0) | (
                0 if count < 2 else 1 if count < 4 else 2 if count < 10 else 3
            )
            found = postings.get(term)
            if found is None:
                postings[term] = found = array("I")
            found.append(number << 3 | weight)
    return postings, lengths


def _shards(postings: dict[str, array[int]]) -> Iterator[list[str]]:
    """Terms in order, cut where a term's own digest says so, so that one changed text changes few shards."""
    shard: list[str] = []
    size = 0
    for term in sorted(postings):
        cost = len(postings[term]) + 2
        full = size + cost > 2 * _SHARD_POSTINGS
        good_cut = size > _SHARD_POSTINGS // 2 and zlib.crc32(term.encode()) % 16 == 0
        if shard and (full or good_cut):
            yield shard
            shard, size = [], 0
        shard.append(term)
        size += cost
    if shard:
        yield shard


def _encoded(numbers: Iterable[int]) -> str:
    """Postings as text; see the head of this module."""
    written: list[str] = []
    last = 0
    for number in numbers:
        value = (number >> 3) - last << 3 | number & 7
        last = number >> 3
        while value > 31:
            written.append(_DIGITS[value & 31 | 32])
            value >>= 5
        written.append(_DIGITS[value])
    return "".join(written)


def _meta(entries: Sequence[Entry], lengths: Sequence[int], first_terms: Sequence[str]) -> dict[str, object]:
    mean = sum(lengths) / max(1, len(lengths)) or 1.0
    facets: dict[str, object] = {}
    for name, title in FACETS.items():
        sets = [_values(entry, name) for entry in entries]
        values = sorted({value for one in sets for value in one})
        if values:
            place = {value: number for number, value in enumerate(values)}
            facets[name] = {"title": title, "values": values, "sets": [[place[v] for v in one] for one in sets]}
    return {
        "count": len(entries),
        "build": "1",
        "shown": SHOWN_IN_BLOCK,
        "texts": TEXTS_IN_BLOCK,
        "first": list(first_terms),
        "facets": facets,
        "day": [_iso(entry.day) for entry in entries],
        "from": [_iso(entry.in_force_from) for entry in entries],
        "to": [_iso(entry.in_force_to) for entry in entries],
        "length": [min(255, max(1, round(16 * length / mean))) for length in lengths],
        "title": [min(255, len(tokens(entry.title))) for entry in entries],
        "standard": "".join(chr(point) + standard for point, standard in sorted(traditional_pairs().items())),
    }


def _values(entry: Entry, facet: str) -> tuple[str, ...]:
    if facet == "subject":
        return entry.subjects
    if facet == "year":
        return (str(entry.day.year),) if entry.day else ()
    value = {
        "part": entry.part,
        "kind": entry.kind,
        "agency": entry.agency,
        "state": entry.state,
        "source": entry.source,
    }[facet]
    return (value,) if value else ()


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def _blocks(entries: Sequence[Entry], size: int) -> Iterator[Sequence[Entry]]:
    for start in range(0, len(entries), size):
        yield entries[start : start + size]


def _write(path: Path, name: str, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # These two are line ends in older scripts and would break the file.
    text = text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")
    path.write_text(f'gkShard("{name}",{text});\n', encoding="utf-8")
