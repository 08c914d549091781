"""Files that an item names: they lie beside its own source or below it, and are never links."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Container
from pathlib import Path, PurePosixPath

from gongkai.reading.values.nearest import nearest

_DRIVE = re.compile(r"[A-Za-z]:")
_MOST_SHOWN = 5
_LIKE = 0.8
"""Likeness from which one name is taken for a slip of another."""


def leads_outside(name: str) -> bool:
    """Whether a name is written so that it could lead out of the folder of its item."""
    return "\\" in name or name.startswith("/") or ".." in PurePosixPath(name).parts or bool(_DRIVE.match(name))


def on_disk(shown: str, root: Path) -> str:
    """The path, relative to the project, under which ``shown`` is kept, which may be written in other characters.

    macOS keeps é as e and an accent (NFD), other systems and what people type have one character (NFC); they are one name.
    """
    if os.path.lexists(root / shown) or shown.isascii():
        return shown
    found = PurePosixPath()
    for part in PurePosixPath(shown).parts:
        folder = root / found
        if not os.path.lexists(folder / part):
            same = (one for one in _names_in(folder) if _composed(one) == _composed(part))
            part = next(same, part)
        found /= part
    return found.as_posix()


def _names_in(folder: Path) -> list[str]:
    return sorted(os.listdir(folder)) if os.path.isdir(folder) else []


def _composed(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def file_beside(name: str, root: Path, source: str) -> str | None:
    """The ordinary file that ``name`` means for an item in the file ``source``, relative to the project; None for none."""
    shown = on_disk((PurePosixPath(source).parent / name).as_posix(), root)
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
