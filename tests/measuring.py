"""How long a computation may take, while its branches are counted too, and how many examples of random input are tried."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from coverage import Coverage

_COUNTING = 3
"""What the counting of branches costs at the most."""


def at_most(seconds: float) -> float:
    """Seconds of computing that a test allows: more where coverage follows every line."""
    return seconds * (_COUNTING if sys.gettrace() else 1)


_TOLD_TO_COUNT = "COVERAGE_PROCESS_CONFIG"
"""The variable by which processes that tests start are told to count as well."""


@contextmanager
def uncounted() -> Iterator[None]:
    """Count no branches meanwhile, which takes thrice the time, neither here nor in processes that are started."""
    counting = Coverage.current()
    if counting is None:
        yield
        return
    told = os.environ.pop(_TOLD_TO_COUNT, None)
    counting.stop()
    try:
        yield
    finally:
        counting.start()
        if told is not None:
            os.environ[_TOLD_TO_COUNT] = told


DEEP = os.environ.get("GONGKAI_EXAMPLES") == "deep"
"""Whether every example of random input is tried, as before a change is published, or a quarter of them."""


def examples(number: int) -> int:
    """How many examples a property is tried with in this run, of ``number`` at the most."""
    return number if DEEP else max(number // 4, 20)
