"""Parsing dates: people write YYYY-MM-DD, for other forms the remedy shows the correct one; spreadsheets have forms of their own."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.model.words.matcher import matcher
from gongkai.texts.printed_dates import EARLIEST, HALFWIDTH, LATEST, parse_date_parts

ISO = matcher(r"(\d{4})-(\d{2})-(\d{2})\Z", re.ASCII)
"""The only form of a date that is accepted (ISO 8601, extended format)."""

_OF_SPREADSHEETS = matcher(
    r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})(?: +0?0:00(?::00)?)?|年(\d{1,2})月(\d{1,2})日)\Z", re.ASCII
)
"""How spreadsheets save a date that was typed as YYYY-MM-DD: the year first, one separator, at most midnight as the time."""
_SIGNS = matcher("[-/.]")
_TOGETHER = matcher(r"((?:19|20)\d\d)(\d\d)(\d\d)\Z", re.ASCII)
_LETTERS = str.maketrans("OoＯlIｌ", "000111")
_SERIAL = matcher(r"[2-7]\d{4}\Z", re.ASCII)
_FIRST_OF_SERIALS = date(1899, 12, 30)


@dataclass(frozen=True, slots=True)
class WrongDay:
    """Why a text is not a date: the code, a message that continues «写成“…”», and the remedy."""

    rule: str
    what: str
    remedy: str


def day_of(text: str) -> date | WrongDay:
    """The date that ``text`` states as YYYY-MM-DD, or why it is not accepted."""
    iso = ISO.match(text)
    if iso:
        return _checked(int(iso[1]), int(iso[2]), int(iso[3]))
    parts = parse_date_parts(text.translate(HALFWIDTH)) or parse_date_parts(
        text.translate(HALFWIDTH).translate(_LETTERS)
    )
    if parts:
        day = _checked(*parts)
        if isinstance(day, WrongDay):
            return day
        return WrongDay("date-form", "，格式不统一。", f"请写成 {day.isoformat()}。")
    if _SERIAL.match(text):
        written = (_FIRST_OF_SERIALS + timedelta(days=int(text))).isoformat()
        remedy = f"它表示 {written}，请核对后写成 {written}。"
        return WrongDay("date-serial", "，是表格软件的日期序号，不是日期。", remedy)
    return WrongDay("not-a-date", "，不是日期。", "请写成 2018-03-05 这样。")


def iso_day(cell: str) -> str:
    """Convert a date as spreadsheets save it (2026/3/5, 2026年3月5日) to YYYY-MM-DD; any other text is returned unchanged."""
    saved = _OF_SPREADSHEETS.match(cell)
    if not saved:
        return cell
    day = _checked(int(saved[1]), int(saved[3] or saved[5]), int(saved[4] or saved[6]))
    return cell if isinstance(day, WrongDay) else day.isoformat()


def day_of_cell(cell: str) -> str:
    """The date in a cell of a column of dates as YYYY-MM-DD, also where it is printed as 20260305; else the cell unchanged."""
    together = _TOGETHER.match(cell)
    if not together:
        day = iso_day(cell)
        return day if day is not cell or ISO.match(day) else _printed_day(cell)
    day = iso_day("-".join(together.groups()))
    return day if ISO.match(day) and not isinstance(day_of(day), WrongDay) else cell


def _printed_day(cell: str) -> str:
    """The date in a cell that documents print (２０２６年３月５日, 二〇二六年三月五日, with the time of day); else the cell unchanged."""
    plain = cell.strip().translate(HALFWIDTH)
    if len(set(_SIGNS.findall(plain))) > 1:
        # 2025/3-1 may be a slip for something else.
        return cell
    parts = parse_date_parts(plain) or parse_date_parts("".join(plain.split()))
    day = _checked(*parts) if parts else None
    return day.isoformat() if isinstance(day, date) else cell


def _checked(year: int, month: int, day: int) -> date | WrongDay:
    """The date, unless the calendar has no such day or its year is out of range."""
    try:
        found = date(year, month, day)
    except ValueError:
        return WrongDay("impossible-date", "，日历上没有这一天。", "请核对月份和日期，写成 2018-03-05 这样。")
    if not EARLIEST <= year <= LATEST:
        what = f"，年份不在 {EARLIEST} 年至 {LATEST} 年之间。"
        return WrongDay("impossible-date", what, "请对照原件核对年份。")
    return found
