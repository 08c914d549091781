"""The cache key of a build: digests of the code, its libraries, the templates, and the sources that are not items."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from gongkai import FOLDER

_LIBRARIES = ("jinja2", "markdown", "markupsafe", "nh3", "olefile", "pypdf", "pyyaml")
_COMMON_SOURCES = ("column.yml", "directory.yml", "synonyms.yml", "lexicon.yml", "types", "calendar", "ledgers")
"""Files and folders in ``catalogue/`` on which every item depends."""


def code_version(*folders: Path) -> str:
    """A digest of Python, of the libraries that read or write files, and of every file in ``folders``."""
    libraries = "".join(f"{library}={version(library)};" for library in _LIBRARIES)
    return _digest(f"{sys.version};{libraries}", folders)


@cache
def engine_version() -> str:
    """The ``code_version`` of the engine itself, which does not change while it runs."""
    return code_version(FOLDER)


def common_sources(root: Path) -> str:
    """A digest of the settings, the directory, the synonyms, the lexicon, the agency's own types, the calendar and the registers."""
    return _digest("", [root / "catalogue" / name for name in _COMMON_SOURCES])


def _digest(prefix: str, places: list[Path] | tuple[Path, ...]) -> str:
    digest = sha256(prefix.encode())
    for place in places:
        for name, data in _files(place):
            digest.update(f"{len(name)}:{len(data)}:{name}".encode())
            digest.update(data)
    return digest.hexdigest()[:32]


def _files(place: Path) -> Iterator[tuple[str, bytes]]:
    """The relative path and the bytes of every file at or below ``place``, in order; unreadable files count as empty."""
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
