"""A problem found in the sources, as a value with a place and a remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from itertools import groupby
from operator import attrgetter

from gongkai.model.place import Place
from gongkai.model.problems.printable import printable
from gongkai.model.problems.quoting import distinct_quotes


class Level(Enum):
    """The severity of a problem: an error stops the build before the published site is touched.

    What is unfinished is no fault of any change: it stands on a list of its own until somebody fills it in or publishes it.
    """

    ERROR = "错误"
    WARNING = "警告"
    NOTE = "提示"
    UNFINISHED = "待完善"


_place = attrgetter("path", "line", "column")
_WEIGHT = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2, Level.UNFINISHED: 3}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: where it is, which rule found it, what is wrong and what to write instead.

    ``line`` and ``column`` are counted from 1; 0 means the whole file.
    """

    path: str
    line: int
    column: int
    rule: str
    level: Level
    what: str
    remedy: str
    parts: tuple[Place, ...] = ()
    """All places that take part, such as the figures of a sum; empty where it is the place alone."""
    for_readers: str = ""
    """What is wrong, worded for readers of the page, where ``what`` is worded for staff; else empty."""
    printed_at: str = ""
    """The name of the place (位置) by which staff publish the original unchanged; empty where it is no defect of that."""

    @property
    def places(self) -> tuple[Place, ...]:
        """The places that it concerns, one or several."""
        return self.parts or (Place(self.path, self.line, self.column),)

    def __str__(self) -> str:
        where = self.path
        if self.line:
            where = f"{self.path}:{self.line}:{self.column}"
        return f"{where}: {self.level.value}[{self.rule}] {self.what}{self.remedy and ' ' + self.remedy}"


def problem(
    place: Place,
    rule: str,
    what: str,
    remedy: str,
    level: Level = Level.ERROR,
    parts: Iterable[Place] = (),
    for_readers: str = "",
) -> Problem:
    """A problem at ``place``; its messages are made printable, and nested quotes get distinct quotation marks."""
    what, remedy, for_readers = map(_quotable, (what, remedy, for_readers))
    # A problem itself holds no line inside a text, so such a place is kept among the parts. Texts of several lines are
    # literal blocks, which begin on the line after their field.
    parts = parts or ((place,) if place.inside else ())
    line, column = (place.line + place.inside, 1) if place.inside else (place.line, place.column)
    return Problem(printable(place.path), line, column, rule, level, what, remedy, tuple(parts), for_readers)


def _quotable(words: str) -> str:
    return distinct_quotes(printable(words))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems without duplicates, by path, line and column, the most severe first."""
    # Few problems share a place, so only those are compared with each other in full.
    found = sorted(problems, key=_place)
    ordered: list[Problem] = []
    for _, here in groupby(found, key=_place):
        of_place = [*here]
        ordered += of_place if len(of_place) == 1 else sorted(dict.fromkeys(of_place), key=_within_place)
    return tuple(ordered)


def _within_place(one: Problem) -> tuple[int, str, str, str]:
    return _WEIGHT[one.level], one.rule, one.what, one.remedy


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems is an error and so stops a build."""
    return any(p.level is Level.ERROR for p in problems)
