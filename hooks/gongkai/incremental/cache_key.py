"""What everything in a build depends on: the code, its libraries, the templates, and the sources that are no items."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("jinja2", "markdown", "markupsafe", "nh3", "olefile", "pypdf", "pyyaml")
_COMMON_SOURCES = ("column.yml", "directory.yml", "synonyms.yml", "types", "calendar")
"""Files and folders in ``catalogue/`` that bear on every item."""


def code_version(*folders: Path) -> str:
    """A digest of all code, templates and data files in ``folders``, and of the libraries that read and make texts."""
    libraries = "".join(f"{library}={version(library)};" for library in _LIBRARIES)
    return _digest(f"{sys.version};{libraries}", folders)


def common_sources(root: Path) -> str:
    """A digest of the settings, the directory, the agency's own types and the calendar of the column at ``root``."""
    return _digest("", [root / "catalogue" / name for name in _COMMON_SOURCES])


def _digest(begin: str, places: list[Path] | tuple[Path, ...]) -> str:
    state = sha256(begin.encode())
    for place in places:
        for name, data in _files(place):
            state.update(f"{len(name)}:{len(data)}:{name}".encode())
            state.update(data)
    return state.hexdigest()[:32]


def _files(place: Path) -> Iterator[tuple[str, bytes]]:
    """The name and the bytes of every file at or below ``place``, in order; what cannot be read counts as empty."""
    paths = [str(place)]
    for folder, folders, names in os.walk(place):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        paths += (os.path.join(folder, name) for name in sorted(names))
    for path in paths:
        try:
            with open(path, "rb") as file:
                yield os.path.relpath(path, place), file.read()
        except OSError:
            yield os.path.relpath(path, place), b""
