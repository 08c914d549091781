"""Parser of dates as documents print them: 2026年3月2日, 2026.3.2, 二〇二六年三月二日."""

from __future__ import annotations

import re
from datetime import date

from gongkai.model.words.matcher import matcher

EARLIEST, LATEST = 1900, 2100
"""Range of plausible years; others are typing errors."""

_LIKE = matcher(
    r"(\d{4})\s*[-年/.．。]\s*(\d{1,2})\s*[-月/.．。]\s*(\d{1,2})\s*[日号]?(?:[ T]*\d{1,2}[:：时]\d{2}.*)?\Z|(\d{4})(\d{2})(\d{2})\Z",
    re.ASCII,
)
_NUMERALS = {numeral: str(value) for value, numeral in enumerate("〇一二三四五六七八九")} | {
    "○": "0",
    "零": "0",
    "Ｏ": "0",
}
_IN_WORDS = matcher(
    r"([〇○零一二三四五六七八九]{4})年([元正一二三四五六七八九十]{1,2})月([一二三四五六七八九十廿初]{1,3})日?\Z"
)
HALFWIDTH = str.maketrans("０１２３４５６７８９．，－：／‐‑‒–—―−﹣", "0123456789.,-:/--------")
"""Translation table: full-width digits and punctuation, and all dashes, to ASCII."""


def parse_printed_date(text: str) -> date | None:
    """Parse a date in any printed form (2026年3月2日, 二〇二六年三月二日); None if the text is no valid, plausible date."""
    parts = parse_date_parts("".join(text.split()).translate(HALFWIDTH))
    if parts is None or not EARLIEST <= parts[0] <= LATEST:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def parse_date_parts(text: str) -> tuple[int, int, int] | None:
    """Parse year, month and day without validating them against the calendar; None if the text has not the form of a date."""
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
    """Convert a Chinese numeral up to 39; 0 if it is not one."""
    tens, sign, ones = (
        words.replace("廿", "二十").replace("元", "一").replace("正", "一").removeprefix("初").rpartition("十")
    )
    try:
        return (int(_NUMERALS[tens]) if tens else 1) * 10 * bool(sign) + (int(_NUMERALS[ones]) if ones else 0)
    except KeyError:
        return 0
