"""What the index knows of every entry at once: facets, days and lengths, one column each."""

from __future__ import annotations

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai.searching.entries import Entry
from gongkai.searching.packing import numbers, section, steps
from gongkai.searching.standing import Told, told

FACETS = {
    "part": "栏目",
    "kind": "类型",
    "subject": "主题",
    "agency": "机构",
    "year": "年份",
    "source": "所属信息",
}
"""Facets with their titles. That of states follows from the standings, since it depends on the reader's day."""

_LONGEST_TITLE = 63


@dataclass(slots=True)
class _Facet:
    """One facet while entries come in; an entry may have several values, so a column holds numbers of sets of values."""

    values: dict[str, int] = field(default_factory=dict)
    sets: dict[tuple[int, ...], int] = field(default_factory=dict)
    column: list[int] = field(default_factory=list)

    def add(self, given: tuple[str, ...]) -> None:
        """Note the values of the next entry."""
        if not given:
            self.column.append(self.sets.setdefault((), len(self.sets)))
            return
        one = tuple(self.values.setdefault(value, len(self.values)) for value in dict.fromkeys(given))
        self.column.append(self.sets.setdefault(one, len(self.sets)))


@dataclass(slots=True)
class Columns:
    """The columns of all entries so far."""

    facets: dict[str, _Facet] = field(default_factory=lambda: {name: _Facet() for name in FACETS})
    days: list[int] = field(default_factory=list)
    firsts: list[int] = field(default_factory=list)
    """First days in force, as days after the day of the entry (``_after``)."""
    lasts: list[int] = field(default_factory=list)
    """Last days in force, as days after the first."""
    standings: dict[Told, int] = field(default_factory=dict)
    """Every standing that some entry has, with its number."""
    standing: list[int] = field(default_factory=list)

    def add(self, entry: Entry) -> None:
        """Note the next entry."""
        for facet, given in zip(self.facets.values(), _values(entry), strict=True):
            facet.add(given)
        day, first = _number(entry.day), _number(entry.in_force_from)
        self.days.append(day)
        self.firsts.append(_after(first, day))
        self.lasts.append(_after(_number(entry.in_force_to), first or day))
        standing = told(entry.state, entry.explains, entry.changes)
        self.standing.append(self.standings.setdefault(standing, len(self.standings)))

    def facet_list(self) -> list[tuple[str, str, list[str], list[tuple[int, ...]]]]:
        """Name, title, values and sets of the facets that some entry has."""
        return [
            (name, FACETS[name], list(one.values), list(one.sets)) for name, one in self.facets.items() if one.values
        ]

    def packed(self, lengths: Sequence[int], titles: Sequence[int]) -> bytes:
        """All columns, each as a section: days, first and last day in force, length, title, standing, then the facets.

        ``lengths`` and ``titles`` are the numbers of terms of every entry and of its title.
        """
        mean = sum(lengths) / max(1, len(lengths)) or 1.0
        kept = [steps(self.days), numbers(self.firsts), numbers(self.lasts)]
        kept += [bytes(length_class(length / mean) for length in lengths)]
        kept.append(bytes(min(_LONGEST_TITLE, title) for title in titles))
        kept.append(numbers(self.standing))
        kept += [numbers(facet.column) for facet in self.facets.values() if facet.values]
        return b"".join(map(section, kept))


def length_class(ratio: float) -> int:
    """Class 0 to 15 of an entry's length by its ratio to the mean; each two classes double it."""
    return min(15, max(0, round(2 * math.log2(max(ratio, 0.01))) + 8))


def length_ratio(number: int) -> float:
    """The ratio that a class of length stands for."""
    return float(2 ** ((number - 8) / 2))


def header(count: int, columns: Columns, build: str) -> bytes:
    """The readable beginning of an index."""
    said = {"count": count, "build": build, "standings": list(columns.standings), "facets": columns.facet_list()}
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()


def _values(entry: Entry) -> tuple[tuple[str, ...], ...]:
    """What an entry has of each facet, in the order of ``FACETS``."""
    return (
        (entry.part,) if entry.part else (),
        (entry.kind,) if entry.kind else (),
        entry.subjects,
        (entry.agency,) if entry.agency else (),
        (str(entry.day.year),) if entry.day else (),
        (entry.source,) if entry.source else (),
    )


def _number(day: date | None) -> int:
    """Days since the beginning of the calendar, nought where there is no day."""
    return day.toordinal() if day else 0


def _after(day: int, start: int) -> int:
    """Nought for no day, one for the day ``start``, then two for each day after it and one more for each before it."""
    if not day:
        return 0
    return 1 + (2 * (day - start) if day >= start else 2 * (start - day) - 1)
