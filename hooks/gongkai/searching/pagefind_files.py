"""A reader of the files of Pagefind: its pages, its words and the pages of each word, to check what it wrote.

A file is ``pagefind_dcd`` and its content in gzip (RFC 1952). The index and its description are CBOR (RFC 8949) of arrays,
texts and integers only. The layout is that of version 1.5.2; a file of another layout raises UnreadableError.
"""

from __future__ import annotations

import gzip
import json
import zlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

_MARK = b"pagefind_dcd"


class UnreadableError(Exception):
    """A file does not have the layout of Pagefind 1.5.2."""


@dataclass(frozen=True, slots=True)
class PagefindIndex:
    """The files of one index by their paths, and the content of its description."""

    files: Mapping[str, bytes]
    pages: tuple[str, ...]
    """Fragment name of each page, by the number of the page."""
    chunks: tuple[tuple[str, str, str], ...]
    """Prefix of the first word, prefix of the last word and name of each part of the index."""

    def pages_with_each(self, words: Collection[str]) -> dict[str, set[int]]:
        """Numbers of the pages that have exactly the word, for each of ``words``. Raises UnreadableError.

        Each part of the index is read once, however many of the words may stand in it.
        """
        found: dict[str, set[int]] = {word: set() for word in words}
        for first, last, name in self.chunks:
            # Both prefixes are just long enough to be distinct from their neighbours.
            sought = {word for word in found if first <= word and word[: len(last)] <= last}
            if sought:
                for word, pages in _pages_with_each(sought, _content(self.files.get(f"index/{name}.pf_index", b""))):
                    found[word] |= pages
        return found

    def url_of(self, page: int) -> str:
        """Address of a page, as its fragment says. Raises UnreadableError."""
        try:
            return str(json.loads(_content(self.files[f"fragment/{self.pages[page]}.pf_fragment"]))["url"])
        except (KeyError, IndexError, ValueError, TypeError):
            raise UnreadableError("fragment") from None


def read_pagefind(files: Mapping[str, bytes]) -> PagefindIndex:
    """The index that ``files`` hold. Raises UnreadableError."""
    described = [content for path, content in files.items() if path.endswith(".pf_meta")]
    if len(described) != 1:
        raise UnreadableError("pf_meta")
    pages: list[str] = []
    chunks: list[tuple[str, str, str]] = []
    match _decoded(_content(described[0])):
        case [_, [*listed], [*parts], *_]:
            for page in listed:
                match page:
                    case [str(name), *_]:
                        pages.append(name)
            for part in parts:
                match part:
                    case [str(first), str(last), str(name)]:
                        chunks.append((first, last, name))
            if len(pages) == len(listed) and len(chunks) == len(parts):
                return PagefindIndex(files, tuple(pages), tuple(chunks))
    raise UnreadableError("pf_meta")


def _pages_with_each(sought: set[str], content: bytes) -> Iterator[tuple[str, set[int]]]:
    match _decoded(content):
        case [[*words]]:
            pass
        case _:
            raise UnreadableError("pf_index")
    for one in words:
        match one:
            case [str(word), [*pages], *_] if word in sought:
                numbers = set()
                number = 0
                for page in pages:
                    # Page numbers are delta-coded.
                    match page:
                        case [int(step), *_]:
                            numbers.add(number := number + step)
                        case _:
                            raise UnreadableError("pf_index")
                yield word, numbers


def _content(packed: bytes) -> bytes:
    try:
        content = gzip.decompress(packed)
    except (OSError, EOFError, zlib.error):
        raise UnreadableError("gzip") from None
    if not content.startswith(_MARK):
        raise UnreadableError("mark")
    return content.removeprefix(_MARK)


def _decoded(content: bytes) -> object:
    try:
        value, _ = _item(content, 0)
    except (IndexError, UnicodeDecodeError, RecursionError):
        raise UnreadableError("cbor") from None
    return value


def _item(content: bytes, at: int) -> tuple[object, int]:
    kind, size = content[at] >> 5, content[at] & 31
    at += 1
    if size >= 24:
        if size > 27:
            raise UnreadableError("cbor")
        width = 1 << (size - 24)
        size = int.from_bytes(content[at : at + width], "big")
        at += width
    if kind == 0:
        return size, at
    if kind == 1:
        return -1 - size, at
    if kind == 3:
        return content[at : at + size].decode(), at + size
    if kind == 4:
        items: list[object] = []
        for _ in range(size):
            # Nearly all numbers are small and one byte long; a call for each would take most of the time.
            if content[at] < 24:
                items.append(content[at])
                at += 1
            else:
                item, at = _item(content, at)
                items.append(item)
        return items, at
    raise UnreadableError("cbor")
