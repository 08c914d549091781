"""The manifest of a release: its version and the SHA-256 of each of its files."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from gongkai.model.words.matcher import matcher
from gongkai.releases.version import Version, version_of

MANIFEST = ".github/release.json"
"""Where the manifest stands in a release and in a column that has taken it over."""
_PRODUCT = "gongkai"
_DIGEST = matcher(r"[0-9a-f]{64}", re.ASCII)
_LARGEST = 16 * 1024 * 1024


class ReleaseError(Exception):
    """A release cannot be made or taken over; the message is in Chinese and says why and what to do."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a release states of itself; ``files`` maps each path (with slashes) to the SHA-256 in lower-case hexadecimal."""

    version: Version
    files: Mapping[str, str]

    def as_json(self) -> str:
        """The manifest as it is written to the file."""
        data = {"product": _PRODUCT, "version": str(self.version), "files": dict(sorted(self.files.items()))}
        return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def manifest_at(root: Path) -> Manifest | None:
    """The manifest of the release at ``root``; None where there is none. Raises ReleaseError for one that cannot be read, OSError."""
    path = root / MANIFEST
    if not path.is_file():
        return None
    if path.stat().st_size > _LARGEST:
        raise ReleaseError(f"{MANIFEST} 太大，不是发布包的清单。请重新取得发布包。")
    return manifest_from(path.read_bytes())


def manifest_from(data: bytes) -> Manifest:
    """The manifest written as ``data``. Raises ReleaseError."""
    try:
        read = json.loads(data.decode("utf-8"))
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise ReleaseError(f"{MANIFEST} 不是完整的清单。请重新取得发布包。") from None
    if not isinstance(read, dict) or read.get("product") != _PRODUCT:
        raise ReleaseError(f"{MANIFEST} 不是本产品的清单。请核对取得的是不是本产品的发布包。")
    version = version_of(read["version"]) if isinstance(read.get("version"), str) else None
    files = read.get("files")
    if version is None or not isinstance(files, dict) or not files:
        raise ReleaseError(f"{MANIFEST} 里没有版本或者文件。请重新取得发布包。")
    for path, digest in files.items():
        if not is_plain(path) or path == MANIFEST or not _is_digest(digest):
            raise ReleaseError(f"{MANIFEST} 里“{path}”一行不合规定，发布包可能被人改过。请重新取得发布包。")
    return Manifest(version, files)


def is_plain(path: str) -> bool:
    """Whether a path from a release stays below the folder it is unpacked in, on every system."""
    if not path or "\\" in path or ":" in path or not path.isprintable():
        return False
    parts = PurePosixPath(path).parts
    return not path.startswith("/") and "/".join(parts) == path and not {".", ".."} & set(parts)


def digest_of(path: Path) -> str:
    """The SHA-256 of a file in hexadecimal. Raises OSError."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _is_digest(value: Any) -> bool:
    return isinstance(value, str) and _DIGEST.fullmatch(value) is not None
