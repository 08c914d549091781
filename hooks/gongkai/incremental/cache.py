"""The cache of a build: results by name, each with a fingerprint of the inputs from which it was computed."""

from __future__ import annotations

import json
from collections.abc import Sequence
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import Any

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


def digest_of(data: bytes) -> str:
    """The first 128 bits of the SHA-256 of ``data``, as 32 hexadecimal digits."""
    return sha256(data).hexdigest()[:32]


class Cache:
    """Results by name; ``save`` drops every entry that was neither kept nor put since the cache was opened.

    A cache only saves time. A file that is absent, damaged, truncated or written under another key (code, settings, day)
    counts as empty. The contents are plain JSON, so that reading a cache executes nothing.
    """

    def __init__(self, path: Path | None = None, key: str = "") -> None:
        """Open the cache at ``path``; without a path every look-up misses and nothing is saved."""
        self._path = path
        self._key = key
        self._lines = _lines_of(path, key) if path else []
        self._before = _parsed(self._lines)
        # Lines with Chinese characters take half as much memory as bytes than as str.
        self._after: dict[str, bytes] = {}
        self._changed = False
        self._is_written = path is not None

    def names(self) -> tuple[str, ...]:
        """The names of all entries of the last build, in the order in which they were kept or put."""
        return tuple(self._before)

    def get(self, name: str) -> tuple[str, Any]:
        """The fingerprint and the content of the entry ``name``; ("", None) where there is no such entry."""
        entry = self._before.get(name)
        return (entry[1], entry[2]) if entry else ("", None)

    def keep(self, name: str) -> None:
        """Carry the entry ``name`` over to the next build. Raises KeyError where there is no such entry."""
        self._after[name] = self._lines[self._before[name][0]]

    def put(self, name: str, fingerprint: str, content: Any) -> None:
        """Store ``content``, which must be JSON, as the entry ``name``; an earlier entry of that name is replaced."""
        if self._is_written:
            self._after[name] = _ENCODER.encode([name, fingerprint, content]).encode()
            self._changed = True

    def has(self, name: str) -> bool:
        """Whether there is an entry ``name``, of whatever fingerprint."""
        return bool(self.get(name)[0])

    def part(self) -> Cache:
        """A cache of the same entries for a part of the work, which another process may do; it is never saved itself."""
        part = Cache()
        part._lines, part._before, part._is_written = self._lines, self._before, True
        return part

    def join(self, part: Cache) -> None:
        """Keep and put what was kept and put in a ``part``."""
        if self._is_written:
            self._after |= part._after
            self._changed |= part._changed

    def reopened(self) -> Cache:
        """A part whose entries are those that were kept and put in this one."""
        part = Cache()
        part._lines, part._is_written = list(self._after.values()), True
        part._before = _parsed(part._lines)
        part._changed = self._changed
        return part

    def __getstate__(self) -> dict[str, Any]:
        """Only what is new: the entries of the last build would cost more to send than the work that they save."""
        return {"_after": self._after, "_changed": self._changed}

    def save(self) -> None:
        """Write the file atomically; if the disk refuses, no error is raised and the next build computes everything again."""
        if self._path is None or (not self._changed and len(self._after) == len(self._lines)):
            return
        body = b"\n".join(self._after.values())
        temporary = self._path.with_suffix(".new")
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with temporary.open("wb") as file:
                file.write(f"{self._key} {digest_of(body)}\n".encode())
                file.write(body)
            temporary.replace(self._path)


def _parsed(lines: Sequence[bytes]) -> dict[str, tuple[int, str, Any]]:
    """By name, the place of the line of an entry, its fingerprint and its content."""
    # All lines are parsed in one call, since starting the parser costs as much as parsing a short line.
    rows = json.loads(b"[%b]" % b",".join(lines))
    return {name: (place, fingerprint, content) for place, (name, fingerprint, content) in enumerate(rows)}


def _lines_of(path: Path, key: str) -> list[bytes]:
    """The lines of the file, one for each entry; none where it is absent, damaged or written under another key."""
    try:
        head, _, body = path.read_bytes().partition(b"\n")
    except OSError:
        return []
    if head != f"{key} {digest_of(body)}".encode() or not body:
        return []
    return body.split(b"\n")
