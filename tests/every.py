"""One test for a rule that every file of a kind must keep; it names all files that break it, not the first alone.

A test for each file would take longer to be set up and reported than to look at the file.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

PROJECT = Path(__file__).parents[1]


def of_every(paths: Sequence[Path]) -> Callable[[Callable[[Path], None]], Callable[[], None]]:
    """Make of a check of one file the test of all these files."""

    def decorate(check: Callable[[Path], None]) -> Callable[[], None]:
        def test() -> None:
            broken = {}
            for path in paths:
                try:
                    check(path)
                except AssertionError as error:
                    broken[path.relative_to(PROJECT).as_posix()] = str(error)
            assert paths
            assert broken == {}

        test.__name__, test.__doc__ = check.__name__, check.__doc__
        return test

    return decorate
