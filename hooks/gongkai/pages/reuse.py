"""Pages of the last build that need not be rendered again: what was written under which key."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from hashlib import blake2b
from importlib.metadata import version
from pathlib import Path

_LIBRARIES = ("jinja2", "nh3")


@dataclass(slots=True)
class Ledger:
    """By address: the key of the page's content and the digest of the bytes that were written for it."""

    entries: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def load(cls, path: Path) -> Ledger:
        """The ledger at ``path``; an absent or unreadable one is empty, since it only ever saves work."""
        try:
            rows = json.loads(path.read_text(encoding="utf-8"))
            return cls({url: (key, digest) for url, key, digest in rows})
        except (OSError, ValueError, TypeError):
            return cls()

    def save(self, path: Path) -> None:
        """Write the ledger, complete or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        rows = [[url, key, digest] for url, (key, digest) in sorted(self.entries.items())]
        beside = path.with_suffix(".new")
        beside.write_text(json.dumps(rows, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")
        beside.replace(path)

    def bytes_of(self, url: str, key: str, folder: Path) -> bytes | None:
        """What the last build wrote for ``url`` under the same key, unless the file was changed since."""
        entry = self.entries.get(url)
        if entry is None or entry[0] != key:
            return None
        try:
            data = (folder / url).read_bytes()
        except OSError:
            return None
        return data if digest_of(data) == entry[1] else None


def digest_of(data: bytes) -> str:
    """A short content digest."""
    return blake2b(data, digest_size=16).hexdigest()


def code_version(*folders: Path) -> str:
    """A digest of all code, templates and data files in ``folders`` and of the libraries that make HTML."""
    state = blake2b(digest_size=16)
    for library in _LIBRARIES:
        state.update(f"{library}={version(library)};".encode())
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts:
                state.update(path.relative_to(folder).as_posix().encode())
                state.update(blake2b(path.read_bytes(), digest_size=16).digest())
    return state.hexdigest()
