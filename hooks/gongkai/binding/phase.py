"""The phase of a public consultation on a day."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

ANSWER_WITHIN = timedelta(days=30)
"""The time after the last day of a consultation within which its outcome is to be published."""


class Phase(Enum):
    """The phases of a consultation (重大行政决策程序暂行条例第十四条、第十五条)."""

    COMING = "尚未开始"
    OPEN = "征集中"
    CLOSED = "已截止"
    ANSWERED = "已反馈"


def phase_on(start: date | None, end: date | None, answered: date | None, as_of: date) -> Phase:
    """The phase on the day ``as_of``, from the first and last day of the consultation, both inclusive, and its answer.

    A day that is None is not known: without ``start`` the consultation has begun, without ``end`` it stays open.
    """
    if answered and answered <= as_of:
        return Phase.ANSWERED
    if start and as_of < start:
        return Phase.COMING
    if end and as_of > end:
        return Phase.CLOSED
    return Phase.OPEN


def days_left(end: date, as_of: date) -> int:
    """The number of days from ``as_of`` to ``end``, both inclusive, on which opinions can be sent; 0 after the end."""
    return max(0, (end - as_of).days + 1)
