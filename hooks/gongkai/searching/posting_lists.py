"""Posting lists: for each term the entries that hold it, delta-coded, with a term weight and phrase marks.

In memory a posting is one integer: the number of the entry, 8 bits of phrase mark (``tokens.phrase_mark``) and 4 bits of
strength. Strength is the frequency of the term with that mark in the text of the entry, at most 10; 0 for a term of a
short text (a cell, a facet); 15 for one of title or number. An entry may have several postings for a term; of two with
the same mark the stronger counts.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from itertools import accumulate
from operator import sub
from typing import Union

from gongkai.searching.packed_numbers import PackedNumbers
from gongkai.searching.tokenizer import MARK_SHIFT
from gongkai.searching.varint import varint, varints

ENTRY_SHIFT = MARK_SHIFT + 8
"""Bits of a posting below the number of its entry."""
TITLE_STRENGTH, MOST_STRENGTH = 15, 10
"""Strength of a term of title or number, and the greatest of any other."""
TITLE_WEIGHT = 4
"""Weight of a term of title or number; other terms weigh 0 to 3, by class of frequency."""

TermPostings = Union["array[int]", int]
"""The postings of one term: an array, or the only one itself, which takes a fraction of the memory; most terms occur once."""

_WEIGHTS = bytes((0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, TITLE_WEIGHT))
"""Weight by strength."""
_WEIGHTS_OF_BYTES, _STRENGTHS = _WEIGHTS * 16, bytes(range(16)) * 16
_MOST_MARKS = 16
"""Phrase marks of an entry that are written; more of them would rule out nothing."""
_SHORT = 16
"""Length up to which a loop over the postings is faster than ``PackedNumbers``."""


def as_sequence(postings: TermPostings) -> Sequence[int]:
    """The postings of a term as a sequence, also where there is only one."""
    return (postings,) if isinstance(postings, int) else postings


def encoded(postings: TermPostings) -> bytes:
    """The posting list of a term as bytes.

    A varint of twice the number of entries, plus 1 where each entry has exactly one mark; a varint for each entry, its
    delta to the entry before shifted left by 3 bits, OR the weight; without that 1 a byte for each entry with the
    number of its marks; then all marks, a byte each.
    """
    if isinstance(postings, int):
        return (
            b"\3"
            + varint(postings >> ENTRY_SHIFT << 3 | _WEIGHTS[postings & 15])
            + bytes((postings >> MARK_SHIFT & 255,))
        )
    return encoded_in_order(sorted(postings))


def encoded_in_order(ordered: Sequence[int]) -> bytes:
    """The posting list of a term of which the postings are in ascending order."""
    if len(ordered) > _SHORT:
        return _encoded_packed(ordered)
    steps = []
    before = 0
    for posting in ordered:
        entry = posting >> ENTRY_SHIFT
        steps.append(entry - before << 3 | _WEIGHTS[posting & 15])
        before = entry
    if any(step < 1 << 3 for step in steps[1:]):
        # A delta of 0 means an entry with several postings.
        return _encoded_packed(ordered)
    return varint(len(steps) << 1 | 1) + varints(steps) + bytes([posting >> MARK_SHIFT & 255 for posting in ordered])


def _encoded_packed(ordered: Sequence[int]) -> bytes:
    """The list of many sorted postings, or of some of which several belong to one entry."""
    packed = PackedNumbers.of(ordered, 8 if ordered[-1] >> 32 else 4)
    deltas = packed.deltas(ENTRY_SHIFT)
    strengths = packed.bytes_at(0).translate(_STRENGTHS)
    marks = packed.bytes_at(MARK_SHIFT)
    if 0 not in deltas.values()[1:]:
        steps = deltas.shifted_down(ENTRY_SHIFT - 3).or_bytes(strengths.translate(_WEIGHTS_OF_BYTES))
        written = steps.bytes_at(0) if steps.fit_in(7) else varints(steps.values())
        return varint(len(ordered) << 1 | 1) + written + marks
    if 0 in packed.deltas(MARK_SHIFT).values()[1:]:
        # Among sorted postings that differ only in strength the last one is the strongest.
        return _encoded_packed(list(dict(zip([posting >> MARK_SHIFT for posting in ordered], ordered)).values()))
    return _encoded_groups(deltas.shifted_down(ENTRY_SHIFT).values(), strengths, marks)


def _encoded_groups(deltas: Sequence[int], strengths: bytes, marks: bytes) -> bytes:
    """The list where entries have several postings, whose marks all differ; arguments have one value a posting."""
    begins = [place for place, delta in enumerate(deltas) if delta or not place]
    sizes = list(map(sub, [*begins[1:], len(deltas)], begins))
    weights = strengths.translate(_WEIGHTS_OF_BYTES)
    steps = [
        deltas[begin] << 3 | (weights[begin] if size == 1 else _weight(strengths[begin : begin + size]))
        for begin, size in zip(begins, sizes)
    ]
    return _joined_parts(steps, sizes, marks)


def _weight(strengths: Sequence[int]) -> int:
    """The weight of a term by the strengths of its postings in one entry."""
    return TITLE_WEIGHT if TITLE_STRENGTH in strengths else _WEIGHTS[min(MOST_STRENGTH, sum(strengths))]


def _joined_parts(steps: Sequence[int], sizes: Sequence[int], marks: bytes) -> bytes:
    """The list of entries ``steps`` with ``sizes`` marks each; the marks of an entry with too many are left out."""
    if max(sizes) > _MOST_MARKS:
        ends = accumulate(sizes)
        kept = [marks[end - size : end] if size <= _MOST_MARKS else b"" for size, end in zip(sizes, ends)]
        sizes, marks = list(map(len, kept)), b"".join(kept)
    counts = bytes(sizes)
    simple = not counts.strip(b"\1")
    return varint(len(steps) << 1 | simple) + varints(steps) + (b"" if simple else counts) + marks
