"""How many pages a package has, where its format says so cheaply; 0 where it does not."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

_WORD_PAGES = re.compile(rb"<Pages>(\d{1,9})</Pages>")
_OFD_PAGE = re.compile(rb"<(?:\w+:)?Page\s")
_LARGEST = 1 << 22
"""Bytes that are unpacked of one part; what says the number of pages is small."""


def page_count(suffix: str, data: bytes) -> int:
    """Pages of a DOCX or OFD file."""
    if suffix == ".docx":
        found = _WORD_PAGES.search(_part(data, "docProps/app.xml"))
        return int(found[1]) if found else 0
    if suffix == ".ofd":
        return len(_OFD_PAGE.findall(_part(data, "Doc_0/Document.xml")))
    return 0


def _part(data: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(name) as part:
            return part.read(_LARGEST)
    except (zipfile.BadZipFile, KeyError, zlib.error, RuntimeError, NotImplementedError, OSError):
        # What the package says of itself may be broken or locked; the number of pages is a courtesy.
        return b""
