"""The day as of which a site is built, and the day on which an archive package is made."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta, timezone

from gongkai.model.problems.printable import printable

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""UTC+8: China has had one time zone without summer time since 1991, so no time zone database is needed."""

VARIABLE = "GONGKAI_AS_OF"
"""Environment variable with the day of the build, in ISO 8601."""


class DayError(ValueError):
    """An environment variable holds no day; the message is a Chinese sentence."""


def as_of_from_environment() -> date:
    """The day in GONGKAI_AS_OF, else ``day_of_making``. Raises DayError where the variable holds no day."""
    given = os.environ.get(VARIABLE)
    if given:
        try:
            return date.fromisoformat(given)
        except ValueError:
            what = f"环境变量 {VARIABLE} 写成“{printable(given)}”，不是日期。"
            raise DayError(f"{what} 请写成 2026-11-20 这样，或者删除这个变量。") from None
    return day_of_making()


def day_of_making() -> date:
    """The day of SOURCE_DATE_EPOCH in Shanghai, else today in Shanghai.

    The variable holds seconds since 1970 (reproducible-builds.org), so that the same bytes can be made again later.
    Raises DayError where it holds none.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), SHANGHAI).date()
        except (ValueError, OverflowError, OSError):
            what = f"环境变量 SOURCE_DATE_EPOCH 写成“{printable(epoch)}”，不是从 1970 年起的秒数。"
            raise DayError(f"{what} 请写整数，或者删除这个变量。") from None
    return datetime.now(SHANGHAI).date()
