"""Problems as rows of plain JSON, the form in which caches hold them."""

from __future__ import annotations

from typing import Any

from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem

_LEVELS = {level.value: level for level in Level}


def problem_row(found: Problem) -> list[Any]:
    """The problem as a row: seven plain values, then ``printed_at``, ``for_readers`` and the further places if it has any."""
    row = [found.path, found.line, found.column, found.rule, found.level.value, found.what, found.remedy]
    if found.parts or found.for_readers:
        row += [found.printed_at, found.for_readers]
        row += ([part.path, part.line, part.column, part.inside] for part in found.parts)
    elif found.printed_at:
        row.append(found.printed_at)
    return row


def problem_of(row: list[Any]) -> Problem:
    """The problem from which ``problem_row`` made ``row``."""
    path, line, column, rule, level, what, remedy, *more = row
    if not more:
        return Problem(path, line, column, rule, _LEVELS[level], what, remedy)
    printed_at, for_readers, *parts = more if len(more) > 1 else (*more, "")
    places = tuple(Place(*part) for part in parts)
    return Problem(path, line, column, rule, _LEVELS[level], what, remedy, places, for_readers, printed_at)
