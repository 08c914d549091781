"""All files below a folder, found in one pass that also knows what the system says of each."""

from __future__ import annotations

import os
from pathlib import Path


def files_below(folder: Path) -> dict[str, os.DirEntry[str]]:
    """Every file below ``folder`` by its path in it, with «/» between folders, sorted. Raises OSError."""
    found: dict[str, os.DirEntry[str]] = {}
    waiting = [(str(folder), "")]
    while waiting:
        path, before = waiting.pop()
        with os.scandir(path) as entries:
            for entry in entries:
                if entry.is_dir(follow_symlinks=False):
                    waiting.append((entry.path, f"{before}{entry.name}/"))
                elif entry.is_file():
                    found[before + entry.name] = entry
    return dict(sorted(found.items()))
