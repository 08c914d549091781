"""Items that are in the sources and in nothing public: scheduled for a later day (定时公开), or not for everybody (公开范围)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from itertools import groupby

from gongkai.binding.persons_named import is_withheld
from gongkai.model.item import Item
from gongkai.model.publication import NEVER, Publication, ReadColumn


def without_withheld(column: ReadColumn) -> tuple[ReadColumn, Mapping[str, date]]:
    """The column without the items that their scope (公开范围) keeps off the site, and ``NEVER`` for every file of theirs alone."""
    public = [item for item in column.items if not is_withheld(item)]
    if len(public) == len(column.items):
        return column, {}
    named = {path for item in public for path in item.files}
    hidden = {path: NEVER for item in column.items if is_withheld(item) for path in item.files if path not in named}
    files = tuple(name for name in column.files if name not in hidden)
    return replace(column, items=tuple(public), files=files), hidden


def without_scheduled(column: ReadColumn, as_of: date) -> tuple[ReadColumn, tuple[Item, ...]]:
    """The column with the items and files that may be public on ``as_of``, and the items that are public later, by day.

    An item becomes public on its day of publication (发布日期); one without such a day is not held back.
    """
    public: list[Item] = []
    later: list[tuple[date, Item]] = []
    for item in column.items:
        if item.publish_date and item.publish_date > as_of:
            later.append((item.publish_date, item))
        else:
            public.append(item)
    if not later:
        return column, ()
    scheduled = tuple(item for _, item in sorted(later, key=lambda one: (one[0], one[1].index_no)))
    hidden = days_of_files(scheduled, public)
    files = tuple(name for name in column.files if name not in hidden)
    return replace(column, items=tuple(public), files=files), scheduled


def days_of_files(scheduled: Iterable[Item], public: Iterable[Item]) -> Mapping[str, date]:
    """The first day on which each file is public that ``scheduled`` items name and no item of ``public`` does."""
    days: dict[str, date] = {}
    for item in scheduled:
        for path in item.files:
            if item.publish_date:
                days[path] = min(days.get(path, item.publish_date), item.publish_date)
    if days:
        for item in public:
            for path in item.files:
                days.pop(path, None)
    return days


def scheduled_by_day(publication: Publication) -> tuple[tuple[date, tuple[Item, ...]], ...]:
    """The scheduled items of each day on which any becomes public, the next day first."""
    dated = [(item.publish_date, item) for item in publication.scheduled if item.publish_date]
    return tuple((day, tuple(item for _, item in group)) for day, group in groupby(dated, key=lambda one: one[0]))
