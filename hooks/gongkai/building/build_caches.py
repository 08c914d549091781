"""What a build has from the last one: its caches, each under a key of all that its entries depend on, and its site."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gongkai.binding.records.kept_rows import KeptRows
from gongkai.binding.records.record_tables import RecordTables
from gongkai.building.report import CACHE
from gongkai.incremental.cache import Cache
from gongkai.incremental.cache_key import code_version, common_sources, engine_version
from gongkai.incremental.progress import Progress, silent
from gongkai.incremental.site_parts import SiteParts
from gongkai.model.item import ItemFacts
from gongkai.reading.held_sources import HeldSources
from gongkai.rendering.writing import PublishedSite

_FACTS = "items"


class BuildCaches:
    """What was read, found and written when the column at ``root`` was last built; all of it is safe to delete."""

    def __init__(self, root: Path, folder: Path | None = None, progress: Progress = silent) -> None:
        """``folder`` holds the caches, and a site in it is reused, where both are not those of the project itself.

        ``progress`` is told how far the build has come.
        """
        self.root = root
        self.folder = folder or root / CACHE
        self.progress = progress
        self.held: HeldSources | None = None
        """What a lasting process knows of the source files; None in one that ends with the build."""
        self._published = folder / "site" if folder else root / "site"
        code = engine_version() + code_version(root / "theme_overrides")
        self._tables: RecordTables | None = None
        self._facts: tuple[Cache, ItemFacts] | None = None
        self._key = f"{code}{common_sources(root)}"

    def readings(self) -> Cache:
        """What the source files say, which is the same on any day."""
        return Cache(self.folder / "readings.json", self._key)

    def tables(self) -> RecordTables:
        """What is known of the records; one for the whole build, which saves it."""
        if self._tables is None:
            rows = KeptRows(self.folder / "records", self._key)
            self._tables = RecordTables(Cache(self.folder / "tables.json", self._key), rows)
        return self._tables

    def item_facts(self) -> ItemFacts:
        """What is known of the texts of items; one for the whole build."""
        if self._facts is None:
            cache = Cache(self.folder / "facts.json", self._key)
            self._facts = cache, ItemFacts(cache.get(_FACTS)[1])
        return self._facts[1]

    def save_facts(self) -> None:
        """Remember what was found in the texts of items for the next build."""
        if self._facts and self._facts[1].grown:
            cache, facts = self._facts
            cache.put(_FACTS, self._key, facts.kept())
            cache.save()
            facts.grown = False

    def findings(self, as_of: date) -> Cache:
        """What the rules found in single items on a day."""
        return Cache(self.folder / "findings.json", f"{self._key}{as_of}")

    def site(self, as_of: date) -> PublishedSite:
        """The site of the last build, and what its pages of a day were made from."""
        return PublishedSite(self._published, Cache(self.folder / "pages.json", f"{self._key}{as_of}"))

    def parts(self, as_of: date, folder: Path) -> SiteParts:
        """The parts (data, search) of the site of a day that is being built in ``folder``; opened once for each build."""
        key = f"{self._key}{as_of}"
        parts, rows = Cache(self.folder / "parts.json", key), Cache(self.folder / "rows.json", key)
        index, records = (Cache(self.folder / f"{name}.json", self._key) for name in ("index", "records"))
        return SiteParts(folder, self._published, parts, rows, index, records)
