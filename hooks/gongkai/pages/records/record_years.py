"""Records by year and month, with links to their pages, so that every row can be reached without scripts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import partial

from gongkai.model.link import Link
from gongkai.model.record import SEPARATOR, RecordTable
from gongkai.pages.records.record_view import Month, Year


@dataclass(frozen=True, slots=True)
class Place:
    """A page of records: link text, address, and the range of rows of ``table`` on it."""

    title: str
    url: str
    start: int
    stop: int
    table: RecordTable


@dataclass(slots=True)
class _Month:
    count: int = 0
    links: list[Link] = field(default_factory=list)


def years_of(places: Iterable[Place]) -> tuple[Year, ...]:
    """The years and their months, newest first; rows without a date are left out."""
    months: dict[str, _Month] = {}
    for place in places:
        find = partial(_months_of, place.start, place.stop)
        for month, count, anchor in place.table.found(f"months from {place.start}", find, str(place.stop)):
            found = months.setdefault(month, _Month())
            found.count += count
            found.links.append(Link(place.title, f"{place.url}#{anchor}", note=str(count)))
    years: dict[str, list[Month]] = {}
    for month, found in sorted(months.items(), reverse=True):
        years.setdefault(month[:4], []).append(Month(f"{int(month[5:])}月", found.count, tuple(found.links)))
    return tuple(
        Year(f"{year}年", sum(month.count for month in members), tuple(members)) for year, members in years.items()
    )


def _months_of(start: int, stop: int, table: RecordTable) -> list[tuple[str, int, str]]:
    """Month, number of rows, and anchor of the first of them, for the rows from ``start`` up to ``stop``."""
    counts: dict[str, int] = {}
    first: dict[str, int] = {}
    for position, day in enumerate(table.days[start:stop], start):
        month = day[:7]
        if month:
            counts[month] = counts.get(month, 0) + 1
            first.setdefault(month, position)
    return [(month, count, table.packed[first[month]].split(SEPARATOR, 3)[2]) for month, count in counts.items()]
