"""The codecs of the index files: varints (LEB128), zigzag deltas, length prefixes and front-coded terms.

``assets/gongkai/search_files.js`` decodes the same forms in the reader's browser.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

_MOST_SHARED = 30
"""Longest shared prefix of two terms; its length is written as one character from ``0`` (U+0030) on."""
_SHORT_VARINTS = tuple(
    [bytes((value,)) for value in range(128)]
    + [bytes((value & 127 | 128, value >> 7)) for value in range(128, 1 << 14)]
)
"""The varints of one byte and of two, made once, since nearly all are of this length."""


def varint(value: int) -> bytes:
    """A non-negative integer as an unsigned LEB128 varint.

    Seven bits a byte, the lowest first; every byte but the last has its eighth bit set.
    """
    if value < len(_SHORT_VARINTS):
        return _SHORT_VARINTS[value]
    return bytes((value & 127 | 128, value >> 7 & 127 | 128)) + varint(value >> 14)


def varints(values: Iterable[int]) -> bytes:
    """Non-negative integers as varints, one after another."""
    return b"".join(map(varint, values))


def zigzag_deltas(values: Sequence[int]) -> bytes:
    """Integers as the varints of their zigzag-coded differences, the first one from 0.

    Zigzag coding maps 0, -1, 1, -2 … to 0, 1, 2, 3 …, so that small differences of either sign stay short.
    """
    return varints(
        step << 1 if step >= 0 else (-step << 1) - 1 for step in (b - a for a, b in pairwise(chain((0,), values)))
    )


def length_prefixed(content: bytes) -> bytes:
    """The content behind its length in bytes as a varint."""
    return varint(len(content)) + content


def front_coded(sorted_terms: Iterable[str]) -> bytes:
    """Sorted terms, front-coded in UTF-8, one a line.

    A line is the length of the prefix shared with the term before, as a character from ``0`` on, and the rest of the term.
    """
    lines = []
    before = ""
    for term in sorted_terms:
        shared = 0
        for one, other in zip(before[:_MOST_SHARED], term):
            # Beyond the first plane JavaScript counts two code units where Python counts one character.
            if one != other or one > "\uffff":
                break
            shared += 1
        lines.append(chr(48 + shared) + term[shared:])
        before = term
    return "\n".join(lines).encode()


class ByteReader:
    """Decodes content from its beginning to its end; reading beyond the end raises IndexError."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def varint(self) -> int:
        """The next varint."""
        value = shift = 0
        while True:
            byte = self._content[self._at]
            self._at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def length_prefixed(self) -> bytes:
        """The next length-prefixed content; shorter than its length says where the file was truncated."""
        length = self.varint()
        self._at += length
        return self._content[self._at - length : self._at]

    def rest(self) -> Iterator[int]:
        """All varints up to the end."""
        while self._at < len(self._content):
            yield self.varint()


def read_zigzag_deltas(content: bytes) -> list[int]:
    """The integers that ``zigzag_deltas`` encoded."""
    values = []
    value = 0
    for step in ByteReader(content).rest():
        value += -((step + 1) >> 1) if step & 1 else step >> 1
        values.append(value)
    return values


def read_front_coded(content: bytes) -> list[str]:
    """The terms that ``front_coded`` encoded."""
    found: list[str] = []
    before = ""
    for line in content.decode().split("\n") if content else ():
        before = before[: ord(line[0]) - 48] + line[1:]
        found.append(before)
    return found
