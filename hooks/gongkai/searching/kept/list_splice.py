"""Posting lists in which some entries are replaced, and from which others move on, without decoding the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from gongkai.searching.kept.entry_steps import EntrySteps, steps_and_rest
from gongkai.searching.posting_lists import TermPostings, encoded
from gongkai.searching.varint import ByteReader, varint

_SHORT = 128
"""Lists whose number is one byte below this, of up to 63 entries, are decoded step by step, which is faster than ``EntrySteps``."""
_BEYOND = 1 << 40
"""More than the number of any entry."""


class Holding(NamedTuple):
    """What a posting list says of one entry."""

    weight: int
    number: int
    """How many marks it has."""
    marks: bytes


class Come(NamedTuple):
    """An entry that joins a list."""

    cut: int
    """The old number before which it stands: every entry from that on stays behind it."""
    number: int
    """Its new number."""
    holding: Holding


@dataclass(slots=True)
class Change:
    """What becomes of a list: old numbers of the entries that leave it, and the entries that join it."""

    gone: list[int] = field(default_factory=list)
    come: list[Come] = field(default_factory=list)


Shifts = Sequence[tuple[int, int]]
"""Old numbers in ascending order, each with the difference of the new number of every entry from there on."""


def holding_of(postings: TermPostings) -> Holding:
    """What a list says of the entry 0 that has these postings, and no other."""
    content = encoded(postings)
    if content[0] & 1:
        return Holding(content[1], 1, content[2:])
    return Holding(content[1], content[2], content[3:])


def spliced(content: bytes, change: Change, shifts: Shifts) -> bytes:
    """The posting list ``content`` after a change; empty where no entry is left.

    Other entries get the numbers that ``shifts`` says. The entries that join must be in ascending order.
    """
    if not change.gone and not change.come:
        return renumbered(content, shifts)
    old = _List(content)
    new = _Joined()
    gone, moved = set(change.gone), dict(shifts)
    cuts = sorted({0, *gone, *(one + 1 for one in gone), *(one.cut for one in change.come), *moved})
    places = [old.steps.find(cut) for cut in cuts]
    come = iter(change.come)
    following = next(come, None)
    shift = 0
    for cut, begin, end in zip(cuts, places, [*places[1:], len(old.steps.written)]):
        shift = moved.get(cut, shift)
        while following and following.cut <= cut:
            new.add(following)
            following = next(come, None)
        if begin < end and cut not in gone:
            new.copy(old, begin, end, shift)
    return new.content()


def renumbered(content: bytes, shifts: Shifts) -> bytes:
    """The posting list ``content`` with the numbers that ``shifts`` says: only the steps across a shift change."""
    if content[0] < _SHORT:
        return _renumbered_short(content, shifts)
    count = ByteReader(content).varint()
    begin = len(varint(count))
    steps, end = steps_and_rest(content, begin, count >> 1)
    written = _renumbered_long(steps, shifts)
    return content if written == steps else content[:begin] + written + content[end:]


def _renumbered_short(content: bytes, shifts: Shifts) -> bytes:
    """Of a list with few entries each step is decoded in place, which is faster as it stops behind the last shift."""
    missing = content[0] >> 1
    parts: list[bytes] = []
    entry = value = bits = shift = following = 0
    copied = 0
    begin = place = 1
    cut = shifts[0][0] if shifts else _BEYOND
    for byte in memoryview(content)[1:]:
        place += 1
        value |= (byte & 127) << bits
        if byte > 127:
            bits += 7
            continue
        entry += value >> 3
        if entry >= cut:
            before = shift
            while entry >= cut:
                shift = shifts[following][1]
                following += 1
                cut = shifts[following][0] if following < len(shifts) else _BEYOND
            parts += (content[copied:begin], varint(value + (shift - before << 3)))
            copied = place
        missing -= 1
        if not missing or cut == _BEYOND:
            break
        value = bits = 0
        begin = place
    return b"".join((*parts, content[copied:])) if parts else content


def _renumbered_long(steps: bytes, shifts: Shifts) -> bytes:
    found = EntrySteps(steps)
    places = [found.find(cut) for cut, _ in shifts]
    parts = []
    copied = before = 0
    for (_, shift), place, end in zip(shifts, places, [*places[1:], len(steps)]):
        if place < end:
            first, rest = steps_and_rest(steps, place, 1)
            parts += [steps[copied:place], varint(ByteReader(first).varint() + (shift - before << 3))]
            copied, before = rest, shift
    return b"".join((*parts, steps[copied:]))


class _List:
    """A posting list, divided into its parts."""

    def __init__(self, content: bytes) -> None:
        reader = ByteReader(content)
        count = reader.varint() if content else 1
        number = count >> 1
        steps, end = steps_and_rest(content, len(varint(count)) if content else 0, number)
        self.steps = EntrySteps(steps)
        self.counts = b"\1" * number if count & 1 else content[end : end + number]
        self.marks = content[end if count & 1 else end + number :]


class _Joined:
    """A list that is put together, in ascending order."""

    def __init__(self) -> None:
        self._steps: list[bytes] = []
        self._counts: list[bytes] = []
        self._marks: list[bytes] = []
        self._last = 0

    def add(self, one: Come) -> None:
        """Add an entry that joins."""
        self._steps.append(varint((one.number - self._last) << 3 | one.holding.weight))
        self._counts.append(bytes((one.holding.number,)))
        self._marks.append(one.holding.marks)
        self._last = one.number

    def copy(self, old: _List, begin: int, end: int, shift: int) -> None:
        """Copy the entries whose steps stand from ``begin`` to ``end``; each moves by ``shift``."""
        written = old.steps.written
        first, rest = steps_and_rest(written, begin, 1)
        value = ByteReader(first).varint()
        number = old.steps.entry_before(begin) + (value >> 3) + shift
        self._steps += (varint((number - self._last) << 3 | value & 7), written[rest:end])
        self._last = old.steps.entry_before(end) + shift
        place = old.steps.number_before(begin)
        counts = old.counts[place : place + old.steps.number_before(end) - place]
        self._counts.append(counts)
        before = sum(old.counts[:place])
        self._marks.append(old.marks[before : before + sum(counts)])

    def content(self) -> bytes:
        """The list as it is written."""
        counts = b"".join(self._counts)
        if not counts:
            return b""
        simple = not counts.strip(b"\1")
        steps = b"".join(self._steps)
        return b"".join((varint(len(counts) << 1 | simple), steps, b"" if simple else counts, *self._marks))
