"""When what is withheld was last assessed, and when it is to be assessed again (条例第四十四条)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.model.item import Item

PROACTIVE = "主动公开"
WITHHELD_IN_PART = "部分不予公开"


@dataclass(frozen=True, slots=True)
class Assessment:
    """The last assessment of an item that is withheld, and the day by which the next is due."""

    last: date | None
    conclusion: str
    due: date
    stated: bool
    """Whether the agency has set that day itself; else it is a year after the last one, or after publication."""
    in_part: bool


def assessment_of(item: Item) -> Assessment | None:
    """The assessment of an item that is withheld, wholly or in part; None of one that is public, or has no date at all."""
    in_part = item.text("disclosure") in ("", PROACTIVE)
    if in_part and not item.text("exemption"):
        return None
    rows = sorted(item.rows("assessments"), key=lambda row: row.day("date") or date.min)
    last = rows[-1] if rows else None
    day = last.day("date") if last else None
    stated = last.day("next") if last else None
    since = day or item.publish_date or item.doc_date
    if since is None:
        return None
    due = stated or _a_year_after(since)
    return Assessment(day, last.text("conclusion") if last else "", due, stated is not None, in_part)


def _a_year_after(day: date) -> date:
    return date(day.year + 1, day.month, 28 if (day.month, day.day) == (2, 29) else day.day)
