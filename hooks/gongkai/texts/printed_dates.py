"""Days as papers print them: 2026年3月2日, 2026.3.2, 二〇二六年三月二日."""

from __future__ import annotations

import re
from datetime import date

EARLIEST, LATEST = 1900, 2100
"""Years between which the dates of a column lie; others are slips of the pen."""

_LIKE = re.compile(
    r"(\d{4})\s*[-年/.．。]\s*(\d{1,2})\s*[-月/.．。]\s*(\d{1,2})\s*[日号]?(?:[ T]*\d{1,2}[:：时]\d{2}.*)?\Z|(\d{4})(\d{2})(\d{2})\Z",
    re.ASCII,
)
_NUMERALS = {numeral: str(value) for value, numeral in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "Ｏ": "0",
}
_IN_WORDS = re.compile(
    r"([〇○零一二三四五六七八九]{4})年([元正一二三四五六七八九十]{1,2})月([一二三四五六七八九十廿初]{1,3})日?\Z"
)
HALFWIDTH = str.maketrans("０１２３４５６７８９．，－：／‐‑‒–—―−﹣", "0123456789.,-:/--------")
"""Digits and signs of full width, and the many dashes, as those of a keyboard."""


def parse_printed_date(text: str) -> date | None:
    """The day that a text names in any printed form (2026年3月2日, 二〇二六年三月二日); None where it names none."""
    parts = parse_date_parts("".join(text.split()).translate(HALFWIDTH))
    if parts is None or not EARLIEST <= parts[0] <= LATEST:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def parse_date_parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a date in another form, not looked up in a calendar; None where the text is no date."""
    like = _LIKE.match(text)
    if like:
        year, month, day = (int(part) for part in like.groups() if part)
        return year, month, day
    words = _IN_WORDS.match(text)
    if not words:
        return None
    year = int("".join(_NUMERALS[numeral] for numeral in words[1]))
    return year, _number_in_words(words[2]), _number_in_words(words[3])


def _number_in_words(words: str) -> int:
    """A number up to 39 in Chinese numerals; 0 where it is none."""
    tens, sign, ones = (
        words.replace("廿", "二十").replace("元", "一").replace("正", "一").removeprefix("初").rpartition("十")
    )
    try:
        return (int(_NUMERALS[tens]) if tens else 1) * 10 * bool(sign) + (int(_NUMERALS[ones]) if ones else 0)
    except KeyError:
        return 0
