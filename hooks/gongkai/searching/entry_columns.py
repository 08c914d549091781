"""The columns of the index: facets, days, lengths and standing of every entry, loaded at once by every query."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai.searching.entries import Entry
from gongkai.searching.standing import StandingRow, standing_row
from gongkai.searching.varint import length_prefixed, varints, zigzag_deltas

FACETS = {
    "office": "机关",
    "part": "栏目",
    "kind": "类型",
    "subject": "主题",
    "agency": "机构",
    "year": "年份",
    "source": "所属信息",
}
"""Name and title of every facet. That of states is made from the standings by the browser, since it depends on the day."""

_LONGEST_TITLE = 63
"""Greatest number of terms of a title that is stored; longer titles count as this long."""


@dataclass(slots=True)
class _Facet:
    """One facet while entries come in; an entry may have several values, so the column holds numbers of sets of values."""

    values: dict[str, int] = field(default_factory=dict)
    """Number of each value, in the order in which they come."""
    sets: dict[tuple[int, ...], int] = field(default_factory=dict)

    def number_of(self, given: tuple[str, ...]) -> int:
        """The number of the set of these values, a new one where no entry had it yet."""
        one = tuple(self.values.setdefault(value, len(self.values)) for value in dict.fromkeys(given))
        return self.sets.setdefault(one, len(self.sets))


@dataclass(slots=True)
class EntryColumns:
    """The columns of all entries so far."""

    facets: dict[str, _Facet] = field(default_factory=lambda: {name: _Facet() for name in FACETS})
    combined: dict[tuple[tuple[str, ...], ...], tuple[int, ...]] = field(default_factory=dict)
    """By the values of an entry for all facets, the numbers of their sets: most entries have those of another one."""
    sets: list[tuple[int, ...]] = field(default_factory=list)
    """The number of the set of each facet, for each entry."""
    days: list[int] = field(default_factory=list)
    """Day of each entry as a proleptic Gregorian ordinal, 0 for none."""
    firsts: list[int] = field(default_factory=list)
    """First days in force, by their distance from the day of the entry (``_zigzag_distance``)."""
    lasts: list[int] = field(default_factory=list)
    """Last days in force, by their distance from the first."""
    standings: dict[StandingRow, int] = field(default_factory=dict)
    """Number of each standing that some entry has."""
    standing: list[int] = field(default_factory=list)
    """Number of the standing of each entry."""

    def add(self, entry: Entry, times: int = 1) -> None:
        """Add the next entry, or the next ``times`` that differ in nothing but their texts."""
        values = _values(entry)
        numbers = self.combined.get(values)
        if numbers is None:
            facets = zip(self.facets.values(), values, strict=True)
            numbers = self.combined[values] = tuple(facet.number_of(given) for facet, given in facets)
        self.sets += [numbers] * times
        day, first = _ordinal(entry.day), _ordinal(entry.in_force_from)
        self.days += [day] * times
        self.firsts += [_zigzag_distance(first, day)] * times
        self.lasts += [_zigzag_distance(_ordinal(entry.in_force_to), first or day)] * times
        standing = standing_row(entry.state, entry.explains, entry.changes, entry.of_term)
        self.standing += [self.standings.setdefault(standing, len(self.standings))] * times

    def facet_list(self) -> list[tuple[str, str, list[str], list[tuple[int, ...]]]]:
        """Name, title, values and sets of value numbers of each facet that some entry has."""
        return [
            (name, FACETS[name], list(one.values), list(one.sets)) for name, one in self.facets.items() if one.values
        ]

    def encoded(self, lengths: Sequence[int], titles: Sequence[int]) -> bytes:
        """All columns, each length-prefixed: days, first and last day in force, length, title, standing, then the facets.

        ``lengths`` and ``titles`` are the numbers of terms of each entry and of its title.
        """
        mean = sum(lengths) / max(1, len(lengths)) or 1.0
        kept = [zigzag_deltas(self.days), varints(self.firsts), varints(self.lasts)]
        kept += [bytes(length_class(length / mean) for length in lengths)]
        kept.append(bytes(min(_LONGEST_TITLE, title) for title in titles))
        kept.append(varints(self.standing))
        places = (place for place, facet in enumerate(self.facets.values()) if facet.values)
        kept += [varints(numbers[place] for numbers in self.sets) for place in places]
        return b"".join(map(length_prefixed, kept))


def length_class(ratio: float) -> int:
    """Class 0 to 15 of an entry's length by its ratio to the mean length; two classes more mean twice the length."""
    return min(15, max(0, round(2 * math.log2(max(ratio, 0.01))) + 8))


def index_header(count: int, columns: EntryColumns, build: str) -> bytes:
    """What ``meta.js`` begins with, as JSON: number of entries, identifier of the build, standings and facets."""
    described = {"count": count, "build": build, "standings": list(columns.standings), "facets": columns.facet_list()}
    return json.dumps(described, ensure_ascii=False, separators=(",", ":")).encode()


def _values(entry: Entry) -> tuple[tuple[str, ...], ...]:
    """The values of an entry for each facet, in the order of ``FACETS``."""
    return (
        (entry.office,) if entry.office else (),
        (entry.part,) if entry.part else (),
        (entry.kind,) if entry.kind else (),
        entry.subjects,
        (entry.agency,) if entry.agency else (),
        (str(entry.day.year),) if entry.day else (),
        (entry.source,) if entry.source else (),
    )


def _ordinal(day: date | None) -> int:
    """The proleptic Gregorian ordinal of a day, 0 for none."""
    return day.toordinal() if day else 0


def _zigzag_distance(day: int, start: int) -> int:
    """Zigzag-coded distance in days from ``start``, plus 1; 0 for no day. Days after ``start`` give odd numbers."""
    if not day:
        return 0
    return 1 + (2 * (day - start) if day >= start else 2 * (start - day) - 1)
