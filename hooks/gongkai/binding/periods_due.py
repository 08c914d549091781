"""What is due for a matter of the directory that comes in cycles: its periods, their last days, and what belongs to each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.calendar.due import due_date
from gongkai.model.column import DirectoryEntry
from gongkai.model.item import Item
from gongkai.model.kind import FieldType
from gongkai.model.ledgers.period import MONTH, YEAR, Period, period_named, period_of, periods_between
from gongkai.model.ledgers.registers import NilEntry
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher
from gongkai.reading.registers.ledger_kinds import cycles

_AFTER = matcher(r"(?:期满|期后|季后|月后|年后|终了|结束|次月|次季)[^，。；]{0,6}?(\d{1,3})\s*个?(工作日|日|天)内")
_NEXT_MONTH = matcher(r"次月\s*(\d{1,2})\s*日")
_ON_A_DAY = matcher(r"(?P<month>1?\d)\s*月\s*(?:(?P<day>[123]?\d)\s*日|(?P<end>底|末))\s*前")
_PERIOD_LABEL = "期间"
_MOST_YEARS_LATER = 2
"""So many years after a period that it names an item is still taken to be about it."""


@dataclass(frozen=True, slots=True)
class PeriodDue:
    """A period of a matter: the last day on which it is on time, the items that belong to it, and a signed nil entry."""

    period: Period
    due: date
    is_due_stated: bool
    """Whether the time limit of the matter says that day; else it is as long after the period as its papers ever took."""
    items: tuple[Item, ...]
    nil: NilEntry | None = None

    @property
    def published(self) -> date | None:
        """The day on which the first of its items was published."""
        return min((item.publish_date for item in self.items if item.publish_date), default=None)


def periods_due(entry: DirectoryEntry, items: Iterable[Item], publication: Publication) -> tuple[PeriodDue, ...]:
    """The periods of a matter from the first of which anything is known up to that of the day; empty without a cycle."""
    if entry.cycle not in cycles():
        return ()
    months = cycles()[entry.cycle][0]
    found: dict[Period, list[Item]] = {}
    for item in items:
        period = _period_of(item, months)
        if period:
            found.setdefault(period, []).append(item)
    nil = nil_by_period(entry, publication, months)
    # What was taken over from elsewhere does not say that the cycle was kept since then.
    begun = [one for one, members in found.items() if not all(item.legacy for item in members)]
    since = [period_of(entry.cycle_since, months)] if entry.cycle_since else sorted([*begun, *nil])
    if not since:
        return ()
    last = max([period_of(publication.as_of, months), *found, *nil])
    usual = _usual_days(found, cycles()[entry.cycle][1])
    due = ((one, _stated_due(entry, one, publication.reading.calendar)) for one in periods_between(since[0], last))
    return tuple(
        PeriodDue(one, day or one.last + usual, day is not None, tuple(found.get(one, ())), nil.get(one))
        for one, day in due
    )


def nil_by_period(entry: DirectoryEntry, publication: Publication, months: int) -> Mapping[Period, NilEntry]:
    """The signed nil entries of a matter by the periods of the length ``months`` that they cover."""
    covered: dict[Period, NilEntry] = {}
    for nil in publication.reading.registers.nil:
        if nil.matter == entry.number and nil.period.months >= months:
            first, last = period_of(nil.period.first, months), period_of(nil.period.last, months)
            covered |= dict.fromkeys(periods_between(first, last), nil)
    return covered


def stated_period(item: Item) -> Period | None:
    """The period that an item says it is about, in a field for it or in its title; None where it says none."""
    for field in item.kind.fields:
        value = item.values.get(field.name)
        if field.type is FieldType.YEAR and isinstance(value, int):
            named = period_named(item.title)
            return named if named and named.year == value else Period(value, YEAR)
        if field.title == _PERIOD_LABEL and isinstance(value, str):
            return period_named(value) or period_named(item.title)
    return period_named(item.title)


def _period_of(item: Item, months: int) -> Period | None:
    """The period of the length ``months`` to which an item belongs; None where it has no day."""
    day = item.publish_date
    if day is None:
        return None
    stated = stated_period(item)
    # A title also names years that it is not about, such as that of an old document.
    if stated and -1 <= day.year - stated.year <= _MOST_YEARS_LATER:
        within = stated.within(months)
        if within:
            return within
        if day > stated.last:
            # A paper on the whole year is the last one of its periods.
            return period_of(stated.last, months)
    return period_of(day, months)


def _usual_days(found: Mapping[Period, list[Item]], grace: int) -> timedelta:
    """How long after a period its papers may take: as long as they ever took, and the days of grace of the cycle."""
    days = ((item.publish_date - one.last).days for one, items in found.items() for item in items if item.publish_date)
    return timedelta(days=max([0, *days]) + grace)


def _stated_due(entry: DirectoryEntry, period: Period, calendar: Mapping[date, bool]) -> date | None:
    """The last day for a period as the time limit of the matter says; None where that counts from something else."""
    limit = entry.time_limit
    if after := _AFTER.search(limit):
        return due_date(period.last, int(after[1]), after[2].replace("天", "日"), calendar).day
    if following := _NEXT_MONTH.search(limit):
        return _day_in(period.last + timedelta(days=1), int(following[1]))
    day = _ON_A_DAY.search(limit)
    if day and period.months == YEAR and 1 <= int(day["month"]) <= 12:
        first = date(period.year + 1, int(day["month"]), 1)
        return _day_in(first, 31 if day["end"] else int(day["day"]))
    return None


def _day_in(first: date, day: int) -> date:
    """The day of the month of ``first``, its last one where it has fewer."""
    return min(first + timedelta(days=max(1, day) - 1), period_of(first, MONTH).last)
