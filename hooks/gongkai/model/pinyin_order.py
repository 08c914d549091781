"""Collation of Chinese texts by pinyin, the same as ``Intl.Collator("zh-u-co-pinyin")`` in the reader's browser."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from gongkai import FOLDER
from gongkai.model.words.matcher import matcher

_TABLE = FOLDER / "vocabulary" / "pinyin_order.txt"
_NUMBER = matcher(r"(\d+)")
_FIRST = 0x10000
"""The sort keys of Han characters begin behind all other characters of the first plane (BMP)."""
_RARE = range(0x3400, 0x4DC0)
"""CJK Extension A, sorted by code point: the table has no pinyin for it."""


@cache
def _places() -> dict[int, int]:
    """Code point of each Han character → the code point that is its sort key."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    order = "".join(line for line in lines if not line.startswith("#"))
    rare = {code: _FIRST + len(order) + code - _RARE.start for code in _RARE}
    return {ord(character): _FIRST + place for place, character in enumerate(order)} | rare


def in_pinyin_order(texts: Iterable[str]) -> list[str]:
    """The texts sorted: numbers by value, then Latin letters without regard to case, then Han characters by pinyin.

    Characters of the CJK extensions come last, in the order of their code points. The sort is stable.
    """
    given = list(texts)
    # All texts are folded as lines of one text, many times as quick as one by one.
    lines = "\n".join(given)
    if lines.count("\n") >= len(given):
        lines = "\n".join(text.replace("\n", " ") for text in given)
    folded = unicodedata.normalize("NFKC", lines).casefold()
    # Every other part is a number.
    parts = _NUMBER.split(folded)
    parts[1::2] = map(_by_value, parts[1::2])
    keys = "".join(parts).translate(_places()).split("\n")
    return [given[place] for place in sorted(range(len(given)), key=keys.__getitem__)]


def _by_value(number: str) -> str:
    """The digits behind their count, so that numbers of any length are sorted by value."""
    digits = number.lstrip("0")
    return f"{len(digits):06}{digits}"
