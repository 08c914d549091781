"""The notebooks of the last build, each on the basis of everything that bears on all that it holds."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gongkai import FOLDER
from gongkai.building.report import CACHE
from gongkai.incremental.cache import Notebook
from gongkai.incremental.cache_key import code_version, common_sources


class LastWork:
    """What was read, found and written when the column at ``root`` was last built; all of it is safe to delete."""

    def __init__(self, root: Path) -> None:
        self._folder = root / CACHE
        code = code_version(FOLDER, root / "theme_overrides")
        self._basis = f"{code}{common_sources(root)}"

    def readings(self) -> Notebook:
        """What the source files say, which is the same on any day."""
        return Notebook(self._folder / "readings.json", self._basis)

    def findings(self, as_of: date) -> Notebook:
        """What the rules found in single items on a day."""
        return Notebook(self._folder / "findings.json", f"{self._basis}{as_of}")

    def pages(self, as_of: date) -> Notebook:
        """What the pages of a day were made from."""
        return Notebook(self._folder / "pages.json", f"{self._basis}{as_of}")
