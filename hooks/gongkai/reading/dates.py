"""Dates as they are written: one form is taken, every other is told how to write it."""

from __future__ import annotations

import re
from datetime import date, timedelta

ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})\Z", re.ASCII)
"""The form of a date."""

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
_UNIFORM = str.maketrans("０１２３４５６７８９．，－：／‐‑‒–—―−﹣", "0123456789.,-:/--------")
_LETTERS = str.maketrans("OoＯlIｌ", "000111")
_SERIAL = re.compile(r"[2-7]\d{4}\Z", re.ASCII)
_FIRST_OF_SERIALS = date(1899, 12, 30)


def day_of(text: str) -> tuple[date | None, str, str, str]:
    """The day that a text in the one form names; else None with rule, what is wrong (after «写成“…”»), and remedy."""
    iso = ISO.match(text)
    if iso:
        return _checked(int(iso[1]), int(iso[2]), int(iso[3]))
    parts = _parts(text.translate(_UNIFORM)) or _parts(text.translate(_UNIFORM).translate(_LETTERS))
    if parts:
        day, rule, what, remedy = _checked(*parts)
        if day is None:
            return None, rule, what, remedy
        return None, "date-form", "，格式不统一。", f"请写成 {day.isoformat()}。"
    if _SERIAL.match(text):
        written = (_FIRST_OF_SERIALS + timedelta(days=int(text))).isoformat()
        remedy = f"它表示 {written}，请核对后写成 {written}。"
        return None, "date-serial", "，是表格软件的日期序号，不是日期。", remedy
    return None, "not-a-date", "，不是日期。", "请写成 2018-03-05 这样。"


def day_in_print(text: str) -> date | None:
    """The day that a text names in any printed form (2026年3月2日, 二〇二六年三月二日); None where it names none."""
    parts = _parts("".join(text.split()).translate(_UNIFORM))
    return _checked(*parts)[0] if parts else None


def _parts(text: str) -> tuple[int, int, int] | None:
    """Year, month and day of a date in another form."""
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


def _checked(year: int, month: int, day: int) -> tuple[date | None, str, str, str]:
    try:
        found = date(year, month, day)
    except ValueError:
        return None, "impossible-date", "，日历上没有这一天。", "请核对月份和日期，写成 2018-03-05 这样。"
    if not EARLIEST <= year <= LATEST:
        return None, "impossible-date", f"，年份不在 {EARLIEST} 年至 {LATEST} 年之间。", "请对照原件核对年份。"
    return found, "", "", ""
