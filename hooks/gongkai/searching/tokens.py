"""The rule of tokenization: terms are bigrams, pairs of neighbouring units, in the index and in the reader's browser alike.

A unit is one Han character, one run of Latin letters or one run of digits. Quotes, brackets, hyphens, spaces and the like
are soft: units on both sides of them are still neighbours, so that a document number is found in every way of writing it
and GB/T22239 is GB/T 22239. Every other character is a break and ends a run. ``assets/gongkai/tokens.js`` is the same
rule; tests/cases/search/tokens.json binds both. ``tokenizer`` applies it to whole texts.
"""

from __future__ import annotations

import itertools
from functools import cache
from operator import mul

from gongkai.model.script import Fold
from gongkai.model.words.matcher import matcher

SOFT = (
    "“”‘’\"'`「」『』〔〕[]()【】〖〗《》〈〉<>{}、_/\\ \t\r.\u3000"
    # Dashes and the dot in names, in the many ways in which they are typed.
    "-‐‒–—―−─~·•‧∙⋅・"
    # Invisible characters are soft too: soft hyphen, joiners, marks of direction, variation selectors.
    "\u00ad\u200b\u200c\u200d\u200e\u200f\u2028\u2060\ufeff"
    + "".join(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
)
"""Soft characters: the units on both sides of one are neighbours."""

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff〇\U00020000-\U0003ffff"
"""The Han characters of all planes as ranges of a regular expression."""

_SOFT_MARK = "\x01"
_IN_DATES = " \t/.-"
SOFTENED = _SOFT_MARK + _IN_DATES
"""The soft characters of a softened text: one mark for most of them, and those by which dates are recognised."""

WORD = "[0-9]{6}[a-z0-9]{0,58}|[0-9]{1,5}|[a-z]{1,64}"
"""A unit that is no Han character, as a regular expression.

Letters after six digits belong to them: codes like 91140100MA0ABCDE1X would come apart into pieces that many share.
"""

_RUN = matcher(f"[{HAN}a-z0-9{SOFTENED}]+")
_UNIT = matcher(f"[{HAN}]|{WORD}")
_DATE = matcher(
    r"(?<![0-9])((?:19|20)[0-9]{2})(?:[ \t]*[-年/.][ \t]*([0-9]{1,2})[ \t]*[-月/.][ \t]*([0-9]{1,2})(?![0-9])"
    r"|([01][0-9])([0-3][0-9])(?![0-9]))"
)
_DATE_IN_WORDS = matcher(
    r"([一二][〇○零一二三四五六七八九]{3})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日"
)
_POWERS = [[31**power & 255 for power in reversed(range(length))] for length in range(65)]
_NUMERALS = {"〇": 0, "○": 0, "零": 0, **{numeral: value for value, numeral in enumerate("一二三四五六七八九", 1)}}


@cache
def _softening() -> Fold:
    # The mark itself, where a text has it, becomes a break like any other control character, lest it pass as soft.
    return Fold({_SOFT_MARK: "\n", **{soft: _SOFT_MARK for soft in SOFT if soft not in _IN_DATES}})


def softened(text: str) -> str:
    """A text in normalized form (``model.script``) in which U+0001 stands for every soft character outside dates."""
    return _softening()(text)


def phrase_mark(first: int, second: int) -> int:
    """One byte for the two units that follow a term: five bits of the first unit's hash, three of the second's."""
    return (first & 31) << 3 | second >> 5


def unit_hash(unit: str) -> int:
    """An 8-bit hash of a unit; that of one character of the first plane (BMP) is the low byte of its code point."""
    lows = unit.encode() if unit.isascii() else unit.encode("utf-16-le")[::2]
    value: int = sum(map(mul, lows, _POWERS[len(lows)]))
    return value & 255


def bigram(first: str, second: str) -> str:
    """The term of two neighbouring units, with ``·`` between two that are no Han characters."""
    return f"{first}·{second}" if first[0] < "\x80" and second[0] < "\x80" else first + second


def query_terms(text: str) -> list[str]:
    """The terms of a query, each once: its bigrams, and a single unit only where a run has no other."""
    asked: list[str] = []
    for run in _RUN.findall(softened(text)):
        units = _UNIT.findall(run)
        if len(units) == 1:
            asked.append(units[0])
        asked += [bigram(first, second) for first, second in itertools.pairwise(units)]
    return list(dict.fromkeys(asked))


def date_terms(text: str) -> list[str]:
    """The terms ``@YYYYMMDD`` of the dates in a softened text: those in digits, then those in Chinese numerals."""
    found = []
    if "19" in text or "20" in text:
        for year, month, day, month_2, day_2 in _DATE.findall(text):
            found += _date_term(int(year), int(month or month_2), int(day or day_2))
    if "年" in text:
        for year, month, day in _DATE_IN_WORDS.findall(text):
            digits = "".join(str(_NUMERALS[numeral]) for numeral in year)
            found += _date_term(int(digits), _numeral_value(month), _numeral_value(day))
    return found


def _date_term(year: int, month: int, day: int) -> list[str]:
    return [f"@{year}{month:02}{day:02}"] if 1 <= month <= 12 and 1 <= day <= 31 and 1900 <= year < 2100 else []


def _numeral_value(words: str) -> int:
    """The value of a Chinese numeral from 1 to 99; 0 where it is none."""
    tens, ten, ones = words.rpartition("十")
    if not ten:
        return _NUMERALS[words] if len(words) == 1 else 0
    if len(tens) > 1 or len(ones) > 1 or "十" in tens:
        return 0
    return (_NUMERALS[tens] if tens else 1) * 10 + (_NUMERALS[ones] if ones else 0)


def utf16_key(term: str) -> bytes:
    """Sort key by UTF-16 code units, as JavaScript compares strings: characters beyond the BMP come before U+E000."""
    return term.encode("utf-16-be", "surrogatepass")
