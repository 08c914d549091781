"""Checking a column: what is public today, and what is scheduled (定时公开) as of the day on which it becomes public."""

from __future__ import annotations

from collections.abc import Sequence

from gongkai.checking.ahead import ahead
from gongkai.checking.catalogue import RULES, Rule
from gongkai.checking.one_day import Checked, checked_on_day
from gongkai.incremental.cache import Cache
from gongkai.incremental.progress import Progress, silent
from gongkai.model.problems.problem import Problem
from gongkai.model.publication import Publication


def check(publication: Publication) -> tuple[Problem, ...]:
    """All problems of the column, sorted, as ``checked`` finds them without a cache."""
    return checked(publication).problems


def checked(
    publication: Publication, rules: Sequence[Rule] = RULES, last: Cache | None = None, progress: Progress = silent
) -> Checked:
    """All problems of the column (of reading, binding and ``rules``), sorted and without the waived ones.

    ``last`` is the cache of the last check; its key covers the code, the common sources and the day. Results of
    unchanged items are taken from it; the problems are the same with and without a cache.
    """
    today = checked_on_day(publication, rules, last=last, progress=progress)
    return ahead(publication, today, rules) if publication.scheduled else today
