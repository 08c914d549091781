"""Problems as plain JSON, for notebooks."""

from __future__ import annotations

from typing import Any

from gongkai.problems import Level, Problem

_LEVELS = {level.value: level for level in Level}


def problem_row(one: Problem) -> list[Any]:
    """A problem as JSON."""
    return [one.path, one.line, one.column, one.rule, one.level.value, one.what, one.remedy]


def problem_of(row: list[Any]) -> Problem:
    """The problem that a row was made of."""
    path, line, column, rule, level, what, remedy = row
    return Problem(path, line, column, rule, _LEVELS[level], what, remedy)
