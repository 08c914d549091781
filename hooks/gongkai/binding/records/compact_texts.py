"""Many texts in little memory: they are kept in compressed blocks, of which one at a time is there in full."""

from __future__ import annotations

import marshal
import zlib
from collections.abc import Iterator, Sequence
from typing import overload

_BLOCK = 500
"""Texts that are compressed together."""
_LEVEL = 1
"""How hard they are compressed, as zlib counts: the quickest, by which records take an eighth of their memory."""


class CompactTexts(Sequence[str]):
    """The texts that it was made from, which are quick to read in order and slow to read here and there."""

    __slots__ = ("_blocks", "_count", "_number", "_open")

    def __init__(self, texts: Sequence[str]) -> None:
        self._count = len(texts)
        self._blocks = [
            zlib.compress(marshal.dumps(list(texts[place : place + _BLOCK])), _LEVEL)
            for place in range(0, len(texts), _BLOCK)
        ]
        self._number = -1
        self._open: list[str] = []

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, place: int) -> str: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[str]: ...
    def __getitem__(self, place: int | slice) -> str | Sequence[str]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(self._count))]
        # An index from the end, or beyond it, means what it means for a list.
        whole = range(self._count)[place]
        return self._block(whole // _BLOCK)[whole % _BLOCK]

    def __iter__(self) -> Iterator[str]:
        for number in range(len(self._blocks)):
            yield from self._block(number)

    def _block(self, number: int) -> list[str]:
        if number != self._number:
            self._open, self._number = marshal.loads(zlib.decompress(self._blocks[number])), number
        return self._open
