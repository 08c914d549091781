"""CPU time, wall time and peak memory of one process with its children."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU seconds (user and system), wall seconds, peak resident memory in megabytes."""

    cpu: float
    wall: float
    memory: float


class RunFailedError(Exception):
    """The measured command failed; its output is the message."""


def cost_of(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run ``command`` in ``folder`` and measure it. Raises RunFailedError."""
    log = folder / "run.log"
    with log.open("wb") as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env={**os.environ, **environment}, stdout=output, stderr=subprocess.STDOUT
        )
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RunFailedError(log.read_text(encoding="utf-8", errors="replace")[-2000:])
    return Cost(usage.ru_utime + usage.ru_stime, wall, usage.ru_maxrss / 1024)
