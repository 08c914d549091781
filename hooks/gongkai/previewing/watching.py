"""Watching the sources: the system tells of changes where it can, and a look at all files finds what it has not told."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from watchdog.events import (
    FileClosedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from gongkai.incremental.file_state import State, state_of

SOURCES, THEME, PROGRAM, SETTINGS = "content", "theme_overrides", "hooks", "mkdocs.yml"
_FOLDERS = (SOURCES, "catalogue", THEME, PROGRAM)
_TOLD = (FileModifiedEvent, FileCreatedEvent, FileDeletedEvent, FileMovedEvent, FileClosedEvent)
"""What the system is asked to tell; that a file was opened or read is none of it, since we do that ourselves."""
_QUIET = 0.06
"""Seconds without a change after which an editor is believed to have finished saving."""
_MOST_QUIET = 1.0
"""Seconds after which changes are shown although more of them keep coming."""
_SHARE = 25
"""The look at all files takes one part in so many of the time."""

States = dict[str, State]


class Watch(FileSystemEventHandler):
    """Knows the files of the project at ``root`` on which its pages depend."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._told = threading.Event()
        self._between = 1.0
        self._observer = Observer()
        # Folders on network drives and where the system has no watches left tell nothing: then the look alone finds it.
        with suppress(OSError, RuntimeError):
            for name in _FOLDERS:
                if (root / name).is_dir():
                    self._observer.schedule(self, str(root / name), recursive=True, event_filter=list(_TOLD))
            self._observer.schedule(self, str(root), event_filter=list(_TOLD))
            self._observer.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Something has changed; what it is, the look at the files says."""
        self._told.set()

    def states(self) -> States:
        """The state of every file now; a change that comes after this call is found by the next one."""
        self._told.clear()
        began = time.monotonic()
        found: States = {}
        waiting = [str(self._root / name) for name in _FOLDERS]
        while waiting:
            folder = waiting.pop()
            with suppress(OSError), os.scandir(folder) as entries:
                for entry in entries:
                    if entry.is_dir() and not entry.is_symlink():
                        if entry.name != "__pycache__":
                            waiting.append(entry.path)
                    elif not entry.name.startswith(".") and not entry.name.endswith((".pyc", "~")):
                        found[entry.path] = state_of(entry.path)
        path = str(self._root / SETTINGS)
        found[path] = state_of(path)
        self._between = max(1.0, _SHARE * (time.monotonic() - began))
        return found

    def changed(self, since: States, holds: Callable[[], bool] = lambda: True) -> States:
        """Wait until the files are others than ``since`` and the change is complete, or ``holds`` no longer does; their states then."""
        while True:
            if not self._told.is_set():
                self._told.wait(self._between)
            now = self.states()
            if now != since:
                return self._settled(now)
            if not holds():
                return now

    def names(self, before: States, after: States) -> set[str]:
        """The folders (or the settings) at the root of the project in which something is different."""
        different = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
        return {Path(path).relative_to(self._root).parts[0] for path in different}

    def close(self) -> None:
        """Stop watching."""
        with suppress(RuntimeError):
            self._observer.stop()

    def _settled(self, now: States) -> States:
        until = time.monotonic() + _MOST_QUIET
        while time.monotonic() < until:
            self._told.wait(_QUIET)
            again = self.states()
            if again == now:
                break
            now = again
        return now
