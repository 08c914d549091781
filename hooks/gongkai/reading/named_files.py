"""Files that an item names: they lie beside its own source or below it, and are never links."""

from __future__ import annotations

import os
import re
from collections.abc import Container
from pathlib import Path, PurePosixPath

from gongkai.reading.nearest import nearest

_DRIVE = re.compile(r"[A-Za-z]:")
_MOST_SHOWN = 5
_LIKE = 0.8
"""Likeness from which one name is taken for a slip of another."""


def leads_outside(name: str) -> bool:
    """Whether a name is written so that it could lead out of the folder of its item."""
    return "\\" in name or name.startswith("/") or ".." in PurePosixPath(name).parts or bool(_DRIVE.match(name))


def file_beside(name: str, root: Path, source: str) -> str | None:
    """The ordinary file that ``name`` means for an item in the file ``source``, relative to the project; None for none."""
    shown = (PurePosixPath(source).parent / name).as_posix()
    file = root / shown
    # Other than those of Path, these two take a name that no system can hold for one that is not there.
    if not os.path.isfile(file) or os.path.islink(file):
        return None
    return shown if file.resolve() == root.resolve() / shown else None


def nearby(name: str, folder: Path, suffixes: Container[str], otherwise: str) -> str:
    """The remedy for a name that is not there: the one most like it, the files that are, or ``otherwise``."""
    if not os.path.isdir(folder):
        return otherwise
    names = sorted(one.name for one in folder.iterdir() if one.suffix.lower() in suffixes and one.is_file())
    likely = nearest(PurePosixPath(name).name, names, _LIKE)
    if likely:
        return f"是否指“{likely}”？"
    return f"这个文件夹里有：{'、'.join(names[:_MOST_SHOWN])}。" if names else otherwise
