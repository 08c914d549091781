"""Pages in the folder of the new site: rendered, or taken from the published site with the frame of today around them."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from gongkai.incremental.cache import digest_of
from gongkai.model.addresses import root_of
from gongkai.pages.page import Page
from gongkai.rendering.page_html import PageRenderer

_NO_NAMES = ("", ".", "..")


class PageAddressError(Exception):
    """Two pages with one address, or an address outside the site."""


class PublishedPageChangedError(Exception):
    """A page of the published site was changed while it was taken for the new one."""


@dataclass(frozen=True, slots=True)
class Placed:
    """A page as it was written: where it stands, what the sitemap says of it, and where its frame begins and ends."""

    url: str
    node: str
    base: str
    updated: str
    listed: bool
    digest: str
    """Of the whole file."""
    frame: str
    """Digest of the frame."""
    lengths: tuple[int, int, int]
    """Bytes of the frame before the page's head, of that head, and of the frame between head and middle."""
    after: int
    """Bytes of the frame after the middle."""

    def row(self) -> list[Any]:
        """The page as JSON."""
        return [
            self.url,
            self.node,
            self.base,
            self.updated,
            self.listed,
            self.digest,
            self.frame,
            *self.lengths,
            self.after,
        ]

    @classmethod
    def of(cls, row: Sequence[Any]) -> Placed:
        """The page that a row was made of."""
        url, node, base, updated, listed, digest, frame, before, head, between, after = row
        return cls(url, node, base, updated, listed, digest, frame, (before, head, between), after)

    def parts(self, data: bytes) -> tuple[bytes, bytes]:
        """The page's own head and middle, cut out of the bytes of its file."""
        before, head, between = self.lengths
        return data[before : before + head], data[before + head + between : len(data) - self.after]


class SiteFolder:
    """The folder into which the pages of a site are written, each address once."""

    def __init__(self, folder: Path, renderer: PageRenderer, published: Path | None) -> None:
        """``published`` is the site of the last build, where there is one."""
        self.placed: list[Placed] = []
        self.reused = 0
        self._folder = str(folder)
        self._renderer = renderer
        self._published = str(published) if published else ""
        self._folders: set[str] = set()
        self._seen: dict[str, str] = {}

    @property
    def taken(self) -> set[str]:
        """The addresses of the pages so far, without regard to case."""
        return set(self._seen)

    def write(self, page: Page) -> Placed:
        """Render a page and write it. Raises PageAddressError and OSError."""
        shell = self._renderer.shell(page)
        head, main = self._renderer.parts(page)
        data = shell.around(head, main)
        placed = Placed(
            page.url,
            page.node,
            page.base,
            page.updated,
            page.listed,
            digest_of(data),
            shell.digest,
            (len(shell.before), len(head), len(shell.between)),
            len(shell.after),
        )
        _write(self._place(page.url), data)
        self.placed.append(placed)
        return placed

    def take(self, pages: Sequence[Placed]) -> list[Placed] | None:
        """Take pages of the last build as they are now; none is taken unless all of them can be.

        Where the frame has changed (the tree counts what stands in it), the new one is put around the page's own parts.
        Raises PageAddressError, PublishedPageChangedError and OSError.
        """
        # What is linked need not be kept; holding all pages of a list at once would take much room.
        if any(self._last(page) is None for page in pages):
            return None
        now = []
        for page in pages:
            shell = self._renderer.shell_at(page.base or root_of(page.url), page.node)
            path = self._place(page.url)
            if shell.digest != page.frame or not _linked(f"{self._published}/{page.url}", path):
                data = self._last(page)
                if data is None:
                    raise PublishedPageChangedError(f"已发布的网页“{page.url}”在生成期间被改动，请重新生成。")
                data = shell.around(*page.parts(data))
                lengths = (len(shell.before), page.lengths[1], len(shell.between))
                page = replace(
                    page, digest=digest_of(data), frame=shell.digest, lengths=lengths, after=len(shell.after)
                )
                _write(path, data)
            now.append(page)
        self.placed += now
        self.reused += len(now)
        return now

    def _last(self, page: Placed) -> bytes | None:
        """What the last build wrote for a page, unless the file was changed since."""
        if not self._published:
            return None
        try:
            with open(f"{self._published}/{page.url}", "rb") as file:
                data = file.read()
        except OSError:
            return None
        return data if digest_of(data) == page.digest else None

    def _place(self, url: str) -> str:
        """The path of the file of a new page, in a folder that is there."""
        self._claim(url)
        path = f"{self._folder}/{url}"
        folder = path.rpartition("/")[0]
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)
        return path

    def _claim(self, url: str) -> None:
        if not url or url[0] == "/" or "\\" in url or any(part in _NO_NAMES for part in url.split("/")):
            raise PageAddressError(f"网页地址“{url}”不在网站之内。")
        folded = url.casefold()
        if folded in self._seen:
            raise PageAddressError(f"网页地址“{url}”与“{self._seen[folded]}”相同或者只有大小写不同，会互相覆盖。")
        self._seen[folded] = url


def _write(path: str, data: bytes) -> None:
    with open(path, "wb") as file:
        file.write(data)


def _linked(same: str, path: str) -> bool:
    """Whether ``path`` now is another name of the file ``same``; not every file system can do that."""
    try:
        os.link(same, path)
    except OSError:
        return False
    return True
