"""Formatting of dates in official texts."""

from __future__ import annotations

from datetime import date, datetime


def day_words(day: date | None) -> str:
    """Format a date without leading zeros (GB/T 9704-2012): 2018年3月5日; with the time unless it is midnight; "" for None."""
    if day is None:
        return ""
    text = f"{day.year}年{day.month}月{day.day}日"
    if isinstance(day, datetime) and (day.hour or day.minute):
        text += f"{day.hour}时{day.minute:02d}分"
    return text
