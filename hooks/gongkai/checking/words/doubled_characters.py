"""Finds the characters, words and marks of a line that stand twice by mistake, with what should stand there once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from gongkai.model.words.matcher import matcher
from gongkai.reading.words.doubled import Character, doubled_words


@dataclass(frozen=True, slots=True)
class Twice:
    """What stands twice, where, and what should stand there once."""

    at: int
    written: str
    once: str


_NUMBER_UNITS = r"(?<=[0-9０-９])(?:年年(?![初末底中度均年报终检审会代])|月月(?![初末底中度均报份])|日日(?![前均间常期报])|元元|％％|%%)"
_YEARS = r"(?<=[比较])上年年(?=增|减|下|上|提|降|有)"
_MARKS = r"[，；：、][，。；：、]|。[，；：、]|(?<!。)。。(?!。)"
_HAN = r"[\u4e00-\u9fff]"
WORDS = matcher(
    rf"(?P<word>(?![的一二三四五六七八九十百千万〇零两])(?!({_HAN})\2){_HAN}{{2,8}}?)(?P=word)"
    r"(?<![一二三四五六七八九十百千万〇零两])"
)
_TOGETHER = "，；：、。"
_LENGTHS = range(2, 9)
_ONE_HAN = matcher(_HAN)
_MOST_TRIES = 200


def has_run_twice(text: str) -> bool:
    """Whether ``WORDS`` matches anywhere in ``text``, in a fifth of its time.

    The text, as one number of the lower byte of each character, is compared with itself moved by the length of the run:
    where it is equal, there are zeros, which also different characters may leave.
    """
    written = text.encode("utf-16-le", "surrogatepass")
    if len(written) != 2 * len(text):
        # Rare characters beyond the BMP take two places.
        return bool(WORDS.search(text))
    number = int.from_bytes(written[::2], "little")
    tries = 0
    for length in _LENGTHS:
        zeros = bytes(length)
        equal = (number ^ (number >> 8 * length)).to_bytes(len(text), "little")
        at = equal.find(zeros)
        # Rules, leaders and figures are skipped as a whole.
        while at >= 0 and (begin := _ONE_HAN.search(text, at)):
            tries += 1
            if tries > _MOST_TRIES:
                return bool(WORDS.search(text))
            if WORDS.match(text, begin.start()):
                return True
            at = equal.find(zeros, begin.start() + 1)
    return False


def twice_in(line: str) -> Iterator[Twice]:
    """What stands twice in a line, single characters and marks first."""
    told: set[int] = set()
    for pattern in doubled_words().always_wrong:
        for match in pattern.finditer(line):
            start, end = match.span("twice")
            if start not in told and not _is_of_four(line, start, end):
                told.update(range(start, end))
                yield _twice(start, match["twice"])
    for match in _single().finditer(line):
        if match.start() not in told and not _is_of_four(line, *match.span()):
            yield _twice(match.start(), match.group())
    for match in WORDS.finditer(line):
        before = line[match.start() - 1 : match.start()] if match.start() else ""
        if not doubled_words().may_be_twice(match["word"], before, line[match.end() :]):
            yield Twice(match.start(), match.group(), match["word"])


@cache
def signs() -> tuple[str, ...]:
    """Literal texts one of which a text has where a character or a mark stands twice."""
    data = doubled_words()
    characters = {*data.once, *(one.written for one in data.characters), *"年月日元％%，；：、。"}
    together = (first + second for first in _TOGETHER for second in _TOGETHER)
    return (*(one * 2 for one in sorted(characters)), "上年年", *together)


@cache
def _single() -> re.Pattern[str]:
    data = doubled_words()
    excepted = {one.written for one in data.characters}
    once = [rf"{one}{one}(?!{one})" for one in data.once if one not in excepted]
    return re.compile("|".join([*once, *map(_except, data.characters), _NUMBER_UNITS, _YEARS, _MARKS]))


def _except(character: Character) -> str:
    one, after = character.written, "|".join((character.written, *character.after))
    before = f"(?<![{character.before}])" if character.before else ""
    return rf"{before}(?<!{one}){one}{one}(?!{after})"


def _is_of_four(line: str, start: int, end: int) -> bool:
    """Whether the two belong to a word of two characters of which each stands twice, as in 和和气气 and 平平和和."""
    return line[start : end + 2] in doubled_words().of_four or line[max(0, start - 2) : end] in doubled_words().of_four


def _twice(at: int, written: str) -> Twice:
    return Twice(at, written, written[: len(written) // 2])
