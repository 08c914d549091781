"""The series that items of a type form: one for every day, month, quarter or year, without gaps."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """Where an item of a series says for which period it is; fields and columns by their names."""

    cycle: str
    """Field with the cycle (月, 每季度)."""
    period: str = ""
    """Field with the period in words (2026年第二季度), or with a day in it."""
    records: str = ""
    """Column of the records with the period of each row; then ``period`` is that of all rows together."""
    same: tuple[str, ...] = ()
    """Fields that all items of one series have in common."""
