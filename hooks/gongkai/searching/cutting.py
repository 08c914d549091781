"""Texts cut into terms that are numbers: millions of short strings would cost several times as much.

Each unit stands as one character: a Han character of the first plane as itself, every other unit as a character that is
given to it when it is first met. So a text is as many numbers as it has units, made from its bytes at once, and only the
different terms of an index are written out as words in the end. ``tokens`` says what a unit is and which are neighbours.

What this buys is measured by ``python -m tests.bench.by_hand``: a quarter of the time of cutting run by run and unit by unit.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator, Sequence

from gongkai.searching.tokens import HAN, SOFTENED, WORD, dates, joined, mark, softened, unit_hash

TERM, MARK = 16, 4
"""Bits of an occurrence below the number of its term, and below its mark; four bits above the mark and below it are nought."""

_WORDS = re.compile(f"({WORD}|[\U00020000-\U0003ffff])")
_BREAKS = re.compile(f"[^{HAN}a-z0-9\x02{SOFTENED}]+")
_BREAK = "\0\0\0"
"""A term reaches over three units behind its first one at the most, so none reaches over this into the next run."""
_END = "\x02"
"""Parts the texts that are cut together."""
_FIRST_GIVEN, _LAST_GIVEN = 0x20000, 0x10FFFF
"""The characters that stand for units; what is no Han character of the first plane is a unit of this kind or a break."""
_MANY = 3_000
"""Units of one hash after which a cutter had better be replaced; there are characters for 3,840."""
_LEAST = ord(_END) + 1 << 40
"""An occurrence below has no unit where its first one should be."""
_FIRST = bytes(mark(value, 0) for value in range(256))
_SECOND = bytes(mark(0, value) for value in range(256))
_LOWER = bytes(value << MARK & 255 for value in range(256))
_UPPER = bytes(value << MARK >> 8 for value in range(256))
"""The two bytes over which a mark reaches."""


class _Given(dict[str, str]):
    """The character that stands for a unit, given when it is first asked for; its lowest byte is the hash of the unit."""

    def __init__(self) -> None:
        super().__init__()
        self.free = list(range(_FIRST_GIVEN, _FIRST_GIVEN + 256))
        """The next character for each hash."""

    def __missing__(self, unit: str) -> str:
        value = unit_hash(unit)
        code = self.free[value]
        self.free[value] += 256
        # A line alone would have to hold nearly a thousand different words of one hash to come here.
        self[unit] = given = chr(code) if code <= _LAST_GIVEN else "\0"
        return given


def runs_of(texts: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """For each of many short texts its softened runs, which can be cut one by one, and the terms of its dates."""
    content = f"\n{_END}".join(texts)
    if content.count(_END) >= len(texts):
        content = f"\n{_END}".join(text.replace(_END, "\n") for text in texts)
    content = softened(content)
    for _, text, parts in zip(texts, content.split(_END), _BREAKS.sub("\0", content).split(_END)):
        yield [run for run in parts.split("\0") if run], dates(text)


class Cutter:
    """Cuts texts into occurrences of terms and knows what the numbers of terms mean."""

    def __init__(self) -> None:
        self._given = _Given()

    def cut(self, text: str) -> list[int]:
        """The occurrences of terms in a text, in order: the number of a term with the mark of what follows it there.

        Each run of units gives its neighbouring pairs and its last unit alone, each date a term besides. The mark is a byte
        of the two units that follow in the run, nought where none does.
        """
        content = softened(text)
        units = self._units(_BREAKS.sub(_BREAK, content.replace(_END, "\n")) + _BREAK)
        found = [occurrence for occurrence in _occurrences(units) if occurrence >= _LEAST]
        return found + [self.number(date) << TERM for date in dates(content)]

    def cut_runs(self, runs: Iterable[str]) -> Iterator[list[int]]:
        """The occurrences of terms in each of many softened runs, which cost less together."""
        units = self._units(f"{_BREAK}{_END}".join(runs) + _BREAK)
        found = [occurrence for occurrence in _occurrences(units) if occurrence >= _LEAST]
        end = 0
        for own in units.split(_END):
            begin, end = end, end + len(own) - own.count("\0")
            yield found[begin:end]

    def _units(self, content: str) -> str:
        """Softened runs with one character for every unit."""
        parts = _WORDS.split(content)
        parts[1::2] = map(self._given.__getitem__, parts[1::2])
        units = "".join(parts)
        for soft in SOFTENED:
            units = units.replace(soft, "")
        return units

    def number(self, term: str) -> int:
        """The number of a term that is one unit and no Han character."""
        return ord(self._given[term]) << 24

    def names(self, numbers: Iterable[int]) -> Iterator[str]:
        """The terms with these numbers as they are written."""
        units = {ord(given): unit for unit, given in self._given.items()}
        for number in numbers:
            first, second = number >> 24, number & 0xFFFFFF
            if not second:
                yield units.get(first) or chr(first)
            elif first < _FIRST_GIVEN and second < _FIRST_GIVEN:
                yield chr(first) + chr(second)
            else:
                yield joined(units.get(first) or chr(first), units.get(second) or chr(second))

    def crowded(self) -> bool:
        """Whether so many different units were met that a new cutter should take over."""
        return max(self._given.free) > _FIRST_GIVEN + 256 * _MANY


def _occurrences(units: str) -> tuple[int, ...]:
    """A number for every unit: its code, the code of the next one, the mark of the two after that, a byte of nought."""
    count = len(units)
    codes = units.encode("utf-32-le")
    low, middle, high = codes[::4], codes[1::4], codes[2::4]
    # The lowest byte is the hash. Marks are made as one number, which is many times as quick as byte by byte.
    firsts = int.from_bytes(low[2:].translate(_FIRST), "little")
    seconds = int.from_bytes(low[3:].translate(_SECOND), "little")
    content = bytearray(8 * count)
    marks = (firsts | seconds).to_bytes(count, "little")
    content[::8], content[1::8] = marks.translate(_LOWER), marks.translate(_UPPER)
    content[2:-8:8], content[3:-8:8], content[4:-8:8] = low[1:], middle[1:], high[1:]
    content[5::8], content[6::8], content[7::8] = low, middle, high
    return struct.unpack(f"<{count}Q", content)


def tokens(text: str) -> list[str]:
    """The search terms of a text in order, with repeats.

    Each run of units gives its neighbouring pairs and its last unit alone; between two Latin or digit units stands ``·``.
    Each date gives a term ``@YYYYMMDD`` besides, in whatever way it is written.
    """
    cutter = Cutter()
    return list(cutter.names(occurrence >> TERM for occurrence in cutter.cut(text)))


def marks(text: str) -> bytes:
    """For each search term of a text the byte of the two units that follow it in its run; nought where none does.

    Pairs prove no phrase: 商务局 and 县商务 may stand far apart. A term with what follows it nearly does.
    """
    return bytes(occurrence >> MARK & 255 for occurrence in Cutter().cut(text))
