"""The steps of a posting list (``posting_lists.encoded``) as they are written: entries are found without decoding each.

A step is a varint, so what its bytes add to the number of the entry depends on their places in it. All first bytes of a
list are summed together, all second ones and so on, which costs a tenth of decoding step by step.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import accumulate

from gongkai.searching.varint import ByteReader, varint

_DELTA_SHIFT = 3
_LOW_BITS = bytes(value & 127 for value in range(256))
_FIRST_BITS = bytes((value & 127) >> _DELTA_SHIFT for value in range(256))
_LAST_BYTES = bytes(range(128))
"""The bytes that end a varint."""


class EntrySteps:
    """The steps of a list: each a delta to the entry before, shifted left by 3 bits, OR the weight."""

    def __init__(self, steps: bytes) -> None:
        self.written = steps
        self._sums = _sums_by_level(steps)

    def entries(self) -> list[int]:
        """All entries, in ascending order."""
        reached = self._sums[0]
        for level, sums in enumerate(self._sums[1:], 1):
            shift = 7 * level - _DELTA_SHIFT
            reached = [one + (more << shift) for one, more in zip(reached, sums)]
        return [entry for entry, byte in zip(reached, self.written) if byte < 128] if self._sums[1:] else reached

    def has(self, entry: int) -> bool:
        """Whether the list has an entry, found without decoding the others."""
        place = self.find(entry)
        step, _ = steps_and_rest(self.written, place, int(place < len(self.written)))
        return bool(step) and self.entry_before(place) + (ByteReader(step).varint() >> _DELTA_SHIFT) == entry

    def find(self, entry: int) -> int:
        """Where the first step to an entry from ``entry`` on begins; the length of all steps where there is none."""
        place = bisect_left(range(len(self.written)), entry, key=self._reached)
        # A step may reach so far with its first bytes already, or only with its last.
        while 0 < place < len(self.written) and self.written[place - 1] > 127:
            place -= 1
        return place

    def entry_before(self, place: int) -> int:
        """The last entry whose step ends before ``place``, 0 where there is none."""
        return self._reached(place - 1) if place else 0

    def number_before(self, place: int) -> int:
        """How many steps end before ``place``."""
        return len(self.written[:place]) - len(self.written[:place].translate(None, _LAST_BYTES))

    def _reached(self, place: int) -> int:
        reached = self._sums[0][place]
        for level, sums in enumerate(self._sums[1:], 1):
            reached += sums[place] << 7 * level - _DELTA_SHIFT
        return reached


def steps_of(content: bytes) -> bytes:
    """The steps of a posting list."""
    count = ByteReader(content).varint()
    return steps_and_rest(content, len(varint(count)), count >> 1)[0]


def steps_and_rest(content: bytes, begin: int, number: int) -> tuple[bytes, int]:
    """The ``number`` varints from ``begin`` on, as they are written, and where they end."""
    end = begin
    missing = number
    while missing:
        end += missing
        missing = number - (end - begin - len(content[begin:end].translate(None, _LAST_BYTES)))
    return content[begin:end], end


def _sums_by_level(steps: bytes) -> list[list[int]]:
    """For each byte the sum of all first bytes of varints up to it, then of all second ones, and so on, as far as any are."""
    if steps.isascii():
        return [list(accumulate(steps.translate(_FIRST_BITS)))]
    size = len(steps)
    whole = int.from_bytes(steps, "little")
    continued = whole >> 7 & int.from_bytes(b"\1" * size, "little")
    found: list[list[int]] = []
    # One bit for each byte that is at least so far behind the beginning of its varint.
    here = int.from_bytes(b"\1" * size, "little")
    while here:
        further = (continued & here) << 8 & (1 << 8 * size) - 1
        only = (whole & (here ^ further) * 255).to_bytes(size, "little")
        found.append(list(accumulate(only.translate(_LOW_BITS if found else _FIRST_BITS))))
        here = further
    return found
