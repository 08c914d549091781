"""From the sources on disk to a checked column."""

from __future__ import annotations

import gc
from datetime import date
from pathlib import Path

from gongkai.binding.bind import bind
from gongkai.checking import check
from gongkai.model.publication import Publication
from gongkai.problems import Problem
from gongkai.reading.column import read_column


def checked_column(root: Path, as_of: date) -> tuple[Publication, tuple[Problem, ...]]:
    """The column at ``root`` on the day ``as_of``, with every problem of reading, binding and checking in order."""
    publication = bind(read_column(root), as_of)
    # The column lives until the build ends, so the collector of garbage need not look through it again and again.
    gc.freeze()
    return publication, check(publication)
