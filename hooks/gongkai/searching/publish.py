"""The search of the site: our shards always, Pagefind beside them where the column asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from gongkai.model.publication import Publication
from gongkai.searching.entries import entries_of
from gongkai.searching.pagefind import write_pagefind
from gongkai.searching.record_index import publish_record_search
from gongkai.searching.shards import write_index
from gongkai.searching.suggestions import write_suggestions

PAGES = "pages"
"""Name of the index of items; that of records is a second one."""

LARGEST_FOR_PAGEFIND = 3000
"""Entries up to which «auto» takes Pagefind; beyond, its index costs more to make and to load than the shards."""


@dataclass(frozen=True, slots=True)
class SearchReport:
    """Which engine answers online, and how many entries and files there are."""

    engine: str
    entries: int
    files: int


def engine_for(count: int, wish: str) -> str:
    """The engine for ``count`` entries: ``wish`` is pagefind, shards or auto."""
    if wish in ("pagefind", "shards"):
        return wish
    return "pagefind" if 0 < count <= LARGEST_FOR_PAGEFIND else "shards"


def publish_search(publication: Publication, folder: Path, wish: str) -> SearchReport:
    """Write the index of all items and those of their records below ``folder``.

    Raises gongkai.searching.pagefind.PagefindError and OSError.
    """
    entries = list(entries_of(publication))
    engine = engine_for(len(entries), wish)
    files = write_index(entries, folder, PAGES).files + write_suggestions(publication, folder)
    files += publish_record_search(publication, folder).files
    if engine == "pagefind":
        files += write_pagefind(entries, folder)
    # The page cannot know the choice, since pages are written before the index: a script of one line says it.
    (folder / "search" / "engine.js").write_text(f'window.gkEngine = "{engine}";\n', encoding="utf-8")
    return SearchReport(engine, len(entries), files + 1)
