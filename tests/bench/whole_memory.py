"""The memory of a process and all that it has started: what copies of a process share with it is counted once."""

from __future__ import annotations

import threading
from pathlib import Path

_EVERY = 0.2
"""Seconds between two looks; a process of 300 megabytes is looked through in three milliseconds."""


def memory_of(process: int) -> float:
    """Megabytes of the process and of all below it (proportional set sizes); 0 where the system does not tell."""
    return sum(_share_of(one) for one in _tree(process)) / 1024


class PeakMemory:
    """Looks at the memory of a process until the ``with`` block ends; ``peak`` is the most that was seen, in megabytes."""

    def __init__(self, process: int) -> None:
        self.peak = 0.0
        self._process = process
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._look)

    def __enter__(self) -> PeakMemory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._ended.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._ended.wait(_EVERY):
            self.peak = max(self.peak, memory_of(self._process))


def _tree(process: int) -> list[int]:
    """The process and all below it."""
    below: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            parent = int(stat.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[1])
        except (OSError, IndexError, ValueError):
            continue
        below.setdefault(parent, []).append(int(stat.parent.name))
    found = [process]
    for one in found:
        found += below.get(one, ())
    return found


def _share_of(process: int) -> int:
    """Kilobytes of one process, with its share of what several have; 0 where it has gone."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
