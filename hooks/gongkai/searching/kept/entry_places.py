"""Which entry of the last index is which of the new one, in ascending order on both sides."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

_FEW = 100
"""Most entries of which a change of number is treated as if they left and joined; more of them touch every list."""


@dataclass(frozen=True, slots=True)
class EntryPlaces:
    """How the entries of two indexes belong together."""

    pairs: tuple[tuple[int, int], ...]
    """Old and new number of each entry that stays, edited or not, both in ascending order."""
    edited: tuple[tuple[int, int], ...]
    """Those of them that are not the same any more."""
    moved: tuple[tuple[int, int], ...]
    """Old and new number of entries that are the same and change their number, but are few; they are none of the pairs."""
    gone: tuple[int, ...]
    """Old numbers of all that do not stay, those that moved among them."""
    come: tuple[int, ...]
    """New numbers of all that were not there, those that moved among them."""

    @property
    def shifts(self) -> list[tuple[int, int]]:
        """Old numbers from which on all pairs have another difference of new and old number, with that difference."""
        found: list[tuple[int, int]] = []
        for old, new in self.pairs:
            if new - old != (found[-1][1] if found else 0):
                found.append((old, new - old))
        return found

    def cut_of(self, new: int) -> int:
        """The old number of the first pair behind the new number ``new``; beyond all old numbers where there is none."""
        place = bisect_right(self.pairs, new, key=lambda pair: pair[1])
        return self.pairs[place][0] if place < len(self.pairs) else 1 << 40


def places_of(before: Sequence[Hashable], now: Sequence[Hashable], same: Callable[[int, int], bool]) -> EntryPlaces:
    """How entries with the names ``before`` belong to those with the names ``now``.

    ``same`` tells by an old and a new number whether an entry of the same name is unchanged.
    """
    numbers = {name: number for number, name in enumerate(now)}
    known = [(old, numbers[name]) for old, name in enumerate(before) if name in numbers]
    kept = _longest_ascending(known)
    edited = {pair for pair in kept if not same(*pair)}
    shifted = [pair for pair in kept if pair[0] != pair[1]]
    moved = [pair for pair in shifted if pair not in edited] if len(shifted) <= _FEW else []
    if len(shifted) <= _FEW:
        kept = [pair for pair in kept if pair[0] == pair[1]]
    old_kept, new_kept = {old for old, _ in kept}, {new for _, new in kept}
    return EntryPlaces(
        tuple(kept),
        tuple(pair for pair in kept if pair in edited),
        tuple(moved),
        tuple(old for old in range(len(before)) if old not in old_kept),
        tuple(new for new in range(len(now)) if new not in new_kept),
    )


def _longest_ascending(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest selection of the pairs, which ascend by their first, whose seconds ascend too."""
    ends: list[int] = []
    """The least second with which a selection of each length ends."""
    places: list[int] = []
    before: list[int] = []
    for place, (_, number) in enumerate(pairs):
        length = bisect_left(ends, number)
        before.append(places[length - 1] if length else -1)
        if length == len(ends):
            ends.append(number)
            places.append(place)
        else:
            ends[length], places[length] = number, place
    found = []
    place = places[-1] if places else -1
    while place >= 0:
        found.append(pairs[place])
        place = before[place]
    return found[::-1]
