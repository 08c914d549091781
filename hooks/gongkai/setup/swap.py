"""Changing several files and folders as one: every step is a rename, and what was interrupted is undone at the next start.

Everything new is first written below ``FOLDER``; until the plan stands there, nothing else has been touched. While it
stands, the old state can be restored; when it is gone, the new one holds.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from gongkai.building.lock import BuildRunningError, only_build
from gongkai.building.report import CACHE

FOLDER = ".gongkai-init"
"""Folder below the project for what is written beside and what is set aside; it exists only while a change is made."""
_PLAN = "plan.json"
_LOCK = "change.lock"
_NEW, _OLD = "new", "old"


class ChangeRefusedError(Exception):
    """A change that is not made; the message is Chinese and says why and what to do."""


@dataclass(frozen=True, slots=True)
class Move:
    """One rename of a file or folder, both paths relative to the project; nothing stands at ``target`` by then."""

    source: str
    target: str


@contextmanager
def changing(root: Path) -> Iterator[None]:
    """A context in which nobody else changes the project ``root``; what was interrupted before is undone first.

    Raises ChangeRefusedError where another change is under way, and OSError.
    """
    try:
        with only_build(root / CACHE / _LOCK):
            _undo(root)
            (root / FOLDER).mkdir(exist_ok=True)
            try:
                yield
            finally:
                _undo(root)
    except BuildRunningError:
        raise ChangeRefusedError(
            "另一条要写文件的命令（new、init、demo --remove）正在进行，请等它结束后再试。没有改动。"
        ) from None


def new_file(root: Path, path: str, content: bytes) -> Move:
    """Write ``content`` beside the project ``root`` and give the move that brings it to ``path``. Raises OSError."""
    beside = f"{FOLDER}/{_NEW}/{path}"
    (root / beside).parent.mkdir(parents=True, exist_ok=True)
    (root / beside).write_bytes(content)
    return Move(beside, path)


def taken_out(path: str) -> Move:
    """The move that takes ``path`` out of the project; it is deleted when the whole change is done."""
    return Move(path, f"{FOLDER}/{_OLD}/{path}")


def change(root: Path, moves: Iterable[Move]) -> None:
    """Make all moves or none, in the context ``changing``. Raises OSError; those that were made are undone by the context."""
    folder = root / FOLDER
    moves = tuple(moves)
    draft = folder / f"{_PLAN}.draft"
    draft.write_text(json.dumps([[one.source, one.target] for one in moves], ensure_ascii=False), encoding="utf-8")
    # Whole or not at all: half a plan could not be undone.
    draft.replace(folder / _PLAN)
    for one in moves:
        target = root / one.target
        target.parent.mkdir(parents=True, exist_ok=True)
        (root / one.source).rename(target)
    (folder / _PLAN).unlink()


def recover(root: Path) -> bool:
    """Undo a change that was interrupted; whether there was one that had begun. One under way is let be. Raises OSError."""
    if not (root / FOLDER).is_dir():
        return False
    try:
        with only_build(root / CACHE / _LOCK):
            return _undo(root)
    except BuildRunningError:
        return False


def _undo(root: Path) -> bool:
    folder = root / FOLDER
    if not folder.is_dir():
        return False
    plan = folder / _PLAN
    begun = plan.is_file()
    if begun:
        for one in reversed(list(_planned(plan))):
            source, target = root / one.source, root / one.target
            # A move was made exactly if its source is gone.
            if not _exists(source) and _exists(target):
                source.parent.mkdir(parents=True, exist_ok=True)
                target.rename(source)
            # The folder of a move that came to nothing would count as the source of an earlier one.
            _remove_empty(target.parent, root)
        plan.unlink()
    shutil.rmtree(folder, ignore_errors=True)
    return begun


def _planned(plan: Path) -> Iterator[Move]:
    for source, target in json.loads(plan.read_text(encoding="utf-8")):
        yield Move(source, target)


def _exists(path: Path) -> bool:
    return os.path.lexists(path)


def _remove_empty(folder: Path, root: Path) -> None:
    """Remove folders that only the change had made."""
    while folder != root and (not folder.exists() or (folder.is_dir() and not any(folder.iterdir()))):
        if folder.exists():
            folder.rmdir()
        folder = folder.parent
