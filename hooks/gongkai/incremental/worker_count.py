"""How many processes share the work of a build: one for each core that this one may use, unless a variable says another number."""

from __future__ import annotations

import os
import re
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from gongkai.model.problems.printable import printable
from gongkai.model.problems.workers import WorkersError

VARIABLE = "GONGKAI_WORKERS"
"""Environment variable with the number of processes; 1 for a build in one process."""

_MOST = 8
"""Most processes by default: the rest of a build is done by one, so that more of them cost memory and gain little."""
_MOST_WISHED = 256
_ROOT = Path("/sys/fs/cgroup")


def worker_count() -> int:
    """The number of processes for work that can be divided, this one included.

    One where processes cannot be forked safely: on Windows and macOS, and while this process has further threads.
    Raises WorkersError.
    """
    wished = _wished()
    if not hasattr(os, "fork") or sys.platform == "darwin" or threading.active_count() > 1:
        return 1
    return wished or min(_MOST, cores())


def cores() -> int:
    """The number of cores that this process may keep busy: those it may run on, or what its group is given of them."""
    allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, min([allowed, *_quotas(Path("/proc/self/cgroup"), _ROOT)]))


def _wished() -> int:
    """What the variable says, 0 where it is not set."""
    given = os.environ.get(VARIABLE, "")
    if not given:
        return 0
    if not re.fullmatch("[0-9]{1,4}", given) or not 1 <= int(given) <= _MOST_WISHED:
        raise WorkersError(
            f"环境变量 {VARIABLE} 写成“{printable(given)}”，不是进程数。请写 1 到 {_MOST_WISHED} 的整数，或者删除这个变量。"
        )
    return int(given)


def _quotas(groups: Path, root: Path) -> Iterator[int]:
    """The whole cores that each control group of this process grants (version 2, or the controller ``cpu`` of version 1).

    ``groups`` is the file that names the groups; a container sees its own as the root of the file system ``root``.
    """
    with suppress(OSError, ValueError, ZeroDivisionError):
        for line in groups.read_text(encoding="utf-8").splitlines():
            _, controllers, path = line.split(":", 2)
            if controllers and "cpu" not in controllers.split(","):
                continue
            base = root / controllers if controllers else root
            place = base / path.lstrip("/")
            for folder in (place, *place.parents):
                yield from _quota(folder)
                if folder == base:
                    break


def _quota(folder: Path) -> Iterator[int]:
    """The whole cores of one group: microseconds of work in so many of time; nothing where it has no limit."""
    with suppress(OSError, ValueError, ZeroDivisionError):
        granted, period = (folder / "cpu.max").read_text(encoding="ascii").split()
        if granted != "max":
            yield int(granted) // int(period)
        return
    with suppress(OSError, ValueError, ZeroDivisionError):
        granted, period = ((folder / f"cpu.cfs_{name}_us").read_text(encoding="ascii") for name in ("quota", "period"))
        if int(granted) > 0:
            yield int(granted) // int(period)
