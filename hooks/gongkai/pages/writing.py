"""Writing the pages into the folder of the site, each from the last build where nothing of it has changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path, PurePosixPath

from gongkai.pages.page import Page
from gongkai.pages.rendering import PageRenderer
from gongkai.pages.reuse import Ledger, digest_of
from gongkai.pages.shell import Shell


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: the addresses in order, and how many of them came from the last build."""

    urls: tuple[str, ...]
    reused: int


class PageAddressError(Exception):
    """Two pages with one address, or an address outside the site."""


@dataclass(frozen=True, slots=True)
class LastBuild:
    """The published site and the ledger of what it was written from."""

    folder: Path
    ledger: Path
    code: str
    """Version of code, templates and libraries; pages of another version are not used."""


def write_pages(pages: Iterable[Page], renderer: PageRenderer, folder: Path, last: LastBuild | None = None) -> Written:
    """Write every page below ``folder``.

    The result is the same with and without ``last``; with it, a page whose frame and view are unchanged is taken from
    the published site instead of being rendered. Raises PageAddressError.
    """
    before = Ledger.load(last.ledger) if last else Ledger()
    after = Ledger()
    shell_keys: dict[Shell, bytes] = {}
    folders: set[Path] = set()
    seen: dict[str, str] = {}
    reused = 0
    for page in pages:
        _claim(page.url, seen)
        shell = renderer.shell(page)
        shell_key = shell_keys.get(shell)
        if shell_key is None:
            shell_key = shell_keys[shell] = blake2b(repr(shell).encode(), digest_size=16).digest()
        key = ""
        data = None
        if last:
            state = blake2b(shell_key, digest_size=16)
            state.update(last.code.encode())
            state.update(repr(page).encode())
            key = state.hexdigest()
            data = before.bytes_of(page.url, key, last.folder)
        if data is None:
            data = renderer.html(page).encode()
        else:
            reused += 1
        path = folder / page.url
        if path.parent not in folders:
            path.parent.mkdir(parents=True, exist_ok=True)
            folders.add(path.parent)
        path.write_bytes(data)
        if last:
            after.entries[page.url] = (key, digest_of(data))
    if last:
        after.save(last.ledger)
    return Written(tuple(seen.values()), reused)


def _claim(url: str, seen: dict[str, str]) -> None:
    parts = PurePosixPath(url).parts
    if not parts or url.startswith("/") or ".." in parts or "\\" in url:
        raise PageAddressError(f"网页地址“{url}”不在网站之内。")
    folded = url.casefold()
    if folded in seen:
        raise PageAddressError(f"网页地址“{url}”与“{seen[folded]}”相同或者只有大小写不同，会互相覆盖。")
    seen[folded] = url
