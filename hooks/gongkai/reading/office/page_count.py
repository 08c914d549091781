"""How many pages an attachment has, where its format says so cheaply; 0 where it does not."""

from __future__ import annotations

import io
import re
import zipfile
import zlib

from gongkai.reading.office.pdf_content import unpacked_objects

_COUNT = re.compile(
    rb"/Type\s{0,9}/Pages\b[^>]{0,4000}?/Count\s{1,9}(\d{1,9})|/Count\s{1,9}(\d{1,9})[^>]{0,4000}?/Type\s{0,9}/Pages\b"
)
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")
_WORD_PAGES = re.compile(rb"<Pages>(\d{1,9})</Pages>")
_OFD_PAGE = re.compile(rb"<(?:\w+:)?Page\s")
_LARGEST = 1 << 22
"""Bytes that are unpacked of one part; what says the number of pages is small."""


def page_count(suffix: str, data: bytes) -> int:
    """Pages of a PDF, DOCX or OFD file."""
    if suffix == ".pdf":
        return _pdf(data)
    if suffix == ".docx":
        found = _WORD_PAGES.search(_part(data, "docProps/app.xml"))
        return int(found[1]) if found else 0
    if suffix == ".ofd":
        return len(_OFD_PAGE.findall(_part(data, "Doc_0/Document.xml")))
    return 0


def _pdf(data: bytes) -> int:
    counts = [int(first or second) for first, second in _COUNT.findall(data)]
    if counts:
        return max(counts)
    pages = len(_PAGE.findall(data))
    if pages:
        return pages
    # Newer files keep their objects in compressed streams.
    for plain in unpacked_objects(data):
        counts += [int(first or second) for first, second in _COUNT.findall(plain)]
    return max(counts, default=0)


def _part(data: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(name) as part:
            return part.read(_LARGEST)
    except (zipfile.BadZipFile, KeyError, zlib.error, RuntimeError, NotImplementedError, OSError):
        # What the package says of itself may be broken or locked; the number of pages is a courtesy.
        return b""
