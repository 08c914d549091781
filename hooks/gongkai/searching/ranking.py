"""Ranking of the entries that match a query, by BM25; ``assets/gongkai/search_score.js`` begins with the same rule."""

from __future__ import annotations

import math
from collections.abc import Container, Sequence
from typing import NamedTuple

_FREQUENCY = (1.0, 1.5, 1.9, 2.2)
"""Term frequency that a weight from 0 to 3 stands for."""
_IN_TITLE = 4.4
"""Gain of a term of title or number: more than any text can reach, and the same for all, so that like titles go by date."""
_STRONG = 4
"""Bit of the weight of a term of title or number (``posting_lists.TITLE_WEIGHT``)."""


class Posting(NamedTuple):
    """An entry in which a term occurs, and the term weight there: 0 to 3 by frequency, 4 in title or number."""

    entry: int
    weight: int


def length_ratio(number: int) -> float:
    """The ratio to the mean length that a class of length (``entry_columns.length_class``) stands for."""
    return float(2 ** ((number - 8) / 2))


def rank(
    found: Sequence[Sequence[Posting]],
    count: int,
    lengths: Sequence[int],
    titles: Sequence[int],
    dead: Container[int] = (),
) -> list[int]:
    """Numbers of the entries that have all terms of a query, the best first.

    ``found`` are the posting lists of the terms, ``count`` the number of all entries, ``lengths`` their classes of length
    and ``titles`` the numbers of terms of their titles. BM25 ranks them (k1 = 1.2, b = 0.6); terms in title or number
    count most. Of equal entries the later one comes first, and those in ``dead``, no longer in force, come after all others.
    """
    score: dict[int, float] = {}
    covered: dict[int, int] = {}
    in_title: dict[int, int] = {}
    for postings in found:
        rarity = math.log(1 + (count - len(postings) + 0.5) / (len(postings) + 0.5))
        for entry, weight in postings:
            if weight & _STRONG:
                gain = _IN_TITLE
                in_title[entry] = in_title.get(entry, 0) + 1
            else:
                frequency = _FREQUENCY[weight & 3]
                length = 0.4 + 0.6 * min(3.0, length_ratio(lengths[entry]))
                gain = frequency * 2.2 / (frequency + 1.2 * length)
            score[entry] = score.get(entry, 0.0) + rarity * gain
            covered[entry] = covered.get(entry, 0) + 1
    asked = len(found)

    def key(entry: int) -> tuple[bool, float, int]:
        value = score[entry]
        if in_title.get(entry, 0) == asked:
            value *= 1.6 + 1.5 * min(1, asked / max(1, titles[entry]))
        return (entry in dead, -value, -entry)

    return sorted((entry for entry in score if covered[entry] == asked), key=key)
