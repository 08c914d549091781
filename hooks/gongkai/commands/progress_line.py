"""Progress for people: one line that keeps changing on a terminal, a few plain lines anywhere else, none for programs."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, TextIO

from gongkai.incremental.progress import Progress, silent

_PATIENCE = 10.0
"""Seconds of work after which plain lines begin; what is done by then needs none."""
_APART = 30.0
"""Seconds between two plain lines about one stage."""
_COUNTED = "{desc} {n_fmt}/{total_fmt} {bar} {percentage:3.0f}%，还要 {remaining}"
_UNCOUNTED = "{desc}……"


@contextmanager
def shown_progress(stream: TextIO, *, wanted: bool = True) -> Iterator[Progress]:
    """Progress on ``stream`` for the length of a ``with`` block; afterwards a terminal shows nothing of it.

    Where it is not ``wanted``, because a program reads the output, it is silent.
    """
    if not wanted:
        yield silent
    elif stream.isatty() and os.environ.get("TERM") != "dumb":
        line = _ChangingLine(stream)
        try:
            yield line
        finally:
            line.close()
    else:
        yield _PlainLines(stream)


class _ChangingLine:
    """One line of a terminal that tqdm keeps up to date: stage, counts, bar, time left."""

    def __init__(self, stream: TextIO) -> None:
        # Only a terminal needs the library, and loading it takes as long as checking a small column.
        from tqdm import tqdm  # type: ignore[import-untyped]

        self._tqdm = tqdm
        self._stream = stream
        self._stage = ""
        self._bar: Any = None
        # The library would watch every bar with a thread of its own.
        tqdm.monitor_interval = 0

    def __call__(self, stage: str, done: int, total: int) -> None:
        if stage != self._stage or self._bar is None or self._bar.total != (total or None):
            self.close()
            self._stage = stage
            self._bar = self._tqdm(
                total=total or None,
                desc=stage,
                file=self._stream,
                leave=False,
                dynamic_ncols=True,
                bar_format=_COUNTED if total else _UNCOUNTED,
                mininterval=0.1,
                miniters=0,
            )
        self._bar.update(done - self._bar.n)

    def close(self) -> None:
        """Take the line from the terminal."""
        if self._bar is not None:
            self._bar.close()
            self._bar = None


class _PlainLines:
    """Whole lines for logs and simple terminals: only for long work, each stage once, and every half minute within it."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream
        self._began = time.monotonic()
        self._stage = ""
        self._last = 0.0

    def __call__(self, stage: str, done: int, total: int) -> None:
        now = time.monotonic()
        if now - self._began < _PATIENCE or (stage == self._stage and now - self._last < _APART):
            return
        self._stage, self._last = stage, now
        counts = f"（共 {total}）" if total and not done else f"：{done}/{total}" if total else ""
        self._stream.write(f"正在{stage}{counts}\n")
        self._stream.flush()
