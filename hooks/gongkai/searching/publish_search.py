"""The search of the site: always our own shards, and on demand Pagefind as the fallback where a browser cannot read one of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from gongkai.incremental.progress import Progress, silent
from gongkai.incremental.site_parts import SiteParts
from gongkai.model.publication import Publication
from gongkai.model.script import traditional_pairs
from gongkai.searching.entries import Entry
from gongkai.searching.kept.kept_index import write_kept_index
from gongkai.searching.kept.known_entries import known_entries
from gongkai.searching.outside import write_outside
from gongkai.searching.packing import FOLDER, digest_of, write_file
from gongkai.searching.pagefind import PagefindError, write_pagefind
from gongkai.searching.records.record_index import publish_record_search
from gongkai.searching.shards import write_index
from gongkai.searching.start_file import PAGES, write_start
from gongkai.searching.suggestions import write_suggestions
from gongkai.searching.varint import length_prefixed, zigzag_deltas


@dataclass(frozen=True, slots=True)
class SearchReport:
    """How many entries and files there are, and why Pagefind does not stand beside the shards although it should."""

    entries: int
    files: int
    warning: str = ""
    """Why Pagefind is missing although it was wanted: a Chinese sentence, else empty."""


def engine_for(wish: str) -> str:
    """«pagefind» where its index is written beside the shards, else «shards»; ``wish`` is pagefind, shards or auto.

    «auto» is what costs least; measured with 100, 300 and 1,000 entries that are the shards alone, each time by a factor.
    """
    return "pagefind" if wish == "pagefind" else "shards"


def publish_search(
    publication: Publication,
    folder: Path,
    wish: str,
    progress: Progress = silent,
    parts: SiteParts | None = None,
) -> SearchReport:
    """Write the index of items, the indexes of records and what the search box needs below ``folder``. Raises OSError.

    ``parts`` knows what the published site already has.
    """
    progress("建立检索", 0, 0)
    report = _write_pages(publication, folder, wish, parts or SiteParts(folder))
    progress("建立记录检索", 0, 0)
    written = write_suggestions(publication, folder) + write_outside(publication, folder)
    written += publish_record_search(publication, folder, parts).files + write_start(folder)
    return replace(report, files=report.files + written)


def _write_pages(publication: Publication, folder: Path, wish: str, parts: SiteParts) -> SearchReport:
    """Write the index of items, changed from the published one where that is known, and what stands beside it."""
    known = tuple(known_entries(publication, parts.index))
    files = write_kept_index(known, folder, PAGES, parts.index, parts.published)
    parts.digests |= {f"{FOLDER}/{PAGES}/{part}.js": one.sha256 for part, one in files.noted.items()}
    return _write_beside((one.whole() for one in known), SearchReport(len(known), len(files.noted)), folder, wish)


def write_search(entries: Sequence[Entry], folder: Path, wish: str) -> SearchReport:
    """Write the index of ``entries`` and the files that all indexes share below ``folder``. Raises OSError.

    Where Pagefind fails, the shards stay without a fallback, and the report says why.
    """
    index = write_index(entries, folder, PAGES)
    return _write_beside(entries, SearchReport(len(entries), index.files), folder, wish)


def _write_beside(entries: Iterable[Entry], index: SearchReport, folder: Path, wish: str) -> SearchReport:
    """Write what stands beside the index of ``entries``."""
    engine = engine_for(wish)
    files = index.files
    warning = ""
    if engine == "pagefind":
        try:
            files += write_pagefind(tuple(entries), folder)
        except PagefindError as error:
            engine = "shards"
            warning = f"{error}检索由自带索引完成，只是没有备用的；请核对 pagefind-bin 是否装好。"
    write_shared(folder, engine)
    return SearchReport(index.entries, files + 2, warning)


def write_shared(folder: Path, engine: str = "shards") -> None:
    """Write what every index needs: the table of Traditional characters, and which engine answers. Raises OSError."""
    forms = sorted((point, ord(standard)) for point, standard in traditional_pairs().items())
    pairs = b"".join(length_prefixed(zigzag_deltas(column)) for column in zip(*forms))
    write_file(folder / FOLDER / "traditional.js", "traditional", digest_of(pairs), pairs)
    # Pages are written before the index and cannot know the choice, so a script of one line holds it.
    (folder / FOLDER / "engine.js").write_text(f'window.gkEngine = "{engine}";\n', encoding="utf-8", newline="\n")
