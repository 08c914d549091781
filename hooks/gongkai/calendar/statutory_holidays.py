"""The days off that 全国年节及纪念日放假办法 itself fixes, for years whose holiday notice is not published yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from gongkai import FOLDER

_TABLE = FOLDER / "vocabulary" / "moving_holidays.txt"
_FIXED = ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3))
"""元旦、劳动节、国庆节, by month and day."""
_SPRING = range(-1, 3)
"""除夕 and the first three days of the year, as days after 正月初一."""
_SATURDAY = 5


@cache
def statutory_days_off(year: int, made_up: bool = True) -> frozenset[date]:
    """The statutory holidays of ``year``, with the working days on which those at weekends are made up for if ``made_up``.

    The regulation names no day for that (第六条); the next working day is what the notices of most years begin with. Years
    that the table of moving holidays does not have get the fixed holidays only.
    """
    found = {date(year, month, day) for month, day in _FIXED} | set(_moving().get(year, ()))
    for holiday in sorted(found) if made_up else ():
        if holiday.weekday() >= _SATURDAY:
            instead = holiday
            while instead.weekday() >= _SATURDAY or instead in found:
                instead += timedelta(days=1)
            found.add(instead)
    return frozenset(found)


@cache
def _moving() -> dict[int, tuple[date, ...]]:
    """The days of 春节, 清明, 端午 and 中秋 by year."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return {int(line[:4]): tuple(_days_of(*line.split())) for line in lines if not line.startswith("#")}


def _days_of(year: str, spring: str, *single: str) -> Iterator[date]:
    first = date.fromisoformat(f"{year}-{spring}")
    yield from (first + timedelta(days=number) for number in _SPRING)
    yield from (date.fromisoformat(f"{year}-{one}") for one in single)
