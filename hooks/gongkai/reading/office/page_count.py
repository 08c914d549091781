"""How many pages a package has, where its format says so cheaply; 0 where it does not."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress

from gongkai.reading.office.xml_events import DamagedXmlError, Handler, read_xml

_LONGEST = 10
"""Signs of a number."""
_LARGEST = 1 << 22
"""Bytes that are unpacked of one part; what says the number of pages is small."""


def page_count(suffix: str, data: bytes) -> int:
    """Pages of a DOCX or OFD file."""
    if suffix == ".docx":
        return next(_told(_part(data, "docProps/app.xml"), "Pages"), 0)
    if suffix == ".ofd":
        return sum(1 for _ in _told(_part(data, "Doc_0/Document.xml"), "Page"))
    return 0


class _Numbers(Handler[int]):
    """The numbers that elements of one name hold; nought for one that holds none."""

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


def _told(xml: bytes, name: str) -> Iterator[int]:
    # What a part says before it is damaged is true; the number of pages is a courtesy.
    with suppress(DamagedXmlError):
        yield from read_xml(xml, _Numbers(name))


def _part(data: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(name) as part:
            return part.read(_LARGEST)
    except (zipfile.BadZipFile, KeyError, zlib.error, RuntimeError, NotImplementedError, OSError):
        # What the package says of itself may be broken or locked; the number of pages is a courtesy.
        return b""
