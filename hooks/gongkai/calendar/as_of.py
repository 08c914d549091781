"""The day for which a site is built, and the day on which something is made."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta, timezone

from gongkai.model.problems.printable import printable

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has one zone without summer time since 1991, so no zone data is needed."""

VARIABLE = "GONGKAI_AS_OF"


class DayError(ValueError):
    """A variable of the environment that is no day; its text says so to people."""


def as_of_from_environment() -> date:
    """The day in GONGKAI_AS_OF, else the day of making. Raises DayError for a wrong one."""
    given = os.environ.get(VARIABLE)
    if given:
        try:
            return date.fromisoformat(given)
        except ValueError:
            what = f"环境变量 {VARIABLE} 写成“{printable(given)}”，不是日期。"
            raise DayError(f"{what} 请写成 2026-11-20 这样，或者删除这个变量。") from None
    return day_of_making()


def day_of_making() -> date:
    """The day of SOURCE_DATE_EPOCH, by which others make the same again later, else today in Shanghai.

    Raises DayError for a wrong one.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), SHANGHAI).date()
        except (ValueError, OverflowError, OSError):
            what = f"环境变量 SOURCE_DATE_EPOCH 写成“{printable(epoch)}”，不是从 1970 年起的秒数。"
            raise DayError(f"{what} 请写整数，或者删除这个变量。") from None
    return datetime.now(SHANGHAI).date()
