"""What tests in several processes share: folders that are filled once for all of them, and turns of tests that must run alone."""

from __future__ import annotations

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest


def made_once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], object]) -> Path:
    """A folder that ``make`` has filled, once for all processes of this run; tests only read it."""
    if "PYTEST_XDIST_WORKER" not in os.environ:
        folder = factory.mktemp(name)
        make(folder)
        return folder
    shared = factory.getbasetemp().parent
    folder, done = shared / name, shared / f"{name}.made"
    with _locked(shared / f"{name}.lock", fcntl.LOCK_EX):
        if not done.exists():
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir()
            make(folder)
            done.touch()
    return folder


@contextmanager
def turn(factory: pytest.TempPathFactory, *, alone: bool) -> Iterator[None]:
    """The time of one test: beside others, or while no other process runs one.

    Whoever wants to be alone keeps the door shut while it waits, so that the others do not go on for ever.
    """
    if "PYTEST_XDIST_WORKER" not in os.environ:
        yield
        return
    shared = factory.getbasetemp().parent
    with ExitStack() as room:
        with _locked(shared / "door.lock", fcntl.LOCK_EX):
            room.enter_context(_locked(shared / "room.lock", fcntl.LOCK_EX if alone else fcntl.LOCK_SH))
        yield


@contextmanager
def _locked(path: Path, how: int) -> Iterator[None]:
    with path.open("a") as file:
        fcntl.flock(file, how)
        try:
            yield
        finally:
            # Closing it would not do: a copy of this process that is still there has the file open too.
            fcntl.flock(file, fcntl.LOCK_UN)
