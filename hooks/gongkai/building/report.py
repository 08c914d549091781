"""What a build wrote, left outside the site for the verification that follows."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from gongkai.building.probes import Probe

CACHE = ".cache"
"""Folder below the project's root of everything that only saves work; safe to delete."""

REPORT = "build.json"
"""Name of the report in the cache folder."""


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildReport:
    """The pages by address, the numbers of items and of search entries, and what the search must answer."""

    as_of: str
    pages: tuple[str, ...]
    reused: int
    items: int
    entries: int
    """Items and records that can be found by search."""
    probes: tuple[Probe, ...]
    """What the search must answer."""
    empty: tuple[str, ...] = ()
    """Files that rightly hold nothing, by address: tables of records none of which is public any more."""
    warnings: int
    notes: int
    search_warning: str = ""
    """Why another search engine answers than the one that was asked for; a Chinese sentence, empty where none does."""

    @classmethod
    def load(cls, path: Path) -> BuildReport:
        """The report at ``path``. Raises OSError, ValueError, KeyError or TypeError where there is no whole report."""
        data = json.loads(path.read_text(encoding="utf-8"))
        probes = tuple(Probe(**probe) for probe in data["probes"])
        return cls(**{**data, "pages": tuple(data["pages"]), "probes": probes, "empty": tuple(data["empty"])})

    def save(self, path: Path) -> None:
        """Write the report."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(asdict(self), ensure_ascii=False, indent=1), encoding="utf-8")
