"""Progress between processes: lines on a pipe that a program reads, among the lines that people read."""

from __future__ import annotations

import json
import os
import sys
import time
from contextlib import suppress
from typing import TextIO

from gongkai.incremental.progress import Progress, silent

VARIABLE = "GONGKAI_PROGRESS"
"""Environment variable that asks a child process for lines of progress on its standard output."""

_SIGN = "\x1egongkai "
"""Beginning of such a line; no other output has this control character (the record separator of RFC 7464)."""
_APART = 0.1
"""Seconds between two lines about one stage."""


def progress_to_parent() -> Progress:
    """The progress of a child process whose parent asked for it, else silence."""
    return PipedProgress(sys.stdout) if os.environ.get(VARIABLE) else silent


class PipedProgress:
    """Writes the progress to a pipe: every stage once, and how far it is ten times a second at the most.

    A process whose parent has gone ends when it has something to tell: nobody would publish what it makes.
    """

    def __init__(self, pipe: TextIO) -> None:
        self._pipe = pipe
        self._stage = ""
        self._last = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if stage == self._stage and now - self._last < _APART:
            return
        self._stage, self._last = stage, now
        try:
            self._pipe.write(f"{_SIGN}{json.dumps([stage, done, total])}\n")
            self._pipe.flush()
        except BrokenPipeError:
            os._exit(1)
        except (OSError, ValueError):
            # A line that cannot be told is not missed.
            pass


def told(line: str, progress: Progress) -> bool:
    """Pass a line of progress on to ``progress``; False for any other line."""
    if not line.startswith(_SIGN):
        return False
    with suppress(ValueError, TypeError):
        stage, done, total = json.loads(line.removeprefix(_SIGN))
        progress(stage, done, total)
    return True
