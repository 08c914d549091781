"""Copies of a column in which an upgrade is tried: one as it is, one as it would be; the column itself is not touched."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from gongkai.releases.plan import UpgradePlan
from gongkai.releases.release_manifest import MANIFEST

_SHARED = ("content/", "catalogue/")
"""Folders whose files may be the same ones in a copy, since nothing writes to them in place; they can be large."""
_NOT_COPIED = (".git", ".venv", ".cache", ".upgrade", "site", "dist", "build", "node_modules", "__pycache__")


def copy_of(root: Path, folder: Path) -> None:
    """Make ``folder`` a copy of the column at ``root`` without what is made from it; files are shared where that is possible.

    Raises OSError.
    """
    shutil.rmtree(folder, ignore_errors=True)
    for path in column_files(root):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if path.startswith(_SHARED):
            _share(root / path, target)
        else:
            shutil.copy2(root / path, target)


def copy_upgraded(root: Path, plan: UpgradePlan, release: Path, folder: Path) -> None:
    """Make ``folder`` what the column at ``root`` would be after ``plan`` with the release unpacked at ``release``. Raises OSError."""
    copy_of(root, folder)
    for path in (*plan.written, MANIFEST):
        put(release / path, folder / path)
    for path in plan.removed:
        (folder / path).unlink()


def put(source: Path, target: Path) -> None:
    """Copy a file with its permissions under a name of its own first, so that ``target`` is the old one or the new one. Raises OSError."""
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f"{target.name}.gongkai-part")
    shutil.copy(source, beside)
    os.replace(beside, target)


def column_files(root: Path) -> Iterator[str]:
    """The paths of all files of a column, its own and those of the product, in the order of the folders. Raises OSError."""
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        with os.scandir(root / folder) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                if entry.is_dir(follow_symlinks=False):
                    if entry.name not in _NOT_COPIED:
                        waiting.append(f"{folder}{entry.name}/")
                elif entry.is_file(follow_symlinks=False) and not entry.name.endswith(".pyc"):
                    yield folder + entry.name


def _share(source: Path, target: Path) -> None:
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)
