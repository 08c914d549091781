"""The list of a term as it is written: which entries hold the term, how much it weighs there and what follows it.

A posting is one number: the entry, then the byte of what follows the term there (``cutting.MARK``), then four bits of
strength: how often the text of the entry has the term so followed, up to ten; nought for a term of a short text; 15 for one
of title or number. An entry may have several postings; of two with one mark the stronger counts.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate
from operator import sub
from typing import Union

from gongkai.searching.cutting import MARK
from gongkai.searching.number_row import Row
from gongkai.searching.packing import number, numbers

ENTRY = MARK + 8
"""Bits of a posting below the number of its entry."""
OF_TITLE, MOST = 15, 10
"""Strength of a term of title or number, and the most of any other."""
STRONG = 4
"""The weight of a term of title or number; other terms weigh 0 to 3 by their frequency, which tells nothing beside it."""

Found = Union["array[int]", int]
"""Postings; most terms occur once, and a number takes a fraction of the memory of an array."""

_WEIGHTS = bytes((0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, STRONG))
"""Weight by strength."""
_WEIGHTS_OF_BYTES, _STRENGTHS = _WEIGHTS * 16, bytes(range(16)) * 16
_MOST_MARKS = 16
_FEW = 16
"""Postings up to which a list is sooner made one by one."""


def listed(found: Found) -> Sequence[int]:
    """The postings of a term."""
    return (found,) if isinstance(found, int) else found


def coded(found: Found) -> bytes:
    """Twice the number of entries, plus one where each has one mark; the entries; how many marks each has; the marks.

    An entry is its distance from the one before, shifted by three bits, with its weight.
    """
    if isinstance(found, int):
        return b"\3" + number(found >> ENTRY << 3 | _WEIGHTS[found & 15]) + bytes((found >> MARK & 255,))
    ordered = sorted(found)
    if len(ordered) > _FEW:
        return _at_once(ordered)
    steps = []
    before = 0
    for posting in ordered:
        entry = posting >> ENTRY
        steps.append(entry - before << 3 | _WEIGHTS[posting & 15])
        before = entry
    if any(step < 1 << 3 for step in steps[1:]):
        # An entry without a distance has several postings.
        return _at_once(ordered)
    return number(len(steps) << 1 | 1) + numbers(steps) + bytes([posting >> MARK & 255 for posting in ordered])


def _at_once(ordered: Sequence[int]) -> bytes:
    """The list of many sorted postings, or of entries that have several."""
    row = Row.of(ordered, 8 if ordered[-1] >> 32 else 4)
    distances = row.distances(ENTRY)
    strengths = row.bytes_at(0).translate(_STRENGTHS)
    marks = row.bytes_at(MARK)
    if 0 not in distances.values()[1:]:
        steps = distances.moved_down(ENTRY - 3).with_bytes(strengths.translate(_WEIGHTS_OF_BYTES))
        written = steps.bytes_at(0) if steps.below(7) else numbers(steps.values())
        return number(len(ordered) << 1 | 1) + written + marks
    if 0 in row.distances(MARK).values()[1:]:
        # Of two postings that differ in strength at the most the last one is the stronger.
        return _at_once(list(dict(zip([posting >> MARK for posting in ordered], ordered)).values()))
    return _in_groups(distances.moved_down(ENTRY).values(), strengths, marks)


def _in_groups(distances: Sequence[int], strengths: bytes, marks: bytes) -> bytes:
    """The list where entries have several postings, all of them different in mark."""
    begins = [place for place, distance in enumerate(distances) if distance or not place]
    sizes = list(map(sub, [*begins[1:], len(distances)], begins))
    weights = strengths.translate(_WEIGHTS_OF_BYTES)
    steps = [
        distances[begin] << 3 | (weights[begin] if size == 1 else _weight(strengths[begin : begin + size]))
        for begin, size in zip(begins, sizes)
    ]
    return _written(steps, sizes, marks)


def _weight(strengths: Sequence[int]) -> int:
    """The weight of a term that an entry has with these strengths."""
    return STRONG if OF_TITLE in strengths else _WEIGHTS[min(MOST, sum(strengths))]


def _written(steps: Sequence[int], sizes: Sequence[int], marks: bytes) -> bytes:
    """The list by its steps, with how many marks each entry has; so many that they would tell nothing are left out."""
    if max(sizes) > _MOST_MARKS:
        ends = accumulate(sizes)
        kept = [marks[end - size : end] if size <= _MOST_MARKS else b"" for size, end in zip(sizes, ends)]
        sizes, marks = list(map(len, kept)), b"".join(kept)
    counts = bytes(sizes)
    simple = not counts.strip(b"\1")
    return number(len(steps) << 1 | simple) + numbers(steps) + (b"" if simple else counts) + marks
