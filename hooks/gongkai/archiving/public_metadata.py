"""The public part of the metadata: without the sources and without what is for staff only."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping

from gongkai.archiving.metadata import STAFF

_STAFF_TABLES = frozenset({"review.csv", "waivers.csv"})
_STAFF_COLUMNS = frozenset({"保管期限", "保管期限依据", "历史遗留", "源文件", "源文件SHA-256"})
"""Columns of fields that are not public, and of files that a public package does not have."""


def public_tables(tables: Mapping[str, str]) -> dict[str, str]:
    """The CSV tables, by file name, without tables and columns for staff."""
    return {name: _without(text) for name, text in tables.items() if not _is_for_staff(name)}


def _is_for_staff(name: str) -> bool:
    return name in _STAFF_TABLES or name.startswith(STAFF)


def _without(text: str) -> str:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    kept = [place for place, label in enumerate(rows[0]) if label not in _STAFF_COLUMNS]
    output = io.StringIO(newline="")
    csv.writer(output, lineterminator="\r\n").writerows([row[place] for place in kept] for row in rows)
    return output.getvalue()
