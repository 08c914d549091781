"""Where the entries of an index come from: one after the other, or any of them by its number, so that several processes can index them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Protocol

from gongkai.searching.entries import Entry

WholeEntry = tuple[Entry, str, str]
"""An entry, its text, and the digest of that, if it is known."""


class EntrySource(Protocol):
    """Gives entries in order, numbered from 0: the oldest first, so that a new one changes few files."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[WholeEntry]: ...

    def bare(self, number: int) -> Entry:
        """An entry, with or without its text."""

    def whole(self, number: int) -> WholeEntry:
        """An entry with its text."""

    def learnt(self, number: int) -> Any:
        """What this process knows of an entry since ``whole`` was asked for it; it is sent to the one that writes the index."""

    def learn(self, number: int, learnt: Any) -> None:
        """Take what another process has learnt."""


class PassingEntries:
    """Entries that come once, however many there are; they are indexed by one process."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._entries = entries

    def __iter__(self) -> Iterator[WholeEntry]:
        return ((entry, entry.text, "") for entry in self._entries)
