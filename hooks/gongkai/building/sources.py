"""From the sources on disk to a checked column."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

from gongkai.binding.bind import bind
from gongkai.building.build_caches import BuildCaches
from gongkai.checking import checked
from gongkai.incremental.garbage_collection import without_collecting
from gongkai.model.problems.problem import Problem
from gongkai.model.publication import Publication
from gongkai.reading.column_sources import read_column


def checked_column(
    root: Path,
    as_of: date,
    last: BuildCaches | None = None,
    bound: Callable[[Publication], None] = lambda publication: None,
) -> tuple[Publication, tuple[Problem, ...]]:
    """The column at ``root`` on the day ``as_of``, with every problem of reading, binding and checking in order.

    ``last`` saves the work that was done before on what has not changed; the outcome is the same with and without it.
    ``bound`` is given the column before it is checked.
    """
    with without_collecting():
        if last is None:
            publication = bind(read_column(root), as_of)
            bound(publication)
            found = checked(publication)
        else:
            reading = read_column(root, last.readings(), last.held, last.progress)
            reading = replace(reading, facts=last.item_facts())
            last.progress("关联", 0, 0)
            publication = bind(reading, as_of, last.tables())
            bound(publication)
            found = checked(publication, last=last.findings(as_of), progress=last.progress)
            last.tables().save()
            last.save_facts()
        if found.defects:
            publication = replace(publication, defects=found.defects)
    return publication, found.problems
