"""The files of result rows and of the texts of the same entries, written while entries come in.

Where files end depends on what they hold, and a file is named after its first entry, so that one changed text changes
few files.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence

from gongkai.incremental.cache import digest_of
from gongkai.searching.entries import Entry
from gongkai.searching.kept.index_files import IndexFiles
from gongkai.searching.kept.known_text import KnownText

_TEXTS = 4_000
_RESULTS = 8_000
_RECORDS = 48_000
"""Bytes after which a file may end: texts, result rows of items and of records; twice as many always end it."""


class RowCuts:
    """Says of each entry, as they come, whether a file of rows begins with it; the texts have no part in that."""

    def __init__(self, least: int = 0) -> None:
        """``least`` is the least number of rows in a file."""
        self._least = least
        self._rows = 0
        self._size = 0

    def begins(self, entry: Entry) -> bool:
        """Whether a file begins with the next entry; the CRC-32 of its address decides whether one may."""
        row = entry.result_row
        limit = _RECORDS if entry.cells else _RESULTS
        # Each cell with its quotes and its comma.
        cost = 2 * (sum(map(len, row)) + 3 * len(row))
        enough = self._size > limit // 2 and self._rows >= self._least and _may_begin(entry)
        full = self._size + cost > 2 * limit and self._rows >= 2 * self._least
        begins = not self._rows or enough or full
        if begins:
            self._rows = self._size = 0
        self._rows += 1
        self._size += cost
        return begins


class ResultFiles:
    """Cuts rows and texts into files (``shards`` says what they hold)."""

    def __init__(self, files: IndexFiles, least: int = 0, first: int = 0) -> None:
        """``least`` is the least number of rows in a file, ``first`` the first entry, with which a file begins."""
        self.firsts: list[int] = []
        """First entry of each file."""
        self.digests: list[str] = []
        self.files = files
        self.least = least
        self._cuts = RowCuts(least)
        self._rows: list[tuple[str, ...]] = []
        self._see_also: dict[int, tuple[tuple[str, int], ...]] = {}
        """``Entry.see_also`` by place among the rows."""
        self._next = first
        self._texts: list[str | KnownText] = []
        self._text_digests: list[str] = []
        self._texts_size = 0
        self._text_files: list[tuple[int, str]] = []
        """For each file of texts of these rows: place of its first row, and digest of the file."""

    def add(self, entry: Entry, text: str | KnownText, digest: str = "") -> None:
        """Add the next entry.

        Without the ``digest`` of its text a file of texts is always written.
        """
        if self._cuts.begins(entry):
            self.close()
        text_cost = 2 * len(text)
        enough = self._texts_size > _TEXTS // 2 and _may_begin(entry)
        if self._texts and (enough or self._texts_size + text_cost > 2 * _TEXTS):
            self._end_texts()
        if entry.see_also:
            self._see_also[len(self._rows)] = entry.see_also
        self._rows.append(entry.result_row)
        self._texts.append(text)
        self._text_digests.append(digest)
        self._texts_size += text_cost

    def join(self, files: IndexFiles, firsts: Sequence[int], digests: Sequence[str]) -> None:
        """Take over the files of rows, and of texts, that another process has written of the next entries."""
        self.files.join(files)
        self.firsts += firsts
        self.digests += digests

    def close(self) -> None:
        """Write the rows that are not written yet, if any, as one file."""
        if not self._rows:
            return
        self._end_texts()
        content = _json([self._rows, self._text_files, self._see_also])
        self.firsts.append(self._next)
        self.digests.append(self.files.keep_or_write(f"d{self._next}", digest_of(content), lambda: content))
        self._next += len(self._rows)
        self._rows, self._text_files, self._see_also = [], [], {}

    def _end_texts(self) -> None:
        place = len(self._rows) - len(self._texts)
        texts, digests = self._texts, self._text_digests
        if any(texts):
            key = digest_of("".join(digests).encode()) if all(digests) else ""
            digest = self.files.keep_or_write(f"x{self._next + place}", key, lambda: _json(list(map(_whole, texts))))
            self._text_files.append((place, digest))
        self._texts, self._text_digests, self._texts_size = [], [], 0


def _may_begin(entry: Entry) -> bool:
    return zlib.crc32(entry.url.encode()) % 4 == 0


def _whole(text: str | KnownText) -> str:
    return text if isinstance(text, str) else text.whole()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
