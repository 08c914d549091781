"""The caches of the last build, each under a key made of everything on which all of its entries depend."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gongkai import FOLDER
from gongkai.building.report import CACHE
from gongkai.incremental.cache import Cache
from gongkai.incremental.cache_key import code_version, common_sources


class BuildCaches:
    """What was read, found and written when the column at ``root`` was last built; all of it is safe to delete."""

    def __init__(self, root: Path) -> None:
        self._folder = root / CACHE
        code = code_version(FOLDER, root / "theme_overrides")
        self._key = f"{code}{common_sources(root)}"

    def readings(self) -> Cache:
        """What the source files say, which is the same on any day."""
        return Cache(self._folder / "readings.json", self._key)

    def findings(self, as_of: date) -> Cache:
        """What the rules found in single items on a day."""
        return Cache(self._folder / "findings.json", f"{self._key}{as_of}")

    def pages(self, as_of: date) -> Cache:
        """What the pages of a day were made from."""
        return Cache(self._folder / "pages.json", f"{self._key}{as_of}")
