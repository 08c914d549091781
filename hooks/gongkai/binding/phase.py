"""Where a public consultation stands on a day."""

from __future__ import annotations

from datetime import date, timedelta
from enum import Enum

ANSWER_WITHIN = timedelta(days=30)
"""How long after its last day a consultation may wait for its answer before it counts as overdue."""


class Phase(Enum):
    """The phases of a consultation (重大行政决策程序暂行条例第十四条、第十五条)."""

    COMING = "尚未开始"
    OPEN = "征集中"
    CLOSED = "已截止"
    ANSWERED = "已反馈"


def phase_on(start: date | None, end: date | None, answered: date | None, as_of: date) -> Phase:
    """The phase on ``as_of``; both first and last day belong to the consultation."""
    if answered and answered <= as_of:
        return Phase.ANSWERED
    if start and as_of < start:
        return Phase.COMING
    if end and as_of > end:
        return Phase.CLOSED
    return Phase.OPEN


def days_left(end: date, as_of: date) -> int:
    """Days on which opinions can still be sent, today among them."""
    return max(0, (end - as_of).days + 1)
