"""The manifest: SHA-256 of every file of the site, verified with ``sha256sum -c SHA256SUMS``."""

from __future__ import annotations

import hashlib
from pathlib import Path

MANIFEST = "SHA256SUMS"


def write_manifest(folder: Path) -> None:
    """Write the manifest of all files below ``folder``. Raises OSError."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    names = [name for name in names if name != MANIFEST]
    lines = [f"{hashlib.sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names]
    (folder / MANIFEST).write_text("".join(lines), encoding="utf-8", newline="\n")
