"""A cache that a lasting process holds in memory, so that nothing is written, read or parsed again between two rounds."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from gongkai.incremental.cache import Cache


class HeldCache(Cache):
    """Results by name that outlive a round; what has left the sources stays, since it may come back.

    The first round also reads and saves the cache on the disk, from which the next process begins.
    """

    def __init__(self, at_rest: Cache) -> None:
        super().__init__()
        self._at_rest: Cache | None = at_rest
        self._held: dict[str, tuple[str, Any]] = {}

    def get(self, name: str) -> tuple[str, Any]:
        """The fingerprint and the content of the entry ``name``; ("", None) where there is no such entry."""
        found = self._held.get(name)
        if found is None and self._at_rest is not None:
            found = self._at_rest.get(name)
            if found[0]:
                self._held[name] = found
        return found or ("", None)

    def keep(self, name: str) -> None:
        """Carry the entry over on the disk too; in memory every entry is kept."""
        if self._at_rest is not None:
            # An entry that was put in this very round is not among those of the last one.
            with suppress(KeyError):
                self._at_rest.keep(name)

    def put(self, name: str, fingerprint: str, content: Any) -> None:
        """Store ``content``, which must be JSON, as the entry ``name``."""
        self._held[name] = (fingerprint, content)
        if self._at_rest is not None:
            self._at_rest.put(name, fingerprint, content)

    def part(self) -> Cache:
        """This cache itself, since a lasting process works alone: it has threads."""
        return self

    def join(self, part: Cache) -> None:
        """Nothing is left to be done."""

    def save(self) -> None:
        """Save the first round to the disk; from then on the memory alone knows."""
        if self._at_rest is not None:
            self._at_rest.save()
            self._at_rest = None
