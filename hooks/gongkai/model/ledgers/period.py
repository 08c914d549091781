"""Periods for which information is due: a year, half-year, quarter or month, and how papers name them."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.model.words.matcher import matcher

YEAR, HALF, QUARTER, MONTH = 12, 6, 3, 1
"""Lengths of periods in months."""
_NUMERALS = "一二三四"

_NAMED = matcher(
    r"(?P<year>(?:19|20)\d\d)\s*(?:年度?|[-/.](?=\d))\s*"
    r"(?:(?P<half>[上下])半年|第?\s*(?P<quarter>[一二三四1-4])\s*季度|[Qq](?P<q>[1-4])"
    r"|(?P<first>1?\d)\s*月?\s*[-—–－~～至到]+\s*(?P<last>1?\d)\s*月"
    r"|(?P<month>1?\d|0\d)(?:\s*月份?(?!\s*\d{1,2}\s*日)|\Z))?"
)
_PARTS = {(1, 6): (HALF, 1), (7, 12): (HALF, 2), (1, 12): (YEAR, 1)}


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A calendar period; periods of one length are ordered in time."""

    year: int
    months: int
    """Its length: ``YEAR``, ``HALF``, ``QUARTER`` or ``MONTH``."""
    part: int = 1
    """Which of its year, counted from 1."""

    @property
    def first(self) -> date:
        """Its first day."""
        return date(self.year, (self.part - 1) * self.months + 1, 1)

    @property
    def last(self) -> date:
        """Its last day."""
        month = self.part * self.months
        return date(self.year, month, monthrange(self.year, month)[1])

    @property
    def words(self) -> str:
        """Its name: 2026年, 2026年上半年, 2026年第一季度, 2026年3月."""
        if self.months == YEAR:
            return f"{self.year}年"
        if self.months == HALF:
            return f"{self.year}年{'上下'[self.part - 1]}半年"
        return f"{self.year}年" + (f"第{_NUMERALS[self.part - 1]}季度" if self.months == QUARTER else f"{self.part}月")

    def within(self, months: int) -> Period | None:
        """The period of the length ``months`` that holds it; None where it is the longer one."""
        return period_of(self.first, months) if self.months <= months else None


def period_of(day: date, months: int) -> Period:
    """The period of the length ``months`` in which ``day`` falls."""
    return Period(day.year, months, (day.month - 1) // months + 1)


def period_named(words: str, *, whole: bool = False) -> Period | None:
    """The first period that ``words`` name, the shortest that they state there; None where they name none.

    With ``whole`` they must name it and say nothing else.
    """
    match = _NAMED.fullmatch(words.strip()) if whole else _NAMED.search(words)
    if match is None:
        return None
    year = int(match["year"])
    if match["half"]:
        return Period(year, HALF, "上下".index(match["half"]) + 1)
    if match["quarter"] or match["q"]:
        return Period(year, QUARTER, _numeral(match["quarter"] or match["q"]))
    if match["first"]:
        return _between(year, int(match["first"]), int(match["last"]))
    if match["month"]:
        month = int(match["month"])
        return Period(year, MONTH, month) if 1 <= month <= 12 else None
    return Period(year, YEAR)


def periods_between(first: Period, last: Period) -> Iterator[Period]:
    """All periods of the length of ``first`` from it to ``last``, in order."""
    current = first
    while current <= last:
        yield current
        whole = current.part * current.months == YEAR
        current = Period(current.year + whole, current.months, 1 if whole else current.part + 1)


def _numeral(written: str) -> int:
    return _NUMERALS.index(written) + 1 if written in _NUMERALS else int(written)


def _between(year: int, first: int, last: int) -> Period | None:
    """The period from one month to another of a year, where it is one that a cycle has."""
    months, part = _PARTS.get((first, last), (QUARTER, (last + 2) // 3))
    found = Period(year, months, part)
    whole = 1 <= last <= 12 and (found.first.month, found.last.month) == (first, last)
    return found if whole else None
