"""Which files below a project belong to the product and what an upgrade does with each of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import cache
from pathlib import Path

import yaml

_FILE = Path(__file__).with_suffix(".yml")


class Part(Enum):
    """What an upgrade does with a file."""

    PRODUCT = "product"
    """It is replaced by that of the release."""
    SHARED = "shared"
    """It is replaced where the agency has not changed it, else kept."""
    GENERATED = "generated"
    """It is written anew from the product and the agency's own types."""
    BEGINNING = "beginning"
    """It serves those who begin a column and is left alone afterwards."""
    NEVER = "never"
    """It is the agency's or of this copy only, and in no release."""


@dataclass(frozen=True, slots=True)
class _Layout:
    parts: tuple[tuple[str, Part], ...]
    """Paths and folders (with a slash at the end) with their part, the longest first."""
    demonstration: tuple[tuple[str, str], ...]
    left_by_programs: frozenset[str]


@cache
def _layout() -> _Layout:
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    parts = [(path, part) for part in Part for path in data[part.value]]
    return _Layout(
        tuple(sorted(parts, key=lambda one: -len(one[0]))),
        tuple(data["demonstration"].items()),
        frozenset(data["left_by_programs"]),
    )


def part_of(path: str) -> Part | None:
    """The part to which the path (relative to the project, with slashes) belongs; None for a file of the agency's own."""
    return next((part for known, part in _layout().parts if path == known or _is_in(path, known)), None)


def path_in_release(path: str) -> str:
    """Where a file of the product's own copy stands in a release: the demonstration is moved to where the tests keep it."""
    for folder, other in _layout().demonstration:
        if path.startswith(folder):
            return other + path.removeprefix(folder)
    return path


def files_below(root: Path) -> tuple[str, ...]:
    """The paths of all files of the product below ``root``, sorted, without what programs leave. Raises OSError."""
    return tuple(sorted(path for path in _walk(root, "") if part_of(path) not in (None, Part.NEVER)))


def demonstration_files(root: Path) -> tuple[str, ...]:
    """The paths of the sources at ``root`` that are moved in a release, sorted. Raises OSError."""
    folders = [folder for folder, _ in _layout().demonstration]
    return tuple(sorted(path for folder in folders if (root / folder).is_dir() for path in _walk(root, folder)))


def _walk(root: Path, folder: str) -> Iterator[str]:
    with os.scandir(root / folder) as entries:
        found = sorted(entries, key=lambda one: one.name)
    for entry in found:
        path = folder + entry.name
        if entry.name in _layout().left_by_programs or entry.name.endswith(".pyc"):
            continue
        if entry.is_dir(follow_symlinks=False):
            if _may_hold(path + "/"):
                yield from _walk(root, path + "/")
        else:
            yield path


def _may_hold(folder: str) -> bool:
    """Whether a file of the product, or of the demonstration that is moved, can lie in the folder."""
    known = [path for path, _ in _layout().parts]
    return any(folder.startswith(path) if path.endswith("/") else False for path in known) or any(
        path.startswith(folder) for path in known
    )


def _is_in(path: str, folder: str) -> bool:
    return folder.endswith("/") and path.startswith(folder)
