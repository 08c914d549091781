"""The files of result rows and of the texts of the same entries, written while entries come in.

Where files end depends on what they hold, and a file is named after its first entry, so that one changed text changes
few files.
"""

from __future__ import annotations

import json
import zlib

from gongkai.incremental.cache import digest_of
from gongkai.searching.entries import Entry
from gongkai.searching.kept.index_files import IndexFiles
from gongkai.searching.kept.known_text import KnownText

_TEXTS = 4_000
_RESULTS = 8_000
_RECORDS = 48_000
"""Bytes after which a file may end: texts, result rows of items and of records; twice as many always end it."""


class ResultFiles:
    """Cuts rows and texts into files (``shards`` says what they hold)."""

    def __init__(self, files: IndexFiles, least: int = 0) -> None:
        """``least`` is the least number of rows in a file."""
        self.firsts: list[int] = []
        """First entry of each file."""
        self.digests: list[str] = []
        self._files = files
        self._least = least
        self._rows: list[tuple[str, ...]] = []
        self._see_also: dict[int, tuple[tuple[str, int], ...]] = {}
        """``Entry.see_also`` by place among the rows."""
        self._size = 0
        self._next = 0
        self._texts: list[str | KnownText] = []
        self._text_digests: list[str] = []
        self._texts_size = 0
        self._text_files: list[tuple[int, str]] = []
        """For each file of texts of these rows: place of its first row, and digest of the file."""

    def add(self, entry: Entry, text: str | KnownText, digest: str = "") -> None:
        """Add the next entry; the CRC-32 of its address decides whether a file may end before it.

        Without the ``digest`` of its text a file of texts is always written.
        """
        row = entry.result_row
        limit = _RECORDS if entry.cells else _RESULTS
        # Each cell with its quotes and its comma.
        cost = 2 * (sum(map(len, row)) + 3 * len(row))
        border = zlib.crc32(entry.url.encode()) % 4 == 0
        enough = self._size > limit // 2 and len(self._rows) >= self._least
        full = self._size + cost > 2 * limit and len(self._rows) >= 2 * self._least
        if self._rows and ((border and enough) or full):
            self.close()
        text_cost = 2 * len(text)
        if self._texts and ((border and self._texts_size > _TEXTS // 2) or self._texts_size + text_cost > 2 * _TEXTS):
            self._end_texts()
        if entry.see_also:
            self._see_also[len(self._rows)] = entry.see_also
        self._rows.append(row)
        self._size += cost
        self._texts.append(text)
        self._text_digests.append(digest)
        self._texts_size += text_cost

    def close(self) -> None:
        """Write the rows that are not written yet, if any, as one file."""
        if not self._rows:
            return
        self._end_texts()
        content = _json([self._rows, self._text_files, self._see_also])
        self.firsts.append(self._next)
        self.digests.append(self._files.keep_or_write(f"d{self._next}", digest_of(content), lambda: content))
        self._next += len(self._rows)
        self._rows, self._size, self._text_files, self._see_also = [], 0, [], {}

    def _end_texts(self) -> None:
        place = len(self._rows) - len(self._texts)
        texts, digests = self._texts, self._text_digests
        if any(texts):
            key = digest_of("".join(digests).encode()) if all(digests) else ""
            digest = self._files.keep_or_write(f"x{self._next + place}", key, lambda: _json(list(map(_whole, texts))))
            self._text_files.append((place, digest))
        self._texts, self._text_digests, self._texts_size = [], [], 0


def _whole(text: str | KnownText) -> str:
    return text if isinstance(text, str) else text.whole()


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
