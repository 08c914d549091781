"""One build at a time: a file lock that the system releases when the process ends, however it ends."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class BuildRunningError(Exception):
    """Another build of the same project is running; the message is a Chinese sentence."""


@contextmanager
def only_build(path: Path) -> Iterator[None]:
    """A context that holds the lock file ``path``. Raises BuildRunningError where another process holds it, and OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b") as file:
        if not _locked(file.fileno()):
            raise BuildRunningError("另一个生成过程正在进行，请等它结束后再试。")
        yield


if sys.platform == "win32":
    import msvcrt

    def _locked(descriptor: int) -> bool:
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True
else:
    import fcntl

    def _locked(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
