"""CPU time, wall time and peak memory of one process with its children."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.bench.whole_memory import PeakMemory


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds (user and system), wall seconds, peak memory in megabytes: resident of the largest process, and of all together."""

    cpu: float
    wall: float
    memory: float
    whole: float = 0.0
    """0 where it was not measured."""


class RunFailedError(Exception):
    """The measured command failed; its output is the message."""


@contextmanager
def pinned(cores: int) -> Iterator[None]:
    """What is started meanwhile stays on the last ``cores`` cores, where the system can do that; 0 for all.

    One core makes the CPU seconds of programs comparable that use one and those that use all.
    """
    if not cores or not hasattr(os, "sched_setaffinity"):
        yield
        return
    allowed = os.sched_getaffinity(0)
    os.sched_setaffinity(0, sorted(allowed)[-cores:])
    try:
        yield
    finally:
        os.sched_setaffinity(0, allowed)


def cost_of(command: Sequence[str], folder: Path, environment: Mapping[str, str], cores: int = 0) -> Cost:
    """Run ``command`` in ``folder``, on so many cores (0: all), and measure it. Raises RunFailedError."""
    log = folder / "run.log"
    with log.open("wb") as output:
        start = time.perf_counter()
        with pinned(cores):
            process = subprocess.Popen(
                command, cwd=folder, env={**os.environ, **environment}, stdout=output, stderr=subprocess.STDOUT
            )
        with PeakMemory(process.pid) as memory:
            _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RunFailedError(log.read_text(encoding="utf-8", errors="replace")[-2000:])
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024, memory.peak)
