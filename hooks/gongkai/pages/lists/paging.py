"""Pagination of long lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Pager:
    """Addresses of all pages of a list, and the number of the current one, from 0."""

    urls: tuple[str, ...]
    current: int
    whole: bool = False
    """Whether all pages are linked, not only those nearby."""

    @property
    def around(self) -> tuple[int, ...]:
        """The numbers of the pages to link: the first, the last and those nearby; -1 is a gap."""
        if self.whole:
            return tuple(range(len(self.urls)))
        last = len(self.urls) - 1
        near = sorted({0, last, *(n for n in range(self.current - 2, self.current + 3) if 0 <= n <= last)})
        shown: list[int] = []
        for number in near:
            if shown and number - shown[-1] > 1:
                shown.append(-1)
            shown.append(number)
        return tuple(shown)


def paged(lines: Sequence[T], first_url: str, per_page: int = PER_PAGE) -> Iterator[tuple[str, Sequence[T], Pager]]:
    """(address, lines, pager) of every page; one empty page if there are no lines."""
    parts = [lines[start : start + per_page] for start in range(0, len(lines), per_page)] or [lines]
    yield from _numbered(parts, first_url)


def paged_from_oldest(
    lines: Sequence[T], first_url: str, per_page: int = PER_PAGE
) -> Iterator[tuple[str, Sequence[T], Pager]]:
    """Pages as of ``paged`` of lines that begin with the newest, counted from the oldest.

    One line more changes the first page only, which has up to twice as many lines; every other page has ``per_page``.
    """
    count = max(1, len(lines) // per_page)
    first = len(lines) - per_page * (count - 1)
    parts = [lines[:first], *(lines[start : start + per_page] for start in range(first, len(lines), per_page))]
    yield from _numbered(parts, first_url)


def _numbered(parts: Sequence[Sequence[T]], first_url: str) -> Iterator[tuple[str, Sequence[T], Pager]]:
    stem = first_url.removesuffix(".html")
    urls = (first_url, *(f"{stem}/p{number}.html" for number in range(2, len(parts) + 1)))
    for number, part in enumerate(parts):
        yield urls[number], part, Pager(urls, number)
