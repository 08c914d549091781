"""Many integers packed into one big integer, so that one operation of Python works on all of them (SIMD within a register).

What this buys is measured by ``python -m tests.bench.by_hand``: the lists of an index in 0.7 of the time of making them
posting by posting, and the postings of a cell that many rows share in a third.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence

_KINDS = {4: "I", 8: "Q"}


class PackedNumbers:
    """Non-negative integers of 4 or 8 bytes each, little-endian, the first one in the lowest bytes."""

    def __init__(self, whole: int, size: int, count: int) -> None:
        self._whole = whole
        self._size = size
        self._count = count

    @classmethod
    def of(cls, values: Sequence[int], size: int) -> PackedNumbers:
        """Pack ``values``, each in ``size`` bytes: 4 or 8. Raises OverflowError for a value that does not fit."""
        content = array(_KINDS[size], values)
        if sys.byteorder == "big":
            content.byteswap()
        return cls(int.from_bytes(content.tobytes(), "little"), size, len(content))

    def deltas(self, low: int) -> PackedNumbers:
        """The delta of each to the one before, the first to 0; the ``low`` lowest bits of each count as 0.

        The numbers must be in ascending order.
        """
        bits = 8 * self._size
        kept = ((1 << bits) - (1 << low)).to_bytes(self._size, "little") * self._count
        values = self._whole & int.from_bytes(kept, "little")
        before = values << bits & (1 << bits * self._count) - 1
        return PackedNumbers(values - before, self._size, self._count)

    def shifted_down(self, bits: int) -> PackedNumbers:
        """Each shifted right by ``bits``; the bits that go must be 0 in every one."""
        return PackedNumbers(self._whole >> bits, self._size, self._count)

    def or_bytes(self, low: bytes) -> PackedNumbers:
        """Each OR its own byte of ``low``, which has one byte for each."""
        content = bytearray(self._size * self._count)
        content[:: self._size] = low
        return PackedNumbers(self._whole | int.from_bytes(content, "little"), self._size, self._count)

    def or_bits(self, bits: int) -> PackedNumbers:
        """Each OR the same ``bits``."""
        every = int.from_bytes(bits.to_bytes(self._size, "little") * self._count, "little")
        return PackedNumbers(self._whole | every, self._size, self._count)

    def bytes_at(self, bit: int) -> bytes:
        """Eight bits of each, from bit ``bit`` on, one byte for each."""
        return (self._whole >> bit).to_bytes(self._size * self._count, "little")[:: self._size]

    def fit_in(self, bits: int) -> bool:
        """Whether every one is below 2 to the power of ``bits``."""
        size = 8 * self._size
        above = ((1 << size) - (1 << bits)).to_bytes(self._size, "little") * self._count
        return not self._whole & int.from_bytes(above, "little")

    def values(self) -> array[int]:
        """The integers, unpacked."""
        content = array(_KINDS[self._size])
        content.frombytes(self._whole.to_bytes(self._size * self._count, "little"))
        if sys.byteorder == "big":
            content.byteswap()
        return content
