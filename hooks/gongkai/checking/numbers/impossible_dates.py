"""Days that no calendar has and times that no clock shows, in every way in which texts write them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from gongkai.checking.numbers.number_forms import Broken
from gongkai.model.words.matcher import matcher
from gongkai.texts.printed_dates import parse_date_parts, parse_printed_date

_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
"""As many characters afterwards as before, so that places stay."""
_DATE = matcher(r"(?:(?P<year>(?:19|20)[0-9]{2})年)?(?<![0-9—~～\-至])(?P<month>[0-9]{1,2})月(?P<day>[0-9]{1,2})[日号]")
_IN_WORDS = matcher(
    r"[〇○零一二三四五六七八九]{4}年(?P<month>[一二三四五六七八九十]{1,3})月(?P<day>[一二三四五六七八九十廿]{1,3})日"
)
WITH_SIGNS = matcher(
    r"[12](?:(?<=1)9|(?<=2)0)(?:(?<=[自从于至到]..)|(?<=截止..)|(?<=日期[：:]..))(?<![号码列][自从]..)[0-9]{2}(?P<sign>[-./])[0-9]{1,2}(?P=sign)[0-9]{1,2}(?![0-9./-])"
    r"|[12](?:(?<=1)9|(?<=2)0)(?<![0-9A-Za-z./-]..)(?<![号码列][自从]..)[0-9]{2}(?P<mark>[-./])[0-9]{1,2}(?P=mark)[0-9]{1,2}(?=[前起止]|之前|以前|以后)"
)
"""Between words that show that it is a day; elsewhere it may be the number of a section or of a product."""
TERM = matcher(
    r"(?P<first>(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)起?(?:[至到—~～]|——)(?P<last>(?:19|20)[0-9]{2}年[0-9]{1,2}月[0-9]{1,2}日)"
)
_TIME = matcher(r"(?<=[日午晚晨间])(?P<hour>[0-9]{1,2})[时点:：](?P<minute>[0-9]{1,2})?(?=分|[^0-9]|\Z)")
DAY = matcher(
    r"[月日号午晚晨间分](?:(?<=1[3-9]月)|(?<=[2-9][0-9]月)|(?<=[^1]0月)|(?<=[^1]2月)(?:29|3[0-9])[日号]|(?<=[469]月)31[日号]|(?<=11月)31[日号]"
    r"|(?<=月)(?:3[2-9]|[4-9][0-9]|00?)[日号]|(?<!月)(?:2[4-9]|[3-9][0-9])[时点:：]|(?<=[时点:：][6-9][0-9]分))"
)
"""A day or a time of figures that may be none."""
_DIGITS = "一二三四五六七八九"
SIGNS = (
    *(f"十{one}月" for one in _DIGITS[2:]),
    *(f"{one}月三十" for one in "二四六九"),
    "一月三十一日",
    *(f"三十{one}日" for one in _DIGITS[1:]),
    *(f"{one}十日" for one in _DIGITS[3:]),
    *(f"{ten}十{one}日" for ten in _DIGITS[3:] for one in _DIGITS),
    *(f"{one}月" for one in "０１２３４５６７８９"),
)
"""Days in words that may be none, and months of wide figures."""
_CENTURIES = ("19", "20")
NEAR_SIGNS = (
    *(f"{word}{one}" for word in (*"自从于至到", "截止", "日期：", "日期:") for one in _CENTURIES),
    *(f"{digit}{word}" for digit in "0123456789" for word in ("前", "起", "止", "之前", "以前", "以后")),
)
"""Literal texts one of which each match of ``WITH_SIGNS`` has in it or beside it."""
NEAR_TERMS = tuple(f"日{word}{to}" for word in ("", "起") for to in "至到—~～")
"""Literal texts one of which each match of ``TERM`` has."""
HINTS = (matcher("|".join(SIGNS)), DAY, WITH_SIGNS, TERM)
"""One of them matches a text that has something to tell."""


def impossible_dates(written: str) -> Iterator[Broken]:
    """What cannot be, and terms that end before they begin; days of the lunar calendar are left alone."""
    line = written.translate(_WIDE)
    for one in (*_DATE.finditer(line), *_IN_WORDS.finditer(line)):
        if "农历" in line[max(0, one.start() - 6) : one.start()]:
            continue
        year, month, day = _parts(one)
        if not 1 <= month <= 12:
            yield Broken(one.start(), written[one.start() : one.end()], f"没有{month}月", "")
        elif not 1 <= day <= _last(month, year):
            name = f"{year}年{month}月" if year and month == 2 else f"{month}月"
            yield Broken(one.start(), written[one.start() : one.end()], f"{name}没有{day}日", "")
    for one in WITH_SIGNS.finditer(line):
        if parse_printed_date(one.group()) is None:
            yield Broken(one.start(), written[one.start() : one.end()], "没有这一天", "")
    for one in TERM.finditer(line):
        first, last = parse_printed_date(one["first"]), parse_printed_date(one["last"])
        if first and last and last < first:
            yield Broken(one.start(), written[one.start() : one.end()], "后一个日期早于前一个", "")
    for one in _TIME.finditer(line):
        hour, minute = int(one["hour"]), int(one["minute"] or 0)
        if hour > 24 or minute > 59 or (hour == 24 and minute):
            yield Broken(one.start(), written[one.start() : one.end()], "没有这个时刻", "")


def _parts(match: re.Match[str]) -> tuple[int, int, int]:
    """Year (0 where it is not written), month and day."""
    if match.re.pattern == _IN_WORDS.pattern:
        return parse_date_parts(match.group()) or (0, 0, 0)
    return int(match["year"] or 0), int(match["month"]), int(match["day"])


def _last(month: int, year: int) -> int:
    if month == 2 and year:
        return (date(year, 3, 1) - date(year, 2, 1)).days
    return _DAYS[month - 1]
