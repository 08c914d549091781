"""Which entries hold which terms, collected while entries come in.

Many records say the same in a cell: a company, a day, an authority. So short texts are noted with the entries that hold
them and are cut into terms once, when all entries are known; only the long text of an entry is cut when it comes. A posting
is one number: the entry, then three bits of weight, then the byte of what follows the term there (``tokens.followed``).
The weight is 4 for a term of title or number, plus a class of frequency 0 to 3, which tells nothing beside it.
"""

from __future__ import annotations

import sys
from array import array
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, islice, pairwise
from operator import sub
from typing import Any

from gongkai.searching.entries import Entry
from gongkai.searching.packing import number, numbers
from gongkai.searching.tokens import followed

STRONG = 4
ENTRY, WEIGHT = 11, 8
"""Bits of a posting below the number of its entry, and below its weight."""
_CLASSES = (0, 0, 1, 1, 2, 2, 2, 2, 2, 2, 3)
"""Class of frequency by count, the last one for ten and more."""
_WEAK, _IN_NUMBER, _IN_TITLE = 0, 1, 2
_WEIGHTS = bytes(byte & 7 for byte in range(256))
_MOST_MARKS = 16

Lists = dict[str, "array[int] | int"]
"""Most terms occur once; a number takes a fraction of the memory of an array."""


def coded(found: Sequence[int] | int) -> bytes:
    """Twice the number of entries, plus one where each has one byte behind it; the entries; how many bytes each has; these.

    An entry is its distance from the one before, shifted by three bits, with its weight.
    """
    if isinstance(found, int):
        return b"\3" + number(found >> WEIGHT) + bytes((found & 255,))
    ordered = sorted(found)
    places = [posting >> ENTRY for posting in ordered]
    distances = [places[0], *map(sub, islice(places, 1, None), places)]
    if 0 in islice(distances, 1, None):
        return _coded_together(ordered)
    marks, weights = _low_bytes(ordered)
    steps = [distance << 3 | weight for distance, weight in zip(distances, weights.translate(_WEIGHTS))]
    return _coded_steps(steps, True) + marks


def _low_bytes(postings: Sequence[int]) -> tuple[bytes, bytes]:
    """The lowest byte of each posting, and the next one: taken from memory, which is many times as quick as by numbers."""
    content = array("I", postings)
    if sys.byteorder == "big":
        content.byteswap()
    whole = content.tobytes()
    return whole[:: content.itemsize], whole[1 :: content.itemsize]


def _coded_together(ordered: Sequence[int]) -> bytes:
    """The same where entries have several postings; of two weights the larger counts."""
    weights = {posting >> ENTRY: posting >> WEIGHT & 7 for posting in ordered}
    marks: dict[int, bytearray] = {}
    for posting in ordered:
        entry = posting >> ENTRY
        if entry in marks:
            marks[entry].append(posting & 255)
        else:
            marks[entry] = bytearray((posting & 255,))
    kept = [own if len(own) == 1 else _distinct(own) for own in marks.values()]
    sizes = bytes(map(len, kept))
    simple = not sizes.strip(b"\1")
    steps = [after - before << 3 | weights[after] for before, after in pairwise(chain((0,), weights))]
    return _coded_steps(steps, simple) + (b"" if simple else sizes) + b"".join(kept)


def _distinct(marks: bytearray) -> bytes:
    """Every byte once; nothing where they are so many that they would tell nothing."""
    different = sorted(set(marks))
    return bytes(different) if len(different) <= _MOST_MARKS else b""


def _coded_steps(steps: Sequence[int], simple: bool) -> bytes:
    return number(len(steps) << 1 | simple) + (bytes(steps) if max(steps) < 128 else numbers(steps))


class Postings:
    """The postings of every term, in whatever order they are met; an entry may have several for a term."""

    def __init__(self) -> None:
        self.lists: Lists = {}
        self.lengths = array("L")
        """How many terms each entry has."""
        self.titles = array("L")
        """How many terms the title of each entry has."""
        self._texts: Lists = {}
        """For each short text the entries that hold it, each shifted by two bits with the place where it stands."""

    def add(self, entry: Entry) -> None:
        """Add the next entry."""
        place = len(self.lengths)
        self.lengths.append(0)
        self.titles.append(0)
        self._note(entry.title, place << 2 | _IN_TITLE)
        for text in entry.strong[1:] if entry.title else entry.strong:
            self._note(text, place << 2 | _IN_NUMBER)
        for text in filter(None, (*entry.cells, entry.kind, entry.agency, *entry.subjects)):
            self._note(text, place << 2 | _WEAK)
        if entry.day:
            self._post([(f"@{entry.day:%Y%m%d}", 0)], place << ENTRY | STRONG << WEIGHT)
        if entry.text:
            self._cut(entry.text, place)

    def finish(self) -> None:
        """Cut the short texts: all terms are there only then."""
        for text, found in self._texts.items():
            terms, marks = followed(text)
            places = (found,) if isinstance(found, int) else found
            self._place(places, len(terms))
            bases = [(one >> 2) << ENTRY | (one & 3 and STRONG) << WEIGHT for one in places]
            if len(bases) == 1:
                self._post(zip(terms, marks), bases[0])
            else:
                for term, mark in zip(terms, marks):
                    self._post_all(term, [base | mark for base in bases])
        self._texts = {}

    def coded_lists(self) -> dict[str, bytes]:
        """The list of every term as it is written; each takes the place of what it is made from, which saves memory."""
        lists: dict[str, Any] = self.lists
        for term, found in lists.items():
            lists[term] = coded(found)
        return lists

    def _note(self, text: str, where: int) -> None:
        known = self._texts.get(text)
        if known is None:
            self._texts[text] = where
        elif isinstance(known, int):
            self._texts[text] = array("L", (known, where))
        else:
            known.append(where)

    def _place(self, found: Sequence[int], count: int) -> None:
        for one in found:
            self.lengths[one >> 2] += count
            if one & _IN_TITLE:
                self.titles[one >> 2] = count

    def _cut(self, text: str, place: int) -> None:
        terms, marks = followed(text)
        self.lengths[place] += len(terms)
        base = place << ENTRY
        weights = {term: _CLASSES[min(count, 10)] << WEIGHT for term, count in Counter(terms).items()}
        # One posting for every byte that follows a term in the entry.
        self._post([(term, weights[term] | mark) for term, mark in dict.fromkeys(zip(terms, marks))], base)

    def _post(self, postings: Iterable[tuple[str, int]], base: int) -> None:
        lists = self.lists
        for term, low in postings:
            found = lists.get(term)
            if found is None:
                lists[term] = base | low
            elif isinstance(found, int):
                lists[term] = array("I", (found, base | low))
            else:
                found.append(base | low)

    def _post_all(self, term: str, postings: list[int]) -> None:
        found = self.lists.get(term)
        if isinstance(found, array):
            found.extend(postings)
        else:
            self.lists[term] = array("I", postings if found is None else [found, *postings])

    def add_characters(self, many: int) -> None:
        """For each Han character that begins terms with more than ``many`` postings a term of it and ``*`` with all of these.

        Who asks for 县 alone would have to load every pair that begins with it.
        """
        begun: dict[str, list[array[int] | int]] = {}
        for term, found in self.lists.items():
            if term[0] > "\x80":
                begun.setdefault(term[0], []).append(found)
        for character, lists in begun.items():
            if sum(1 if isinstance(found, int) else len(found) for found in lists) <= many:
                continue
            # One more than the best weight of each entry, nought where there is none.
            best = bytearray(len(self.lengths))
            for found in lists:
                for posting in (found,) if isinstance(found, int) else found:
                    entry = posting >> ENTRY
                    weight = 1 + (posting >> WEIGHT & 7)
                    if weight > best[entry]:
                        best[entry] = weight
            self.lists[f"{character}*"] = array(
                "I", [entry << ENTRY | weight - 1 << WEIGHT for entry, weight in enumerate(best) if weight]
            )
