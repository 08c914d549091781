"""The last day of a time limit in calendar days, in working days by the State Council's holiday notices, or on a fixed day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

import chinese_calendar


@dataclass(frozen=True, slots=True)
class Due:
    """The last day of a limit; ``estimated`` where the holidays of a year within it are not published yet."""

    day: date
    estimated: bool = False


def due_date(start: date, limit: int, unit: str, overrides: Mapping[date, bool] | None = None) -> Due:
    """The last day of a limit of ``limit`` units, counted from the day after ``start`` (民法典第二百零一条).

    ``unit`` is 日 (calendar days), 工作日 (working days), or 月日: then ``limit`` is MMDD of the year after ``start``. A limit
    in calendar days that ends on a day off ends on the next working day (民法典第二百零三条); a fixed day is not moved.
    ``overrides`` says for single days whether they are working days. Raises ValueError for any other unit.
    """
    if unit == "日":
        last = start + timedelta(days=limit)
        works, known = _works(last, overrides)
        return Due(last, not known) if works else _working_days_after(last, 1, overrides)
    if unit == "月日":
        return Due(date(start.year + 1, limit // 100, limit % 100))
    if unit != "工作日":
        raise ValueError(unit)
    return _working_days_after(start, limit, overrides) if overrides else _known_working_days_after(start, limit)


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
    """Whether the day is a working day, and whether the holidays of its year are published; else weekdays count as such."""
    try:
        return bool(chinese_calendar.is_workday(day)), True
    except NotImplementedError:
        return day.weekday() < 5, False
