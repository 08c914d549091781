"""Problems as plain JSON, for caches."""

from __future__ import annotations

from typing import Any

from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem

_LEVELS = {level.value: level for level in Level}


def problem_row(one: Problem) -> list[Any]:
    """A problem as JSON."""
    row = [one.path, one.line, one.column, one.rule, one.level.value, one.what, one.remedy]
    if one.parts or one.for_readers:
        row += [one.for_readers, *([part.path, part.line, part.column, part.inside] for part in one.parts)]
    return row


def problem_of(row: list[Any]) -> Problem:
    """The problem that a row was made of."""
    path, line, column, rule, level, what, remedy, *more = row
    told, *parts = more or [""]
    places = tuple(Place(*part) for part in parts)
    return Problem(path, line, column, rule, _LEVELS[level], what, remedy, places, told)
