"""The number of pages of OFD files, counted in the documents that the package names.

Word files have no number of pages: what their properties say is what the program that saved them last had counted, and
many programs write 1 there.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import suppress

from gongkai.reading.office.xml_events import DamagedXmlError, Handler, read_xml

_LARGEST = 1 << 22
"""The most bytes that are unpacked of one part; the parts with the pages are small."""
_MOST_DOCUMENTS = 100


def page_count(suffix: str, data: bytes) -> int:
    """The number of pages of ``data``, a file with the extension ``suffix``; 0 for other formats and where it is unknown."""
    if suffix != ".ofd":
        return 0
    roots = list(_texts_in(_part(data, "OFD.xml"), "DocRoot"))[:_MOST_DOCUMENTS]
    counts = [sum(1 for _ in _texts_in(_part(data, _path(root)), "Page")) for root in roots]
    # A document whose pages are not there makes the sum wrong.
    return sum(counts) if all(counts) else 0


def _path(written: str) -> str:
    """The name of a part that ``OFD.xml`` names, which stands at the root of the package (GB/T 33190, 7.4)."""
    return posixpath.normpath(written.strip().lstrip("/") or ".")


class _Texts(Handler[str]):
    """The texts of the elements of one name; empty for an element without a text."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._text = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._text = ""

    def text(self, text: str) -> None:
        self._text += text

    def end(self, name: str) -> None:
        if name == self._name:
            self.found.append(self._text)


def _texts_in(xml: bytes, name: str) -> Iterator[str]:
    # What precedes the damage is used; the number of pages is optional, and damage is reported elsewhere.
    with suppress(DamagedXmlError):
        yield from read_xml(xml, _Texts(name))


def _part(data: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive, archive.open(name) as part:
            return part.read(_LARGEST)
    except (zipfile.BadZipFile, KeyError, zlib.error, RuntimeError, NotImplementedError, OSError):
        # The number of pages is optional; damaged and encrypted packages are reported elsewhere.
        return b""
