"""The day for which a site is built."""

from __future__ import annotations

import os
from datetime import date, datetime, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")
"""China has one zone without summer time since 1991, so no zone data is needed."""

VARIABLE = "GONGKAI_AS_OF"


def as_of_from_environment() -> date:
    """The day in GONGKAI_AS_OF, else that of SOURCE_DATE_EPOCH, else today in Shanghai. Raises ValueError for a wrong one."""
    given = os.environ.get(VARIABLE)
    if given:
        return date.fromisoformat(given)
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        return datetime.fromtimestamp(int(epoch), SHANGHAI).date()
    return datetime.now(SHANGHAI).date()
