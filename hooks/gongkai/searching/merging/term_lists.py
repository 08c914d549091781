"""The posting lists of an index in the order of their terms, held or on the disk, with what decides where shards end."""

from __future__ import annotations

import marshal
import zlib
from array import array
from collections.abc import Iterable, Iterator
from typing import IO

_BLOCK = 2_000
"""Terms that are written, or read, together."""


class TermLists:
    """Takes all terms in order, each with its list, and gives them again."""

    def __init__(self, lists: Iterable[tuple[str, bytes]], file: IO[bytes] | None = None) -> None:
        """Without a ``file`` everything is held in memory. Raises OSError."""
        self.checks = array("L")
        """The CRC-32 of each term."""
        self.sizes = array("L")
        """Bytes of each list."""
        self._file = file
        self._held: list[tuple[str, bytes]] = []
        self._blocks: list[int] = []
        for term, content in lists:
            self.checks.append(zlib.crc32(term.encode()))
            self.sizes.append(len(content))
            self._held.append((term, content))
            if file and len(self._held) == _BLOCK:
                self._write(file)
        if file:
            self._write(file)

    def __len__(self) -> int:
        return len(self.sizes)

    def __iter__(self) -> Iterator[tuple[str, bytes]]:
        """All terms with their lists, once: memory is given back meanwhile. Raises OSError."""
        if self._file:
            self._file.seek(0)
            for size in self._blocks:
                yield from marshal.loads(self._file.read(size))
            return
        self._held.reverse()
        while self._held:
            yield self._held.pop()

    def _write(self, file: IO[bytes]) -> None:
        data = marshal.dumps(self._held)
        file.write(data)
        self._blocks.append(len(data))
        self._held = []
