"""The report of a build, written to the cache folder for the verification that follows."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path

CACHE = ".cache"
"""Folder below the project's root with caches and the report; it may be deleted at any time."""

REPORT = "build.json"
"""Name of the report in the cache folder."""


@dataclass(frozen=True, slots=True)
class Probe:
    """A query to an index by its name; some hit must have ``shown`` as its address or number."""

    index: str
    query: str
    shown: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """What a build wrote: pages by address, counts, and what verification must find."""

    as_of: str
    pages: Mapping[str, int]
    """Address and length in bytes of every page."""
    reused: int
    """Number of pages that were taken unchanged from the published site."""
    items: int
    entries: int
    """Number of entries in the search index of items."""
    probes: tuple[Probe, ...]
    """Queries that the search must answer."""
    empty: tuple[str, ...] = ()
    """Addresses of files that are rightly empty: record files without a public record."""
    warnings: int
    notes: int
    scheduled: int = 0
    """Number of items that become public on a later day (定时公开); they are in none of the other counts."""
    gaps: int = 0
    """Number of marked gaps that readers of the pages see."""
    search_warning: str = ""
    """Why Pagefind is missing although it was wanted: a Chinese sentence, else empty."""

    @classmethod
    def load(cls, path: Path) -> BuildReport:
        """Read the report at ``path``. Raises OSError, ValueError, KeyError or TypeError where it is missing or damaged."""
        data = json.loads(path.read_text(encoding="utf-8"))
        probes = tuple(Probe(**probe) for probe in data["probes"])
        return cls(**{**data, "probes": probes, "empty": tuple(data["empty"])})

    def save(self, path: Path) -> None:
        """Write the report to ``path`` as JSON. Raises OSError."""
        path.parent.mkdir(parents=True, exist_ok=True)
        # On one line, which the C encoder writes; of large columns the pages are ten thousands.
        content = {one.name: getattr(self, one.name) for one in fields(self)}
        path.write_text(json.dumps(content, ensure_ascii=False, default=asdict), encoding="utf-8")
