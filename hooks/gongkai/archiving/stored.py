"""Reproducible entries of ZIP files: their bytes depend only on the content and a day."""

from __future__ import annotations

import zipfile
from datetime import date


def stored(name: str, day: date, size: int = 0) -> zipfile.ZipInfo:
    """An uncompressed entry with this name and day; ``size`` in bytes is needed where its content is written as a stream.

    It is not compressed, since the output of a compressor differs between versions.
    """
    entry = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    entry.create_system = 3
    entry.external_attr = 0o100644 << 16
    entry.file_size = size
    return entry
