"""The series that items form, and which of their periods are published: 各月的指标、各季的留言汇总、例行的发布会."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import pairwise

from gongkai.binding.cited_texts import different_texts
from gongkai.calendar.due import is_working_day
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.terms.series import Series
from gongkai.texts.times.periods import Cycle, cycle_of, period_of, periods_in


@dataclass(frozen=True, slots=True)
class Run:
    """One series: what its items have in common, and the first item of each period by the number of the period."""

    title: str
    cycle: Cycle
    periods: Mapping[int, Item]

    @property
    def newest(self) -> Item:
        """The item of the last period."""
        return self.periods[max(self.periods)]


@dataclass(frozen=True, slots=True)
class Gap:
    """Periods that are missing between two published ones; ``after`` is the item of the later of these."""

    run: Run
    missing: tuple[int, ...]
    before: int
    end: int
    after: Item


def runs_of(publication: Publication) -> list[Run]:
    """All series of the column, in the order of their first items."""
    found: dict[tuple[str, ...], tuple[Cycle, dict[int, Item]]] = {}
    for item in publication.reading.items:
        series = item.kind.series
        cycle = cycle_of(item.text(series.cycle)) if series else None
        if series is None or cycle is None:
            continue
        key = (item.kind.name, cycle.name, *(item.text(name) for name in series.same))
        _, periods = found.setdefault(key, (cycle, {}))
        for number in _periods(item, series, cycle, publication):
            periods.setdefault(number, item)
    return [Run(" ".join(filter(None, key[2:])), cycle, periods) for key, (cycle, periods) in found.items() if periods]


def gaps_of(run: Run, publication: Publication) -> Iterator[Gap]:
    """The gaps of a series; days off are none in a daily one."""
    numbers = sorted(run.periods)
    for before, after in pairwise(numbers):
        missing = tuple(one for one in range(before + 1, after) if _expected(one, run.cycle, publication))
        if missing:
            yield Gap(run, missing, before, after, run.periods[after])


def _expected(number: int, cycle: Cycle, publication: Publication) -> bool:
    return cycle is not Cycle.DAY or is_working_day(date.fromordinal(number), publication.reading.calendar)


def _periods(item: Item, series: Series, cycle: Cycle, publication: Publication) -> Iterator[int]:
    table = publication.records.get(item.index_no) if series.records else None
    if table is not None and len(table):
        place = table.position(series.records)
        for text in different_texts(table, place):
            yield from periods_in(text, cycle)
        return
    day = item.day(series.period)
    if day is not None:
        yield period_of(day.date() if isinstance(day, datetime) else day, cycle)
    else:
        yield from periods_in(item.text(series.period), cycle)
