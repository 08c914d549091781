"""The manifest: SHA-256 of every file of the site, verified with ``sha256sum -c SHA256SUMS``."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from gongkai.incremental.files_below import files_below

MANIFEST = "SHA256SUMS"


def write_manifest(folder: Path, known: Mapping[str, str] = MappingProxyType({})) -> None:
    """Write the manifest of all files below ``folder``. Raises OSError.

    ``known`` are digests by path, of what this build has written or has verified when it took it over.
    """
    names = [name for name in files_below(folder) if name != MANIFEST]
    lines = [f"{known.get(name) or _digest(folder / name)}  {name}\n" for name in names]
    (folder / MANIFEST).write_text("".join(lines), encoding="utf-8", newline="\n")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
