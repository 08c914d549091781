"""Sorted runs of posting lists on the disk, which are merged term by term: each run holds the entries of a part of an index.

The lists of a term in several runs are joined as bytes, for the entries of a run all come after those of the run before.
"""

from __future__ import annotations

import marshal
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from operator import itemgetter
from typing import IO

from gongkai.searching.kept.entry_steps import steps_and_rest
from gongkai.searching.tokens import utf16_key
from gongkai.searching.varint import ByteReader, varint

_BLOCK = 2_000
"""Terms that are written, or read, together."""


Listed = tuple[bytes, int, int, bytes]
"""The sort key of a term (``tokens.utf16_key``), the first entry of the run, the last one of the list, and the list itself."""
_Block = tuple[IO[bytes], int, int]
"""File, place and size."""


class PostingRuns:
    """Runs in a file of their own, and those that other processes have written."""

    def __init__(self, file: IO[bytes]) -> None:
        """``file`` is empty, and stays open as long as the runs are needed."""
        self.file = file
        self._blocks: list[list[_Block]] = []
        """The blocks of each run."""

    def __len__(self) -> int:
        return len(self._blocks)

    def places(self) -> list[list[tuple[int, int]]]:
        """For each run place and size of its blocks, as another process must know them that joins these runs."""
        return [[(place, size) for _, place, size in blocks] for blocks in self._blocks]

    def join(self, file: IO[bytes], places: Iterable[Iterable[tuple[int, int]]]) -> None:
        """Add the next runs, which another process has written to ``file``."""
        self._blocks += [[(file, *block) for block in blocks] for blocks in places]

    def add(self, lists: Iterable[tuple[str, int, bytes]], first: int) -> None:
        """Write the next run, of entries from ``first`` on. Raises OSError.

        Terms come in order of UTF-16 code units, each with its last entry and its list.
        """
        blocks: list[_Block] = []
        waiting: list[Listed] = []
        for term, last, content in lists:
            waiting.append((utf16_key(term), first, last, content))
            if len(waiting) == _BLOCK:
                blocks.append(self._written(waiting))
                waiting = []
        if waiting:
            blocks.append(self._written(waiting))
        self._blocks.append(blocks)

    def merged(self) -> Iterator[tuple[str, bytes]]:
        """All terms in order with their whole lists. Raises OSError."""
        waiting: list[list[Listed]] = [[] for _ in self._blocks]
        unread = [iter(blocks) for blocks in self._blocks]
        while True:
            for run, blocks in enumerate(unread):
                if not waiting[run] and (block := next(blocks, None)):
                    waiting[run] = _read(*block)
            ends = [own[-1][0] for own in waiting if own]
            if not ends:
                return
            # Up to the least end of a block everything is known that any run has.
            yield from _joined(_taken(waiting, min(ends)))

    def _written(self, rows: list[Listed]) -> _Block:
        place = self.file.tell()
        return self.file, place, self.file.write(marshal.dumps(rows))


def _read(file: IO[bytes], place: int, size: int) -> list[Listed]:
    file.seek(place)
    rows: list[Listed] = marshal.loads(file.read(size))
    return rows


def _taken(waiting: list[list[Listed]], end: bytes) -> list[Listed]:
    """Take everything up to ``end`` out of what is ``waiting``, in order of terms and runs."""
    found: list[Listed] = []
    for run, own in enumerate(waiting):
        if own and own[-1][0] <= end:
            found += own
            waiting[run] = []
            continue
        count = bisect_right(own, end, key=itemgetter(0))
        found += own[:count]
        waiting[run] = own[count:]
    # No term is twice in one run, so lists are never compared; sorting what is sorted in pieces is a merge.
    found.sort()
    return found


def _joined(listed: Sequence[Listed]) -> Iterator[tuple[str, bytes]]:
    """The whole list of each term, of which the parts are neighbours."""
    begin = 0
    for end, (key, _, _, content) in enumerate(listed, 1):
        if end < len(listed) and listed[end][0] == key:
            continue
        whole = content if end == begin + 1 else joined([(last, own) for _, _, last, own in listed[begin:end]])
        yield key.decode("utf-16-be", "surrogatepass"), whole
        begin = end


def joined(parts: Iterable[tuple[int, bytes]]) -> bytes:
    """The posting list of all entries in several lists that follow each other, each with its last entry."""
    steps: list[bytes] = []
    counts: list[bytes] = []
    marks: list[bytes] = []
    before = 0
    for last, content in parts:
        reader = ByteReader(content)
        head = reader.varint()
        number = head >> 1
        written, end = steps_and_rest(content, len(varint(head)), number)
        first = reader.varint()
        steps += (varint(first - (before << 3)), written[len(varint(first)) :])
        counts.append(b"\1" * number if head & 1 else content[end : end + number])
        marks.append(content[end if head & 1 else end + number :])
        before = last
    whole = b"".join(counts)
    simple = not whole.strip(b"\1")
    return b"".join((varint(len(whole) << 1 | simple), *steps, b"" if simple else whole, *marks))
