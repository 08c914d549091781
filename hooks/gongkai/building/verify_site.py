"""Verification of a built site before it replaces the published one."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

from gongkai.building.report import REPORT, BuildReport
from gongkai.building.verify_search import search_faults
from gongkai.data.manifest import MANIFEST
from gongkai.incremental.files_below import files_below

_ALWAYS = ("index.html", "404.html", "search.html", MANIFEST)


def faults_of(
    site: Path, cache: Path, published: Path | None = None, files: Mapping[str, os.DirEntry[str]] | None = None
) -> Iterator[str]:
    """The faults of the site built in ``site``, one Chinese sentence each; none where it may be published.

    ``cache`` is the folder with the report of the build; files of the search that were taken over from the site at
    ``published`` need not be read whole; ``files`` are those of ``site``, where they were looked up already. Every page of
    the report must be there and whole, and no other; no file may be empty unless the report says so; the manifest must
    list exactly the files that are there; every file of the search must be whole, and every probe must be answered.
    """
    try:
        report = BuildReport.load(cache / REPORT)
    except (OSError, ValueError, KeyError, TypeError):
        yield "生成过程没有留下完成记录，说明它中途停下了。"
        return
    if files is None:
        files = files_below(site) if site.is_dir() else {}
    found = {name: entry.stat().st_size for name, entry in files.items()}
    may_be_empty = set(report.empty)
    for url, size in report.pages.items():
        if url not in found:
            yield f"网页“{url}”没有写出来。"
        elif found[url] != size:
            yield f"网页“{url}”不完整。"
    for name, size in found.items():
        if size == 0 and name not in may_be_empty:
            yield f"文件“{name}”是空的。"
        if name.endswith(".html") and "/" not in name and name not in report.pages:
            yield f"网页“{name}”不在应有的网页之列。"
    if MANIFEST in found:
        lines = (site / MANIFEST).read_text(encoding="utf-8").splitlines()
        listed = {line.partition("  ")[2] for line in lines}
        for name in sorted(listed ^ (found.keys() - {MANIFEST})):
            yield f"文件“{name}”{'没有写出来' if name in listed else '不在校验清单里'}。"
    for name in _ALWAYS:
        if name not in found:
            yield f"缺少“{name}”。"
    yield from search_faults(site, report.probes, published)
