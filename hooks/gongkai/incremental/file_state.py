"""What changes with a file: while its state is the same, its bytes are, and need not be read to know it."""

from __future__ import annotations

import os
import time

_SETTLED = 2_000_000_000
"""Nanoseconds after which a file system has surely given a later change another time (FAT counts in two seconds)."""

State = tuple[int, ...]


def state_of(path: str) -> State:
    """The times of a file in nanoseconds (contents, then anything), its size and its number; empty where there is none."""
    try:
        found = os.stat(path)
    except OSError:
        return ()
    return (found.st_mtime_ns, found.st_ctime_ns, found.st_size, found.st_ino)


def is_settled(state: State, began: int) -> bool:
    """Whether a file that was read after ``began`` and had this state before cannot change any more and keep it."""
    return bool(state) and max(state[:2]) < began - _SETTLED


def now() -> int:
    """The time in the unit of ``is_settled``: nanoseconds since 1970."""
    return time.time_ns()
