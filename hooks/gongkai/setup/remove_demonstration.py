"""Moving items of the demonstration out of an agency's column, to where its tests look for them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.model.item import Item
from gongkai.setup.demonstration_folder import KEPT, SOURCES
from gongkai.setup.standing_column import standing_column
from gongkai.setup.swap import Move, change, changing, taken_out


@dataclass(frozen=True, slots=True)
class Removed:
    """What was moved, and the files with items of both, which people must divide."""

    moved: tuple[str, ...]
    shared: tuple[str, ...]


def remove_demonstration(root: Path) -> Removed:
    """Move every file of the demonstration's items, with the files that they name, below ``tests``.

    A file that an item of the agency uses too stays where it is. Raises ChangeRefusedError and OSError; then nothing has moved.
    """
    with changing(root):
        column = standing_column(root)
        own = {path for item in column.own for path in _files_of(item)}
        theirs = {path for item in column.demonstration for path in _files_of(item)}
        moving = sorted(path for path in theirs - own if path.startswith(tuple(f"{name}/" for name in SOURCES)))
        change(root, _moves(root, moving))
    _without_empty_folders(root)
    return Removed(tuple(moving), tuple(sorted({item.place.path for item in column.demonstration} & own)))


def _moves(root: Path, moving: list[str]) -> Iterator[Move]:
    for path in moving:
        if (root / KEPT / path).is_file():
            yield taken_out(f"{KEPT}/{path}")
        yield Move(path, f"{KEPT}/{path}")


def _files_of(item: Item) -> Iterator[str]:
    yield item.place.path
    yield from (file.path for file in item.attachments)
    yield from (path for table in item.tables.values() for path in table.paths)
    yield from (file.path for file in item.records)
    yield from (text.path for text in item.texts.values())
    yield from item.change_files


def _without_empty_folders(root: Path) -> None:
    for name in SOURCES:
        for folder in sorted((root / name).rglob("*"), reverse=True):
            if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
                folder.rmdir()
