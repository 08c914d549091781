"""How long a computation may take, on this machine and while its branches are counted."""

from __future__ import annotations

import sys

_COUNTING = 3
"""What the counting of branches costs at the most."""


def at_most(seconds: float) -> float:
    """Seconds of computing that a test allows: more where coverage follows every line."""
    return seconds * (_COUNTING if sys.gettrace() else 1)
