"""Writing pages into the folder of the new site: newly rendered, or reused from the published site with a new frame."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from gongkai.model.addresses import root_of
from gongkai.pages.page import Page
from gongkai.rendering.page_html import PageRenderer

_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_NO_NAMES = ("", ".", "..")


class PageAddressError(Exception):
    """Two pages have the target address, or an address is outside the site."""


class PublishedPageChangedError(Exception):
    """A page of the published site was changed by others while it was being reused."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A written page: its address, its data for the sitemap, and where its file is divided into frame and own parts."""

    url: str
    node: str
    base: str
    updated: str
    listed: bool
    digest: str
    """SHA-256 of the whole file."""
    size: int
    """Length of the whole file in bytes."""
    frame: str
    """Digest of the frame."""
    lengths: tuple[int, int, int]
    """Lengths in bytes of the frame before the page's head, of that head, and of the frame between head and main part."""
    after: int
    """Length in bytes of the frame after the main part."""
    state: tuple[int, ...]
    """The state of the file (``_state_of``)."""

    def row(self) -> list[Any]:
        """The page as a JSON array, for the cache."""
        return [
            self.url,
            self.node,
            self.base,
            self.updated,
            self.listed,
            self.digest,
            self.size,
            self.frame,
            *self.lengths,
            self.after,
            *self.state,
        ]

    def __reduce__(self) -> tuple[Callable[..., Placed], tuple[list[Any]]]:
        """Sent to another process as a row, in a third of the time that its fields take."""
        return Placed.of, (self.row(),)

    @classmethod
    def of(cls, row: Sequence[Any]) -> Placed:
        """The inverse of ``row``."""
        url, node, base, updated, listed, digest, size, frame, before, head, between, after, *state = row
        lengths = before, head, between
        return cls(url, node, base, updated, listed, digest, size, frame, lengths, after, tuple(state))

    def parts(self, data: bytes) -> tuple[bytes, bytes]:
        """The page's own head and main part, cut out of the bytes of its file."""
        before, head, between = self.lengths
        return data[before : before + head], data[before + head + between : len(data) - self.after]


@dataclass(frozen=True, slots=True)
class PlacedPart:
    """What was written by a part of the work: the pages, and how many of them were reused."""

    placed: list[Placed]
    reused: int


class SiteFolder:
    """The folder into which the pages of a new site are written; every address is used once."""

    def __init__(self, folder: Path, renderer: PageRenderer, published: Path | None) -> None:
        """``published`` is the folder of the last build, if there is one."""
        self.placed: list[Placed] = []
        self.reused = 0
        self._folder = str(folder)
        self._renderer = renderer
        self._published = str(published) if published else ""
        self._folders: set[str] = set()
        self._seen: dict[str, str] = {}

    @property
    def taken(self) -> set[str]:
        """The addresses of the pages written so far, case-folded."""
        return set(self._seen)

    def part(self) -> SiteFolder:
        """The same folder for a part of the work, which another process may do; ``join`` brings back what was written."""
        part = SiteFolder(Path(self._folder), self._renderer, Path(self._published) if self._published else None)
        part._folders, part._seen = self._folders, dict(self._seen)
        return part

    def written(self) -> PlacedPart:
        """What was written with this part."""
        return PlacedPart(self.placed, self.reused)

    def join(self, part: PlacedPart) -> None:
        """Take over what was written with a part. Raises PageAddressError where an address is used twice."""
        for page in part.placed:
            self._reserve(page.url)
        self.placed += part.placed
        self.reused += part.reused

    def write(self, page: Page) -> Placed:
        """Render a page and write its file. Raises PageAddressError and OSError."""
        shell = self._renderer.shell(page)
        head, main = self._renderer.parts(page)
        data = shell.around(head, main)
        state = _write(self._place(page.url), data)
        placed = Placed(
            page.url,
            page.node,
            page.base,
            page.updated,
            page.listed,
            sha256(data).hexdigest(),
            len(data),
            shell.digest,
            (len(shell.before), len(head), len(shell.between)),
            len(shell.after),
            state,
        )
        self.placed.append(placed)
        return placed

    def take(self, pages: Sequence[Placed]) -> list[Placed] | None:
        """Reuse pages of the last build: all of them, or none (None) if any file is missing or was changed.

        If the frame has changed (a list was added to the tree), the new frame is put around the page's own parts.
        Raises PageAddressError, PublishedPageChangedError and OSError.
        """
        # The contents are not kept: most files are hard-linked, and all pages of a long list would take much memory.
        found = [*map(self._known, pages)]
        if None in found:
            return None
        now = []
        for page in found:
            assert page is not None
            shell = self._renderer.shell_at(page.base or root_of(page.url), page.node)
            path = self._place(page.url)
            if shell.digest != page.frame or not _hard_linked(f"{self._published}/{page.url}", path):
                data = self._last(page)
                if data is None:
                    raise PublishedPageChangedError(f"已发布的网页“{page.url}”在生成期间被改动，请重新生成。")
                data = shell.around(*page.parts(data))
                lengths = (len(shell.before), page.lengths[1], len(shell.between))
                digest, size, state = sha256(data).hexdigest(), len(data), _write(path, data)
                page = replace(page, digest=digest, size=size, lengths=lengths, state=state)
                page = replace(page, frame=shell.digest, after=len(shell.after))
            now.append(page)
        self.placed += now
        self.reused += len(now)
        return now

    def _known(self, page: Placed) -> Placed | None:
        """The page of the last build if its file is still what was written; None if it is missing or was changed since.

        The files of a site are linked from one build to the next, so most are in the state in which they were written.
        """
        state = _state_of(f"{self._published}/{page.url}")
        if state and state == page.state:
            return page
        return None if self._last(page) is None else replace(page, state=state)

    def _last(self, page: Placed) -> bytes | None:
        """The file that the last build wrote for a page; None if it is missing or was changed since."""
        if not self._published:
            return None
        try:
            # Without a file object, since all pages are looked at in each build.
            file = os.open(f"{self._published}/{page.url}", _READING)
        except OSError:
            return None
        try:
            data = os.read(file, page.size + 1)
        except OSError:
            return None
        finally:
            os.close(file)
        return data if len(data) == page.size and sha256(data).hexdigest() == page.digest else None

    def _place(self, url: str) -> str:
        """The path for the file of a new page; its address is reserved and its folder created."""
        self._reserve(url)
        path = f"{self._folder}/{url}"
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        return path

    def _reserve(self, url: str) -> None:
        if not url or url[0] == "/" or "\\" in url or any(part in _NO_NAMES for part in url.split("/")):
            raise PageAddressError(f"网页地址“{url}”不在网站之内。")
        folded = url.casefold()
        if folded in self._seen:
            raise PageAddressError(f"网页地址“{url}”与“{self._seen[folded]}”相同或者只有大小写不同，会互相覆盖。")
        self._seen[folded] = url


def _state_of(path: str) -> tuple[int, ...]:
    """When the contents of a file were changed, its size and its number; empty where there is none.

    That a file gets another name, or loses one, changes none of these.
    """
    try:
        found = os.stat(path)
    except OSError:
        return ()
    return (found.st_mtime_ns, found.st_size, found.st_ino)


def _write(path: str, data: bytes) -> tuple[int, ...]:
    """Write a file, and give its state."""
    with open(path, "wb") as file:
        file.write(data)
    return _state_of(path)


def _hard_linked(target: str, path: str) -> bool:
    """Make ``path`` a hard link to the file ``target``; False if the file system cannot."""
    try:
        os.link(target, path)
    except OSError:
        return False
    return True
