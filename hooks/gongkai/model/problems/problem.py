"""A fault found in the sources, as a value with a place and a remedy."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from gongkai.model.place import Place
from gongkai.model.problems.printable import printable
from gongkai.model.problems.quoting import told_apart


class Level(Enum):
    """How a problem weighs: an error stops the build before the published site is touched."""

    ERROR = "错误"
    WARNING = "警告"
    NOTE = "提示"


_WEIGHT = {Level.ERROR: 0, Level.WARNING: 1, Level.NOTE: 2}


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, which rule found it, what is wrong and what to write instead.

    ``line`` and ``column`` count from 1; 0 means the whole file.
    """

    path: str
    line: int
    column: int
    rule: str
    level: Level
    what: str
    remedy: str
    parts: tuple[Place, ...] = ()
    """Every place of the paper that takes part, such as the figures of a sum, where it is not the place alone."""
    told: str = ""
    """What is wrong in the words of those who read the page, where ``what`` speaks to those who write it."""
    printed_at: str = ""
    """How staff write the place (位置) to publish the paper as it is; empty where that is no defect of the paper."""

    @property
    def places(self) -> tuple[Place, ...]:
        """The places of the paper that it is about."""
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
    told: str = "",
) -> Problem:
    """Make a problem at ``place``; what it quotes of the sources is made fit to print and stands apart."""
    what, remedy, told = map(_told, (what, remedy, told))
    # A problem has room for the place of a whole text alone.
    parts = parts or ((place,) if place.inside else ())
    return Problem(printable(place.path), place.line, place.column, rule, level, what, remedy, tuple(parts), told)


def _told(words: str) -> str:
    return told_apart(printable(words))


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems without repeats, in the order of the files and of the lines within them."""
    return tuple(
        sorted(
            set(problems),
            key=lambda p: (p.path, p.line, p.column, _WEIGHT[p.level], p.rule, p.what, p.remedy),
        )
    )


def has_errors(problems: Iterable[Problem]) -> bool:
    """Whether any of the problems stops a build."""
    return any(p.level is Level.ERROR for p in problems)
