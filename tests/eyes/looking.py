"""What the checks say of a column, and whether that is the fault that was planted there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.binding.bind import bind
from gongkai.checking.one_day import checked_on_day
from gongkai.model.problems.problem import Level, Problem
from gongkai.reading.column_sources import read_column
from gongkai.reading.held_sources import HeldSources

AS_OF = date(2026, 11, 24)
WORDS = (Level.ERROR, Level.WARNING, Level.NOTE)


@dataclass(frozen=True, slots=True)
class Planted:
    """One fault: its kind, the file, the lines at which it may be told, the rules whose business it is, what it says."""

    kind: str
    path: str
    lines: tuple[int, ...]
    causes: str
    shown: str
    secret: tuple[str, ...] = ()
    """Numbers of the fault that no message may repeat."""
    owner: str = ""
    """The file that names ``path``, where that is one that it may be told of as well; at any line."""


@dataclass(frozen=True, slots=True)
class Seen:
    """What became of a fault: whether anything new was said of its file, at its place, and by a rule for its kind."""

    planted: Planted
    found: bool
    at_place: bool
    with_cause: bool
    told: tuple[str, ...]

    @property
    def right(self) -> bool:
        """Found at its place for its cause, and nothing secret told."""
        return self.with_cause and not any(one in words for one in self.planted.secret for words in self.told)


def problems_of(root: Path, held: HeldSources | None = None) -> tuple[Problem, ...]:
    """Everything that the checks say of the column but what is only unfinished."""
    publication = bind(read_column(root, held=held), AS_OF)
    return tuple(one for one in checked_on_day(publication).problems if one.level in WORDS)


def seen(planted: Iterable[Planted], before: Iterable[Problem], after: Iterable[Problem]) -> list[Seen]:
    """What the checks say of each fault, given what they said of the column without it and what they say now."""
    known = {(one.path, one.line, one.rule, one.what) for one in before}
    new: dict[str, list[Problem]] = {}
    for one in after:
        if (one.path, one.line, one.rule, one.what) not in known:
            for path in {one.path, *(part.path for part in one.parts)}:
                new.setdefault(path, []).append(one)
    return [_seen(one, [*new.get(one.path, ()), *new.get(one.owner, ())]) for one in planted]


def _seen(planted: Planted, new: list[Problem]) -> Seen:
    here = [one for one in new if any(_is_at(planted, path, line) for path, line in _places(one))]
    cause = any(re.fullmatch(planted.causes, one.rule) for one in here)
    return Seen(planted, bool(new), bool(here), cause, tuple(str(one) for one in new))


def _is_at(planted: Planted, path: str, line: int) -> bool:
    return path == planted.owner or (path == planted.path and (line in planted.lines or not planted.lines))


def _places(one: Problem) -> set[tuple[str, int]]:
    return {(one.path, one.line), *((part.path, part.line) for part in one.parts)}


def by_kind(found: Iterable[Seen]) -> Mapping[str, list[Seen]]:
    """The faults of each kind."""
    groups: dict[str, list[Seen]] = {}
    for one in found:
        groups.setdefault(one.planted.kind, []).append(one)
    return groups
