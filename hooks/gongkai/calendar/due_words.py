"""The last day of a time limit as plans print it: 12月底前, 2026年三季度, 年内, 2026-12-31."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from gongkai.model.script import simplified
from gongkai.model.words.matcher import matcher
from gongkai.texts.printed_dates import HALFWIDTH, parse_printed_date

_NUMERALS = {"一": 1, "二": 2, "三": 3, "四": 4}
_ENDING = r"(?:底|末|以前|之前|前|止|内|完成|[（(][^）)]*[）)])*"
_YEAR = r"(?:(\d{4})年度?|当年|今年|本年度?)?"
_MONTH = matcher(rf"{_YEAR}(\d{{1,2}})月份?(上旬|中旬|下旬)?(?:(\d{{1,2}})[日号])?{_ENDING}\Z")
_QUARTER = matcher(rf"{_YEAR}第?([一二三四1-4])季度{_ENDING}\Z")
_HALF = matcher(rf"{_YEAR}(上半年|下半年){_ENDING}\Z")
_WHOLE = matcher(rf"{_YEAR}(?:年底|年末|年内|全年|底|末)?{_ENDING}\Z")
_FROM = matcher(r"^\d{4}年?(?:\d{1,2}月)?[-至到](?=\d{4})")
"""The beginning of a span of time (2025—2027年)."""
_LASTING = matcher(r"长期|持续|常年|常态|每|按|定期|适时|随时|即时|立即|即知即改|滚动|贯穿")


def due_day(words: str, year: int | None) -> date | None:
    """The last day of the limit; ``year`` is that of the plan, for limits without one. None where it names no day.

    «6月前» counts as the end of June, since nobody may be called late for a limit that can be read in two ways.
    """
    text = _FROM.sub("", simplified("".join(words.split())).translate(HALFWIDTH))
    printed = parse_printed_date(re.sub(rf"{_ENDING}\Z", "", text))
    if printed or not text:
        return printed
    for form, last in ((_MONTH, _month), (_QUARTER, _quarter), (_HALF, _half), (_WHOLE, _whole)):
        match = form.match(text)
        if match:
            stated = int(match[1]) if match[1] else year
            return last(match, stated) if stated else None
    return None


def is_lasting(words: str) -> bool:
    """Whether the words say that a task has no last day (长期、每季度、按进度)."""
    return bool(_LASTING.search(simplified(words)))


def _month(match: re.Match[str], year: int) -> date | None:
    month = int(match[2])
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    day = int(match[4]) if match[4] else {"上旬": 10, "中旬": 20}.get(match[3] or "", last)
    return date(year, month, day) if 1 <= day <= last else None


def _quarter(match: re.Match[str], year: int) -> date:
    month = 3 * (_NUMERALS.get(match[2]) or int(match[2]))
    return date(year, month, monthrange(year, month)[1])


def _half(match: re.Match[str], year: int) -> date:
    return date(year, 6, 30) if match[2] == "上半年" else date(year, 12, 31)


def _whole(_: re.Match[str], year: int) -> date:
    return date(year, 12, 31)
