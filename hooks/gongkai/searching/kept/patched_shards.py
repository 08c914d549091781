"""The shards of the last index with changed lists: only those that hold a changed list are written again."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from zlib import crc32

from gongkai.searching.kept.index_files import LastFiles
from gongkai.searching.kept.list_splice import Change, Shifts, renumbered, spliced
from gongkai.searching.packing import shard_name
from gongkai.searching.shards import LIST_HEAD, Borders, Shards
from gongkai.searching.tokens import utf16_key
from gongkai.searching.varint import ByteReader, read_front_coded


class UnpatchableError(Exception):
    """The last index cannot be changed into the new one; the message says why."""


class PatchedShards:
    """Changes the lists of an index of which the first term of each shard is known."""

    def __init__(self, last: LastFiles, firsts: Sequence[bytes], changes: Mapping[str, Change | None], shifts: Shifts):
        """``firsts`` are sort keys; a list without a change is removed. Raises UnpatchableError where there is no shard."""
        if not firsts:
            raise UnpatchableError("no shards")
        self.terms = 0
        """How many terms there are more than before."""
        self.size = 0
        """How many bytes their lists have more than before."""
        self._last = last
        self._firsts = [first.decode("utf-16-be", "surrogatepass") for first in firsts]
        self._shifts = shifts
        self._own: dict[int, dict[str, Change | None]] = {}
        """The changes in each shard that is not the same any more."""
        for term, change in changes.items():
            number = max(0, bisect_right(firsts, utf16_key(term)) - 1)
            self._own.setdefault(number, {})[term] = change
            # Whether a shard may begin with a term depends on what the shard before holds.
            if number and term == self._firsts[number]:
                self._own.setdefault(number - 1, {})
        if shifts:
            for number in range(len(firsts)):
                self._own.setdefault(number, {})

    def write(self, shards: Shards, limit: int) -> None:
        """Write all shards. Raises ForeignFileError, UnpatchableError and OSError."""
        borders = Borders(limit)
        terms: list[str] = []
        lists: list[bytes] = []
        number = 0
        while number < len(self._firsts):
            if not terms and number not in self._own:
                shards.take(self._firsts[number])
                number += 1
                continue
            if not terms:
                borders.restart()
            for term, content in self._changed(number):
                if borders.begins(crc32(term.encode()), len(content)) and terms:
                    shards.write(terms, lists)
                    terms, lists = [], []
                terms.append(term)
                lists.append(content)
            number += 1
            if terms and self._ends_before(number, borders):
                shards.write(terms, lists)
                terms, lists = [], []
        names = set(map(shard_name, shards.firsts))
        if not borders.regular or len(names) < len(shards.firsts):
            raise UnpatchableError("two shards of one name")

    def _ends_before(self, number: int, borders: Borders) -> bool:
        """Whether everything is as it was from the shard ``number`` on, and that is not changed itself."""
        if number == len(self._firsts):
            return True
        if number in self._own:
            return False
        term, content = next(iter(self._read(number)))
        return borders.would_begin(crc32(term.encode()), len(content))

    def _read(self, number: int) -> list[tuple[str, bytes]]:
        """The terms of a shard with their lists."""
        content = ByteReader(self._last.content(shard_name(self._firsts[number])))
        return [(term, content.length_prefixed()) for term in read_front_coded(content.length_prefixed())]

    def _changed(self, number: int) -> list[tuple[str, bytes]]:
        """The terms of a shard with their new lists."""
        before = self._read(number)
        changes = self._own.get(number, {})
        if not changes:
            # In most shards only numbers change, if anything does.
            now = [(term, renumbered(content, self._shifts)) for term, content in before] if self._shifts else before
            self.size += _size_of(now) - _size_of(before)
            return now
        no_change = Change()
        changed: dict[str, bytes] = {}
        for term, content in before:
            change = changes.get(term, no_change)
            same = change is no_change and not self._shifts
            if same or (change is not None and (content := spliced(content, change, self._shifts))):
                changed[term] = content
        present = {term for term, _ in before}
        joining = {term: change for term, change in changes.items() if change and term not in present}
        changed |= {term: content for term, one in joining.items() if (content := spliced(b"", one, ()))}
        now = sorted(changed.items(), key=lambda one: utf16_key(one[0])) if joining else list(changed.items())
        self.terms += len(now) - len(before)
        self.size += _size_of(now) - _size_of(before)
        return now


def _size_of(lists: Sequence[tuple[str, bytes]]) -> int:
    return sum([len(content) for _, content in lists]) + LIST_HEAD * len(lists)
