"""Small releases for tests: ZIP files with a manifest, whole or spoilt in one way."""

from __future__ import annotations

import hashlib
import stat
import zipfile
from collections.abc import Mapping
from pathlib import Path

from gongkai.releases.release_manifest import MANIFEST, Manifest
from gongkai.releases.version import Version

FILES = {
    "run.py": b"print('new')\n",
    "hooks/gongkai/__init__.py": b'VERSION = "0.3.0"\n',
    "theme_overrides/a.css": b"p { color: red }\n",
    "mkdocs.yml": b"site_name: x\n",
}
NEXT = Version(0, 3, 0)
LINK = (stat.S_IFLNK | 0o777) << 16


def manifest_of(files: Mapping[str, bytes], version: Version = NEXT) -> Manifest:
    """The manifest of these files."""
    return Manifest(version, {path: hashlib.sha256(data).hexdigest() for path, data in files.items()})


def write_zip(path: Path, entries: Mapping[str, bytes], attributes: Mapping[str, int] | None = None) -> Path:
    """A ZIP with exactly these entries; ``attributes`` sets the mode of some."""
    with zipfile.ZipFile(path, "w") as archive:
        for name, data in entries.items():
            entry = zipfile.ZipInfo(name)
            entry.external_attr = (attributes or {}).get(name, 0o644 << 16)
            archive.writestr(entry, data)
    return path


def write_release(path: Path, files: Mapping[str, bytes] = FILES, version: Version = NEXT) -> Path:
    """A release in a top folder, as ``make release`` writes it."""
    listed = {f"gongkai/{name}": data for name, data in files.items()}
    return write_zip(path, {f"gongkai/{MANIFEST}": manifest_of(files, version).as_json().encode(), **listed})
