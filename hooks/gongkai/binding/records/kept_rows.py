"""The rows of tables as they were read, in one compressed file for each table, since reading them from CSV takes ten times as long."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path

from gongkai.incremental.cache import digest_of

_BETWEEN = "\x1e"
"""Stands between texts (U+001E, INFORMATION SEPARATOR TWO); rows that have it themselves are not kept."""
_LEVEL = 1
"""How hard rows are compressed, as zlib counts: the quickest, by which records take an eighth of their room."""

Rows = tuple[Sequence[str], Sequence[str]]
"""The packed rows of a table (``model.record``) and the day of each."""


class KeptRows:
    """Rows by the fingerprint of what they were read from; a file that is missing, damaged or foreign counts as unknown."""

    def __init__(self, folder: Path | None = None, key: str = "") -> None:
        """``key`` is a digest of the code and the common sources; without a folder nothing is kept."""
        self._folder, self._key = folder, key

    def get(self, fingerprint: str, count: int) -> Rows | None:
        """The ``count`` rows with this fingerprint, if they are known."""
        if self._folder is None:
            return None
        try:
            head, _, body = (self._folder / fingerprint).read_bytes().partition(b"\n")
            if head != self._head(fingerprint, body):
                return None
            texts = zlib.decompress(body).decode().split(_BETWEEN)
        except (OSError, zlib.error, UnicodeDecodeError):
            return None
        return (texts[count:], texts[:count]) if len(texts) == 2 * count else None

    def put(self, fingerprint: str, rows: Rows) -> None:
        """Keep rows; where the disk refuses they are read again."""
        packed, days = rows
        if self._folder is None or not packed:
            return
        text = _BETWEEN.join((*days, *packed))
        if text.count(_BETWEEN) != 2 * len(packed) - 1:
            return
        # A surrogate that stands alone has no bytes.
        with suppress(OSError, UnicodeEncodeError):
            body = zlib.compress(text.encode(), _LEVEL)
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / f"{fingerprint}.new").write_bytes(self._head(fingerprint, body) + b"\n" + body)
            (self._folder / f"{fingerprint}.new").replace(self._folder / fingerprint)

    def keep_only(self, fingerprints: Iterable[str]) -> None:
        """Remove the rows of all other fingerprints."""
        wanted = set(fingerprints)
        with suppress(OSError):
            for path in self._folder.iterdir() if self._folder else ():
                if path.name not in wanted:
                    path.unlink()

    def _head(self, fingerprint: str, body: bytes) -> bytes:
        return f"{self._key} {fingerprint} {digest_of(body)}".encode()
