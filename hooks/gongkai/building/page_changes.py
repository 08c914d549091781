"""Two sites compared page by page: what is lost, new, worded or only made differently."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from gongkai.model.words.matcher import matcher

_NOT_TEXT = matcher(r"<!--.*?-->|<(script|style)\b.*?</\1>|<[^>]*>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class PageChanges:
    """Pages, by path below the site, that differ between two sites."""

    lost: tuple[str, ...]
    new: tuple[str, ...]
    reworded: tuple[str, ...]
    """The text of the page itself has changed."""
    reframed: tuple[str, ...]
    """Only the text around it has, that all pages share: head, menus, foot."""
    restyled: tuple[str, ...]
    """The text is the same, the code is not."""
    same: int


def page_changes(before: Path, after: Path) -> PageChanges:
    """Compare the pages of two sites. Raises OSError."""
    old, new = set(_pages(before)), set(_pages(after))
    reworded: list[str] = []
    reframed: list[str] = []
    restyled: list[str] = []
    same = 0
    for path in sorted(old & new):
        one, other = (before / path).read_bytes(), (after / path).read_bytes()
        if one == other:
            same += 1
        elif _text(_main(one)) != _text(_main(other)):
            reworded.append(path)
        else:
            (restyled if _text(one) == _text(other) else reframed).append(path)
    lost, added = tuple(sorted(old - new)), tuple(sorted(new - old))
    return PageChanges(lost, added, tuple(reworded), tuple(reframed), tuple(restyled), same)


def _pages(site: Path) -> Iterator[str]:
    return (path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def _main(page: bytes) -> bytes:
    """What the page itself says, where it marks that; else all of it."""
    start, end = page.find(b"<main"), page.rfind(b"</main>")
    return page[start:end] if 0 <= start < end else page


def _text(page: bytes) -> list[str]:
    return _NOT_TEXT.sub(" ", page.decode("utf-8", "replace")).split()
