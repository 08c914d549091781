"""Parts of a site, each some files, that are taken over from the published site while what they are made from is the same."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from hashlib import file_digest
from pathlib import Path
from typing import Any, BinaryIO

from gongkai.incremental.cache import Cache


@dataclass(frozen=True, slots=True)
class Part:
    """What a part consists of: its files by their paths in the site, and what the build must know of it, as plain JSON."""

    files: tuple[str, ...]
    about: Any = None


class SiteParts:
    """The parts of the site that is being built in a folder.

    A part is taken over whole or made anew: a file of the published site that is missing or was changed by others is
    never taken over.
    """

    def __init__(
        self,
        folder: Path,
        published: Path | None = None,
        cache: Cache | None = None,
        rows: Cache | None = None,
        index: Cache | None = None,
        records: Cache | None = None,
    ) -> None:
        """``published`` is the site of the last build; ``cache`` knows what its parts were made from.

        ``rows`` knows the rows of items in files that are not taken over whole, ``index`` the search index of the items
        and ``records`` those of records, which are changed instead.
        """
        self.published = published
        self.rows = Cache() if rows is None else rows
        self.index = Cache() if index is None else index
        self.records = Cache() if records is None else records
        self.digests: dict[str, str] = {}
        """The SHA-256 of every file of all parts so far, by path in the site."""
        self.taken = 0
        """Number of files that were taken over."""
        self._folder = folder
        self._cache = Cache() if cache is None else cache

    def part(self, name: str, fingerprint: str, make: Callable[[Path], Part]) -> Part:
        """The part ``name``, taken over if its fingerprint is that of the last build, else made by ``make``.

        ``make`` gets the folder of the site and writes files below it. An empty fingerprint says that the part may
        depend on anything. Raises OSError, and whatever ``make`` raises.
        """
        before, content = self._cache.get(name)
        if fingerprint and before == fingerprint and self.take(content[0]):
            self._cache.keep(name)
            return Part(tuple(content[0]), content[1])
        made = make(self._folder)
        found = {path: _digest(self._folder / path) for path in made.files}
        self.digests.update(found)
        if fingerprint:
            self._cache.put(name, fingerprint, [found, made.about])
        return made

    def save(self) -> None:
        """Remember the parts and rows for the next build."""
        self._cache.save()
        self.rows.save()
        self.records.save()

    def known(self, name: str) -> tuple[dict[str, str], Any]:
        """The digests of the files of the part ``name`` by path, and what was known of it, in the last build; empty without one."""
        _, content = self._cache.get(name)
        return (content[0], content[1]) if content else ({}, None)

    def opened(self, path: str, digest: str, stack: ExitStack) -> BinaryIO | None:
        """A published file, open as long as ``stack``; None where it does not have this digest."""
        if self.published is None:
            return None
        try:
            file = stack.enter_context((self.published / path).open("rb"))
        except OSError:
            return None
        return file if file_digest(file, "sha256").hexdigest() == digest else None

    def take(self, files: Mapping[str, str]) -> bool:
        """Link all files from the published site, given by path with their digests; False where one is not what was published."""
        if self.published is None:
            return False
        try:
            if any(_digest(self.published / path) != digest for path, digest in files.items()):
                return False
            for path in files:
                self._link(path)
        except OSError:
            return False
        self.digests.update(files)
        self.taken += len(files)
        return True

    def _link(self, path: str) -> None:
        target = self._folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        try:
            os.link(f"{self.published}/{path}", target)
        except OSError:
            # A file system without hard links, or one on which the limit of links is reached.
            target.write_bytes(Path(f"{self.published}/{path}").read_bytes())


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()
