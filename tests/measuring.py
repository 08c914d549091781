"""How long a computation may take, while its branches are counted too, and how many examples of random input are tried."""

from __future__ import annotations

import os
import sys

_COUNTING = 3
"""What the counting of branches costs at the most."""


def at_most(seconds: float) -> float:
    """Seconds of computing that a test allows: more where coverage follows every line."""
    return seconds * (_COUNTING if sys.gettrace() else 1)


DEEP = os.environ.get("GONGKAI_EXAMPLES") == "deep"
"""Whether every example of random input is tried, as before a change is published, or a quarter of them."""


def examples(number: int) -> int:
    """How many examples a property is tried with in this run, of ``number`` at the most."""
    return number if DEEP else max(number // 4, 20)
