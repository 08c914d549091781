"""Entries of ZIP files whose bytes depend on their contents and a day alone."""

from __future__ import annotations

import zipfile
from datetime import date


def stored(name: str, day: date, size: int = 0) -> zipfile.ZipInfo:
    """An entry of this name and day; ``size`` in bytes, where its content is written bit by bit.

    It is not compressed: what a compressor makes of the same bytes differs from version to version.
    """
    entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    entry.file_size = size
    return entry
