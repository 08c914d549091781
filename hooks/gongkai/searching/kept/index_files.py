"""The files of one index as they are written, or taken over from the published site while what they hold is the same."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from gongkai.searching.packing import digest_of, head_of, packed, unpacked


class ForeignFileError(Exception):
    """A file of the published index is missing or was changed by others; the message is its name."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What is known of a file of an index."""

    key: str
    """What its content is made from; empty where nothing says that but its name."""
    digest: str
    """Digest of its content, as it states it itself."""
    sha256: str
    """SHA-256 of the whole file."""


class LastFiles:
    """The files of an index of the published site."""

    def __init__(self, folder: Path, noted: dict[str, Noted]) -> None:
        """``noted`` says what each was when it was written, by its name without the ending."""
        self.folder = folder
        self.noted = noted
        self._by_key = {(part[0], one.key): part for part, one in noted.items() if one.key}

    def part_of(self, part: str, key: str) -> str:
        """The name of the file of the same kind as ``part`` that was made from ``key``; empty where there is none."""
        same = self.noted.get(part)
        return part if same and same.key == key else self._by_key.get((part[0], key), "")

    def data(self, part: str) -> bytes:
        """The bytes of a file. Raises ForeignFileError unless they are those that were written."""
        try:
            # Without a buffer, since most files of an index are read here in each build.
            with open(f"{self.folder}/{part}.js", "rb", buffering=0) as file:
                data = file.readall()
        except OSError:
            raise ForeignFileError(part) from None
        if part not in self.noted or sha256(data).hexdigest() != self.noted[part].sha256:
            raise ForeignFileError(part)
        return data

    def content(self, part: str) -> bytes:
        """The content of a file. Raises ForeignFileError unless it is the one that was written."""
        return unpacked(self.data(part), part)


class IndexFiles:
    """The files of the index ``name`` in ``folder``, in the order in which they are written."""

    def __init__(self, folder: Path, name: str, last: LastFiles | None = None) -> None:
        self.folder = folder
        self.name = name
        self.last = last
        self.noted: dict[str, Noted] = {}
        self.size = 0
        """Bytes of all files."""

    def apart(self) -> IndexFiles:
        """Files of the same index, of which another process writes some."""
        return IndexFiles(self.folder, self.name, self.last)

    def join(self, others: IndexFiles) -> None:
        """Count the files that were written apart among these."""
        self.noted |= others.noted
        self.size += others.size

    def write(self, part: str, content: bytes, digest: str = "", key: str = "", level: int = 6) -> str:
        """Write a file and return the digest that it states. Raises OSError."""
        digest = digest or digest_of(content)
        data = packed(f"{self.name}/{part}", digest, content, level)
        self._write(part, data)
        self._note(part, Noted(key, digest, sha256(data).hexdigest()), len(data))
        return digest

    def keep_or_write(self, part: str, key: str, content: Callable[[], bytes]) -> str:
        """Take over the file that was made from ``key``, under whatever name, or write it; return its digest.

        Raises ForeignFileError and OSError.
        """
        before = self.last.part_of(part, key) if self.last and key else ""
        return self.take(part, before) if before else self.write(part, content(), key=key)

    def take(self, part: str, before: str = "") -> str:
        """Take over a file, which was called ``before``, and return its digest. Raises ForeignFileError and OSError."""
        assert self.last is not None
        data = self.last.data(before or part)
        noted = self.last.noted[before or part]
        if before not in ("", part):
            old, new = (head_of(f"{self.name}/{one}", noted.digest) for one in (before, part))
            data = new + data.removeprefix(old)
            noted = Noted(noted.key, noted.digest, sha256(data).hexdigest())
            self._write(part, data)
        else:
            try:
                os.link(f"{self.last.folder}/{part}.js", f"{self.folder}/{part}.js")
            except OSError:
                # A file system without hard links, or one on which the limit of links is reached.
                self._write(part, data)
        self._note(part, noted, len(data))
        return noted.digest

    def _write(self, part: str, data: bytes) -> None:
        with open(f"{self.folder}/{part}.js", "wb") as file:
            file.write(data)

    def _note(self, part: str, noted: Noted, size: int) -> None:
        self.noted[part] = noted
        self.size += size
