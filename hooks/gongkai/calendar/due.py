"""The last day or moment of a time limit: hours, days, working days by the holiday notices, fixed days, month and quarter ends."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import chinese_calendar

from gongkai.calendar.statutory_holidays import statutory_days_off

HOURS = "小时"
"""The unit of limits that run from a moment to a moment; the last moment needs no calendar."""
UNITS = ("工作日", "日", "月", "月末", "季末", "月日", HOURS)
"""Every unit of a limit, as type definitions write it."""
_MONTHS = {"月": 1, "月末": 1, "季末": 3}
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a limit; ``estimated`` where the holidays of a year within it are not published yet."""

    day: date
    estimated: bool = False


def due_date(start: date, limit: int, unit: str, overrides: Mapping[date, bool] | None = None) -> Due:
    """The last day of a limit of ``limit`` units, counted from the day after ``start`` (民法典第二百零一条).

    ``unit`` is 日 (calendar days), 工作日 (working days), 月 (months), 月末 or 季末 (the end of a month or quarter, 0 being
    that of ``start``), or 月日: then ``limit`` is MMDD of the year after ``start``. A limit in days or months that ends on a
    day off ends on the next working day (民法典第二百零三条); a fixed day is not moved. ``overrides`` says for single days
    whether they are working days. Raises ValueError for any other unit.
    """
    if unit == "月日":
        return Due(date(start.year + 1, limit // 100, limit % 100))
    if unit in ("月末", "季末"):
        return Due(_month_end(start, limit, _MONTHS[unit]))
    if unit in ("日", "月"):
        last = start + timedelta(days=limit) if unit == "日" else _months_after(start, limit)
        works, known = _works(last, overrides)
        if works:
            return Due(last, not known)
        after = _working_days_after(last, 1, overrides)
        return Due(after.day, after.estimated or not known)
    if unit != "工作日":
        raise ValueError(unit)
    return _working_days_after(start, limit, overrides) if overrides else _known_working_days_after(start, limit)


def is_working_day(day: date, overrides: Mapping[date, bool] | None = None) -> bool:
    """Whether ``day`` is a working day, as far as is known."""
    return _works(day, overrides)[0]


def _month_end(start: date, limit: int, months: int) -> date:
    """The last day of the period of ``months`` months that comes ``limit`` periods after the one of ``start``."""
    period = (start.year * _YEAR + start.month - 1) // months + limit
    year, month = divmod(period * months + months - 1, _YEAR)
    return date(year, month + 1, monthrange(year, month + 1)[1])


def _months_after(start: date, limit: int) -> date:
    """The same day ``limit`` months later, or the last day of that month where it has none (民法典第二百零二条)."""
    year, month = divmod(start.year * _YEAR + start.month - 1 + limit, _YEAR)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


@cache
def _known_working_days_after(start: date, limit: int) -> Due:
    """``_working_days_after`` without overrides, cached."""
    return _working_days_after(start, limit, None)


def _working_days_after(start: date, limit: int, overrides: Mapping[date, bool] | None) -> Due:
    day, left, estimated = start, limit, False
    while left > 0:
        day += timedelta(days=1)
        works, known = _works(day, overrides)
        estimated = estimated or not known
        left -= works
    return Due(day, estimated)


def _works(day: date, overrides: Mapping[date, bool] | None) -> tuple[bool, bool]:
    """Whether the day is a working day, and whether that is certain."""
    given = (overrides or {}).get(day)
    return _workday(day) if given is None else (given, True)


@cache
def _workday(day: date) -> tuple[bool, bool]:
    """Whether the day is a working day, and whether the holidays of its year are published; else by the regulation itself."""
    try:
        return bool(chinese_calendar.is_workday(day)), True
    except NotImplementedError:
        return day.weekday() < 5 and day not in statutory_days_off(day.year), False
