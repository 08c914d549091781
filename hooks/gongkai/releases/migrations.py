"""The ways of writing that a version changed, as data: labels, values and columns of the sources with their new names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from gongkai.releases.version import Version, version_of

_FILE = Path(__file__).with_suffix(".yml")
_KEYS = {"since", "types", "file", "path", "column", "label", "values"}


@dataclass(frozen=True, slots=True)
class Migration:
    """One change of what is written in the sources."""

    since: Version
    types: tuple[str, ...] = ()
    """Labels of the types that are concerned; empty for all, or where ``file`` is given."""
    file: str = ""
    """The only file that is concerned, relative to the project; empty for the files of items."""
    path: tuple[str, ...] = ()
    """The label with those above it, the outermost first; empty for a column."""
    column: str = ""
    """The header of a column of records."""
    label: str = ""
    """The new label or header; empty where only values change."""
    values: Mapping[str, str] = field(default_factory=dict)
    """The new value for each old one."""


def migrations_after(installed: Version, data: str | None = None) -> tuple[Migration, ...]:
    """The changes that came after the version ``installed``, the oldest first; ``data`` is YAML in place of the product's own.

    Raises ValueError for a definition that is not complete.
    """
    read = yaml.safe_load(_FILE.read_text(encoding="utf-8") if data is None else data) or []
    found = [_migration(one) for one in read]
    return tuple(sorted((one for one in found if one.since > installed), key=lambda one: one.since))


def _migration(read: Any) -> Migration:
    if not isinstance(read, dict) or set(read) - _KEYS:
        raise ValueError(f"unknown keys in {read!r}")
    since = version_of(str(read.get("since", "")))
    made = Migration(
        since or Version(0, 0, 0),
        tuple(read.get("types", ())),
        read.get("file", ""),
        tuple(read.get("path", "").split("/")) if read.get("path") else (),
        read.get("column", ""),
        read.get("label", ""),
        dict(read.get("values", {})),
    )
    if since is None or bool(made.path) == bool(made.column) or bool(made.label) == bool(made.values):
        raise ValueError(f"a migration needs since, path or column, and label or values: {read!r}")
    return made
