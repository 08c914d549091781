"""Finding the files that an item names: beside its source file or below that folder, never through a link."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Container
from pathlib import Path, PurePosixPath

from gongkai.model.words.matcher import matcher
from gongkai.reading.values.nearest import nearest

_DRIVE = matcher(r"[A-Za-z]:")
_MOST_SHOWN = 5
_LEAST_SIMILARITY = 0.8
"""The similarity from which one name is suggested for another."""


def leads_outside(name: str) -> bool:
    """Whether a name could lead out of the folder of its item: with a backslash, a drive, ``..`` or an initial slash."""
    return "\\" in name or name.startswith("/") or ".." in PurePosixPath(name).parts or bool(_DRIVE.match(name))


def on_disk(shown: str, root: Path) -> str:
    """The path under which the disk keeps the file ``shown``; both are relative to the project ``root``.

    macOS may store é as two characters (NFD), while other systems and keyboards write one (NFC). Both are the same name.
    A path that does not exist is returned as it is.
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
    """The path, relative to the project, of the file ``name`` beside ``source``; None if it is no regular file or a link."""
    shown = on_disk((PurePosixPath(source).parent / name).as_posix(), root)
    file = root / shown
    # Unlike the methods of Path, these two return False for names that no file system can hold.
    if not os.path.isfile(file) or os.path.islink(file):
        return None
    return shown if file.resolve() == root.resolve() / shown else None


def nearby(name: str, folder: Path, suffixes: Container[str], otherwise: str) -> str:
    """The remedy for a missing file: the most similar name in ``folder``, or the names that are there, or ``otherwise``.

    Only files with one of the extensions ``suffixes`` are looked at.
    """
    if not os.path.isdir(folder):
        return otherwise
    names = sorted(one.name for one in folder.iterdir() if one.suffix.lower() in suffixes and one.is_file())
    likely = nearest(PurePosixPath(name).name, names, _LEAST_SIMILARITY)
    if likely:
        return f"是否指“{likely}”？"
    return f"这个文件夹里有：{'、'.join(names[:_MOST_SHOWN])}。" if names else otherwise
