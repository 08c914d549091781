"""A cache of the last build: what it worked out under each name, with a fingerprint of what it was worked out from."""

from __future__ import annotations

import json
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def digest_of(data: bytes) -> str:
    """A content digest: the first half of the SHA-256 in hexadecimal."""
    return sha256(data).hexdigest()[:32]


class Cache:
    """Entries by name; what is neither kept nor put again is forgotten when it is saved.

    It only ever saves work: a file that is absent, damaged, cut off, or written under another key (code, settings, day)
    counts as empty. The contents are plain JSON, so that reading a cache runs nothing.
    """

    def __init__(self, path: Path | None = None, key: str = "") -> None:
        """Open the cache at ``path``; without one nothing is taken from it or saved."""
        self._path = path
        self._key = key
        self._lines = _lines_of(path, key) if path else []
        # One call for the whole file: the parser's start costs as much as a short line.
        rows = json.loads(b"[%b]" % b",".join(self._lines))
        self._before: dict[str, tuple[int, str, Any]] = {
            name: (place, fingerprint, content) for place, (name, fingerprint, content) in enumerate(rows)
        }
        # Bytes take half the room of texts with Chinese characters.
        self._after: dict[str, bytes] = {}
        self._changed = False

    def get(self, name: str) -> tuple[str, Any]:
        """Fingerprint and content under ``name``; an empty fingerprint where there is none."""
        entry = self._before.get(name)
        return (entry[1], entry[2]) if entry else ("", None)

    def keep(self, name: str) -> None:
        """Carry over what stands under ``name``."""
        self._after[name] = self._lines[self._before[name][0]]

    def put(self, name: str, fingerprint: str, content: Any) -> None:
        """Write down JSON ``content`` under ``name`` in place of what stood there."""
        if self._path:
            self._after[name] = _ENCODER.encode([name, fingerprint, content]).encode()
            self._changed = True

    def save(self) -> None:
        """Write the cache, complete or not at all; where the disk refuses, the next build has more to do."""
        if self._path is None or (not self._changed and len(self._after) == len(self._lines)):
            return
        body = b"\n".join(self._after.values())
        beside = self._path.with_suffix(".new")
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with beside.open("wb") as file:
                file.write(f"{self._key} {digest_of(body)}\n".encode())
                file.write(body)
            beside.replace(self._path)


def _lines_of(path: Path, key: str) -> list[bytes]:
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return []
    if head != f"{key} {digest_of(body)}".encode() or not body:
        return []
    return body.split(b"\n")
