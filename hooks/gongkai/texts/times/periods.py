"""Periods as texts state them (2026年第二季度, 2026年1-2月, 2026-03), as numbers that follow each other."""

from __future__ import annotations

import re
from datetime import date, timedelta
from enum import Enum

from gongkai.model.naming.numerals import numeral_value
from gongkai.model.words.matcher import matcher
from gongkai.texts.day_words import day_words

_MONTHS_A_YEAR = 12
_YEAR = r"(?P<year>(?:19|20)\d\d)\s*年?\s*"
_NUMBER = r"(?:\d{1,2}|[一二三四五六七八九十]{1,3})"
_TO = r"(?:[-—–~～至到]|、)"
_DAY = matcher(r"(?P<year>(?:19|20)\d\d)[-年/.](?P<month>\d{1,2})[-月/.](?P<day>\d{1,2})日?")
_MONTH = matcher(
    rf"(?P<year>(?:19|20)\d\d)(?:\s*年\s*|[-/.])(?P<first>{_NUMBER})(?:\s*月?份?\s*{_TO}\s*(?P<last>{_NUMBER}))?(?:\s*月份?)?(?![\d季])"
)
_PACKED = matcher(r"(?P<year>(?:19|20)\d\d)(?P<first>0[1-9]|1[0-2])")
_QUARTER = matcher(
    rf"{_YEAR}-?(?:[Qq](?P<q>[1-4])|第?\s*(?P<first>[1-4一二三四])(?:\s*{_TO}\s*第?(?P<last>[1-4一二三四]))?\s*季度?)"
)
_HALF = matcher(rf"{_YEAR}(?P<half>上|下)半年")
_FIRST_THREE = matcher(rf"{_YEAR}前三季度")
_WHOLE = matcher(rf"{_YEAR}(?:度|全年)?")


class Cycle(Enum):
    """How long a period is, in months; days are counted by themselves."""

    DAY = 0
    MONTH = 1
    QUARTER = 3
    HALF = 6
    YEAR = 12


_CYCLES = {
    "日": Cycle.DAY,
    "月": Cycle.MONTH,
    "季": Cycle.QUARTER,
    "季度": Cycle.QUARTER,
    "半年": Cycle.HALF,
    "年": Cycle.YEAR,
}
_NAMES = {Cycle.QUARTER: "一二三四", Cycle.HALF: "上下"}


def cycle_of(words: str) -> Cycle | None:
    """The cycle that is meant by 月, 每月, 每季度 and the like; None where periods do not follow each other (不定期)."""
    return _CYCLES.get(words.removeprefix("每").removesuffix("度") or words)


def period_of(day: date, cycle: Cycle) -> int:
    """The number of the period of ``cycle`` in which ``day`` lies."""
    return day.toordinal() if cycle is Cycle.DAY else (day.year * _MONTHS_A_YEAR + day.month - 1) // cycle.value


def period_end(number: int, cycle: Cycle) -> date:
    """The last day of a period."""
    if cycle is Cycle.DAY:
        return date.fromordinal(number)
    year, month = divmod((number + 1) * cycle.value, _MONTHS_A_YEAR)
    return date(year, month + 1, 1) - timedelta(days=1)


def period_words(number: int, cycle: Cycle) -> str:
    """The name of a period: 2026年3月, 2026年第二季度."""
    last = period_end(number, cycle)
    if cycle is Cycle.DAY:
        return day_words(last)
    if cycle is Cycle.MONTH:
        return f"{last.year}年{last.month}月"
    if cycle is Cycle.YEAR:
        return f"{last.year}年"
    name = _NAMES[cycle][last.month // cycle.value - 1]
    return f"{last.year}年第{name}季度" if cycle is Cycle.QUARTER else f"{last.year}年{name}半年"


def periods_in(text: str, cycle: Cycle) -> range:
    """The periods of ``cycle`` that a text covers, in order; empty where it states none that is as long as one at least."""
    stated = _months_in(text.strip(), cycle)
    if stated is None:
        return range(0)
    first, last = stated
    if cycle is Cycle.DAY:
        return range(first, last + 1)
    length = cycle.value
    # A month is no quarter: only what lasts to the end of a period covers it.
    if last - first + 1 < length or (last + 1) % length:
        return range(0)
    return range(-(-first // length), last // length + 1)


def _months_in(text: str, cycle: Cycle) -> tuple[int, int] | None:
    """The first and the last month, counted from year 0, that a text states; of 日 its day, twice."""
    day = _DAY.fullmatch(text)
    if cycle is Cycle.DAY:
        number = _ordinal(day) if day else 0
        return (number, number) if number else None
    match: re.Match[str] | None
    if match := _PACKED.fullmatch(text) or _MONTH.fullmatch(text):
        groups = match.groupdict()
        first = numeral_value(groups["first"])
        return _span(match, first, numeral_value(groups.get("last") or "") or first)
    if match := _QUARTER.fullmatch(text):
        first = numeral_value(match["q"] or match["first"])
        last = numeral_value(match["last"] or "") or first
        return _span(match, first * 3 - 2, last * 3)
    if match := _FIRST_THREE.fullmatch(text):
        return _span(match, 1, 9)
    if match := _HALF.fullmatch(text):
        return _span(match, 1, 6) if match["half"] == "上" else _span(match, 7, 12)
    match = _WHOLE.fullmatch(text)
    return _span(match, 1, _MONTHS_A_YEAR) if match else None


def _span(match: re.Match[str], first: int, last: int) -> tuple[int, int] | None:
    if not 1 <= first <= last <= _MONTHS_A_YEAR:
        return None
    start = int(match["year"]) * _MONTHS_A_YEAR - 1
    return start + first, start + last


def _ordinal(match: re.Match[str]) -> int:
    try:
        return date(int(match["year"]), int(match["month"]), int(match["day"])).toordinal()
    except ValueError:
        return 0
