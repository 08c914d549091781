"""What rules find in the rows of a table, remembered with the table, so that an unchanged one is not looked through again."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from gongkai.incremental.cached_problems import problem_of, problem_row
from gongkai.model.problems.problem import Problem
from gongkai.model.record import RecordTable


def found_in_rows(
    table: RecordTable, question: str, find: Callable[[RecordTable], Iterable[Problem]], given: str = ""
) -> Iterator[Problem]:
    """The problems that ``find`` finds, which depend on the table, its item and ``given`` alone, under the name ``question``."""
    yield from map(problem_of, table.found(question, lambda one: [problem_row(told) for told in find(one)], given))
