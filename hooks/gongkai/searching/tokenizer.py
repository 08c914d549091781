"""The tokenizer: texts become term ids, since millions of short strings would cost several times as much.

Each unit is replaced by one character: a Han character of the first plane (BMP) stays itself, every other unit gets a
character of a higher plane when it is first met. A bigram is then two characters, its id their code points, and all ids
of a text are made from its UTF-32 bytes at once, without a loop in Python. Only the different terms of an index become
strings in the end. ``tokens`` says what a unit is and which are neighbours.

What this buys is measured by ``python -m tests.bench.by_hand``: a quarter of the time of cutting run by run, unit by unit.
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator, Sequence

from gongkai.model.words.matcher import matcher
from gongkai.searching.tokens import HAN, SOFTENED, WORD, bigram, date_terms, phrase_mark, softened, unit_hash

TERM_SHIFT, MARK_SHIFT = 16, 4
"""An occurrence is one integer of 64 bits: the id of the term (48 bits), 4 bits of 0, its phrase mark (8 bits), 4 bits of 0.

The id is the code point of the first unit and that of the second, 24 bits each; the second is 0 for a single unit.
"""

_WORDS = matcher(f"({WORD}|[\U00020000-\U0003ffff])")
_BREAKS = matcher(f"[^{HAN}a-z0-9\x02{SOFTENED}]+")
_BREAK = "\0\0\0"
"""Between runs: a term and its phrase mark take three units after the first one, so none reaches into the next run."""
_END = "\x02"
"""Between texts that are tokenized together."""
_FIRST_CHARACTER, _LAST_CHARACTER = 0x20000, 0x10FFFF
"""The code points that stand for units; any other that is no Han character of the first plane is a break."""
_MOST_OF_ONE_HASH = 3_000
"""Different units of one hash after which a new tokenizer should take over; there are characters for 3,840."""
_LEAST_OCCURRENCE = ord(_END) + 1 << 40
"""A smaller occurrence begins with a break or the end of a text, and so is none."""
_FIRST = bytes(phrase_mark(value, 0) for value in range(256))
_SECOND = bytes(phrase_mark(0, value) for value in range(256))
_LOWER = bytes(value << MARK_SHIFT & 255 for value in range(256))
_UPPER = bytes(value << MARK_SHIFT >> 8 for value in range(256))
"""Lookup tables for ``bytes.translate``: the shares of both units in a phrase mark, and the two bytes over which it lies."""


class _UnitCharacters(dict[str, str]):
    """The character that stands for a unit, assigned when it is first asked for; its low byte is the hash of the unit."""

    def __init__(self) -> None:
        super().__init__()
        self.free = list(range(_FIRST_CHARACTER, _FIRST_CHARACTER + 256))
        """The next code point for each hash."""

    def __missing__(self, unit: str) -> str:
        value = unit_hash(unit)
        code = self.free[value]
        self.free[value] += 256
        # Only a single line with nearly a thousand different words of one hash can use them up; the rest become breaks.
        self[unit] = character = chr(code) if code <= _LAST_CHARACTER else "\0"
        return character


def runs_of(texts: Sequence[str]) -> Iterator[tuple[list[str], list[str]]]:
    """For each of many short texts its softened runs, which can be tokenized one by one, and its date terms."""
    content = f"\n{_END}".join(texts)
    if content.count(_END) >= len(texts):
        content = f"\n{_END}".join(text.replace(_END, "\n") for text in texts)
    content = softened(content)
    for _, text, parts in zip(texts, content.split(_END), _BREAKS.sub("\0", content).split(_END)):
        yield [run for run in parts.split("\0") if run], date_terms(text)


class Tokenizer:
    """Tokenizes texts into occurrences of terms (see ``TERM_SHIFT``) and keeps the meaning of the term ids."""

    def __init__(self) -> None:
        self._characters = _UnitCharacters()

    def occurrences(self, text: str) -> list[int]:
        """The occurrences of terms in a text, in order, each a term id with a phrase mark.

        Each run of units gives its bigrams and its last unit alone; the date terms of the text follow. The phrase mark
        is a hash of the two units that follow the term in its run, 0 where none does.
        """
        content = softened(text)
        units = self._units(_BREAKS.sub(_BREAK, content.replace(_END, "\n")) + _BREAK)
        occurrences = [occurrence for occurrence in _occurrences(units) if occurrence >= _LEAST_OCCURRENCE]
        return occurrences + [self.term_id(date) << TERM_SHIFT for date in date_terms(content)]

    def occurrences_of_runs(self, runs: Iterable[str]) -> Iterator[list[int]]:
        """The occurrences of terms in each of many softened runs; together they cost less than one by one."""
        units = self._units(f"{_BREAK}{_END}".join(runs) + _BREAK)
        occurrences = [occurrence for occurrence in _occurrences(units) if occurrence >= _LEAST_OCCURRENCE]
        end = 0
        for own in units.split(_END):
            begin, end = end, end + len(own) - own.count("\0")
            yield occurrences[begin:end]

    def _units(self, content: str) -> str:
        """Softened runs with one character for each unit and none for soft characters."""
        parts = _WORDS.split(content)
        parts[1::2] = map(self._characters.__getitem__, parts[1::2])
        units = "".join(parts)
        for soft in SOFTENED:
            units = units.replace(soft, "")
        return units

    def term_id(self, term: str) -> int:
        """The id of a term that is a single unit and no Han character, such as a date term."""
        return ord(self._characters[term]) << 24

    def terms(self, ids: Iterable[int]) -> Iterator[str]:
        """The terms with these ids, as strings."""
        units = {ord(character): unit for unit, character in self._characters.items()}
        for term_id in ids:
            first, second = term_id >> 24, term_id & 0xFFFFFF
            if not second:
                yield units.get(first) or chr(first)
            elif first < _FIRST_CHARACTER and second < _FIRST_CHARACTER:
                yield chr(first) + chr(second)
            else:
                yield bigram(units.get(first) or chr(first), units.get(second) or chr(second))

    def is_full(self) -> bool:
        """Whether so many different units have been met that a new tokenizer should take over."""
        return max(self._characters.free) > _FIRST_CHARACTER + 256 * _MOST_OF_ONE_HASH


def _occurrences(units: str) -> tuple[int, ...]:
    """One occurrence for each unit: its code point, that of the next unit, and the phrase mark of the two after that."""
    count = len(units)
    codes = units.encode("utf-32-le")
    low, middle, high = codes[::4], codes[1::4], codes[2::4]
    # The low byte is the hash. All marks are made as one big integer, many times as quick as byte by byte.
    firsts = int.from_bytes(low[2:].translate(_FIRST), "little")
    seconds = int.from_bytes(low[3:].translate(_SECOND), "little")
    content = bytearray(8 * count)
    phrase_marks = (firsts | seconds).to_bytes(count, "little")
    content[::8], content[1::8] = phrase_marks.translate(_LOWER), phrase_marks.translate(_UPPER)
    content[2:-8:8], content[3:-8:8], content[4:-8:8] = low[1:], middle[1:], high[1:]
    content[5::8], content[6::8], content[7::8] = low, middle, high
    return struct.unpack(f"<{count}Q", content)


def tokens(text: str) -> list[str]:
    """The search terms of a text in order, with repeats.

    Each run of units gives its bigrams and its last unit alone; each date, however it is written, gives ``@YYYYMMDD`` too.
    """
    tokenizer = Tokenizer()
    return list(tokenizer.terms(occurrence >> TERM_SHIFT for occurrence in tokenizer.occurrences(text)))


def phrase_marks(text: str) -> bytes:
    """For each search term of a text the phrase mark of the two units that follow it in its run; 0 where none does.

    Bigrams alone prove no phrase: 商务局 and 县商务 may stand far apart. Bigrams whose marks fit each other nearly do.
    """
    return bytes(occurrence >> MARK_SHIFT & 255 for occurrence in Tokenizer().occurrences(text))
