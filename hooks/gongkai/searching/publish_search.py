"""The search of the site: our shards always, Pagefind beside them to stand in where one of their files cannot be read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.model.publication import Publication
from gongkai.model.script import traditional_pairs
from gongkai.searching.entries import Entry, entries_of
from gongkai.searching.outside import write_outside
from gongkai.searching.packing import digest_of, section, steps, write_file
from gongkai.searching.pagefind import PagefindError, write_pagefind
from gongkai.searching.record_index import publish_record_search
from gongkai.searching.shards import FOLDER, write_index
from gongkai.searching.suggestions import write_suggestions

PAGES = "pages"
"""Name of the index of items; that of records is a second one."""

LARGEST_FOR_PAGEFIND = 3000
"""Entries up to which «auto» takes Pagefind; beyond, its index costs more to make and to load than the shards."""


@dataclass(frozen=True, slots=True)
class SearchReport:
    """How many entries and files there are, and why Pagefind does not stand beside the shards although it should."""

    entries: int
    files: int
    warning: str = ""


def engine_for(count: int, wish: str) -> str:
    """«pagefind» where its index stands beside the shards for ``count`` entries; ``wish`` is pagefind, shards or auto."""
    if wish in ("pagefind", "shards"):
        return wish
    return "pagefind" if 0 < count <= LARGEST_FOR_PAGEFIND else "shards"


def publish_search(publication: Publication, folder: Path, wish: str) -> SearchReport:
    """Write the index of all items and those of their records below ``folder``. Raises OSError."""
    report = write_search(tuple(entries_of(publication)), folder, wish)
    files = write_suggestions(publication, folder) + write_outside(publication, folder)
    files += publish_record_search(publication, folder).files
    return replace(report, files=report.files + files)


def write_search(entries: Sequence[Entry], folder: Path, wish: str) -> SearchReport:
    """Write the index of ``entries`` and what every index needs below ``folder``. Raises OSError.

    Where Pagefind does not give a whole index, the shards answer alone, and the report says why.
    """
    engine = engine_for(len(entries), wish)
    files = write_index(entries, folder, PAGES).files
    warning = ""
    if engine == "pagefind":
        try:
            files += write_pagefind(entries, folder)
        except PagefindError as error:
            engine = "shards"
            warning = f"{error}检索由自带索引完成，只是没有备用的；请核对 pagefind-bin 是否装好。"
    forms = sorted((point, ord(standard)) for point, standard in traditional_pairs().items())
    pairs = b"".join(section(steps(column)) for column in zip(*forms))
    write_file(folder / FOLDER / "traditional.js", "traditional", digest_of(pairs), pairs)
    # The page cannot know the choice, since pages are written before the index: a script of one line says it.
    (folder / FOLDER / "engine.js").write_text(f'window.gkEngine = "{engine}";\n', encoding="utf-8", newline="\n")
    return SearchReport(len(entries), files + 2, warning)
