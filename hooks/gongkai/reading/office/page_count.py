"""The number of pages of DOCX and OFD files, as their metadata states it."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress

from gongkai.reading.office.xml_events import DamagedXmlError, Handler, read_xml

_LONGEST = 10
"""The most characters that are read of a number."""
_LARGEST = 1 << 22
"""The most bytes that are unpacked of one part; the parts with the number of pages are small."""


def page_count(suffix: str, data: bytes) -> int:
    """The number of pages of ``data``, a file with the extension ``suffix``; 0 for other formats and where it is unknown."""
    if suffix == ".docx":
        return next(_numbers_in(_part(data, "docProps/app.xml"), "Pages"), 0)
    if suffix == ".ofd":
        return sum(1 for _ in _numbers_in(_part(data, "Doc_0/Document.xml"), "Page"))
    return 0


class _Numbers(Handler[int]):
    """The numbers in the elements of one name; 0 for an element without a number."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._text = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._text = ""

    def text(self, text: str) -> None:
        self._text += text[:_LONGEST]

    def end(self, name: str) -> None:
        if name == self._name:
            text = self._text.strip()
            self.found.append(int(text) if text.isascii() and text.isdigit() and len(text) < _LONGEST else 0)


def _numbers_in(xml: bytes, name: str) -> Iterator[int]:
    # What precedes the damage is used; the number of pages is optional, and damage is reported elsewhere.
    with suppress(DamagedXmlError):
        yield from read_xml(xml, _Numbers(name))


def _part(data: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(name) as part:
            return part.read(_LARGEST)
    except (zipfile.BadZipFile, KeyError, zlib.error, RuntimeError, NotImplementedError, OSError):
        # The number of pages is optional; damaged and encrypted packages are reported elsewhere.
        return b""
