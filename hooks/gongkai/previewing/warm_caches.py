"""What the preview holds in memory from one round to the next, in the place of the caches on the disk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gongkai.building.build_caches import BuildCaches
from gongkai.incremental.cache import Cache
from gongkai.incremental.cache_key import common_sources
from gongkai.incremental.held_cache import HeldCache
from gongkai.incremental.progress import Progress
from gongkai.reading.held_sources import HeldSources


class WarmCaches(BuildCaches):
    """Caches that stay; all of them are forgotten when a source on which every item depends is changed."""

    def __init__(self, root: Path, progress: Progress) -> None:
        super().__init__(root, progress=progress)
        self._day: date | None = None
        self._forget()

    def renew(self) -> None:
        """Forget what is known where settings, directory, types or calendar are others than in the last round."""
        now = common_sources(self.root)
        if now != self._common:
            # Opening the caches on the disk again, under their new key, helps where the change is undone.
            super().__init__(self.root, progress=self.progress)
            self._forget()

    def readings(self) -> Cache:
        """What the source files say."""
        return self._readings

    def findings(self, as_of: date) -> Cache:
        """What the rules found in single items on a day."""
        if self._day != as_of:
            self._day, self._findings = as_of, HeldCache(super().findings(as_of))
        return self._findings

    def _forget(self) -> None:
        self._common = common_sources(self.root)
        self._readings = HeldCache(super().readings())
        self._findings = HeldCache(Cache())
        self._day = None
        self.held = HeldSources()
