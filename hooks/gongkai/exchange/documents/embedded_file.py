"""A file that a Word document carries inside: as it is, or wrapped in an OLE object (MS-OLEDS) as older programs do."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from gongkai.reading.file_nature import OLE, PDF, ZIP, nature_of
from gongkai.reading.office.ole_document import read_ole
from gongkai.reading.office.ole_streams import read_streams
from gongkai.reading.office.zip_package import package_kind

_NATIVE = "\x01Ole10Native"
_WRAPPERS = ("Package", "CONTENTS", _NATIVE)
"""Streams that hold a whole file: an Office file, one of another program, and one that was put in as a package."""
_SUFFIXES = {PDF: ".pdf", "PNG 图片": ".png", "JPG 图片": ".jpg", "TIFF 图片": ".tif"}
_PACKAGES = {
    "Word 文档（DOCX）": ".docx", "Excel 工作簿（XLSX）": ".xlsx", "演示文稿（PPTX）": ".pptx", "OFD 文件": ".ofd",
}  # fmt: skip
_PROGRAMS = {"Word": ".doc", "Excel": ".xls", "PowerPoint": ".ppt"}


@dataclass(frozen=True, slots=True)
class EmbeddedFile:
    """A file of a format that may be published, and the name that it had; empty where that is not stored."""

    suffix: str
    data: bytes
    name: str = ""


def embedded_file(data: bytes) -> EmbeddedFile | None:
    """The file in ``data``, a part of a document; None where it is of no format that can be told and published."""
    if nature_of(data) != OLE:
        suffix = _suffix(data)
        return EmbeddedFile(suffix, data) if suffix else None
    streams = read_streams(data, _WRAPPERS)
    for wrapper, content in streams.at_root.items() if streams else ():
        name, inner = _native(content) if wrapper == _NATIVE else ("", content)
        suffix = _suffix(inner)
        if suffix:
            return EmbeddedFile(suffix, inner, name)
    document = read_ole(data)
    program = min(document.programs, default="") if document else ""
    return EmbeddedFile(_PROGRAMS[program], data) if program else None


def _suffix(data: bytes) -> str:
    nature = nature_of(data)
    return _PACKAGES.get(package_kind(data), "") if nature == ZIP else _SUFFIXES.get(nature, "")


def _native(content: bytes) -> tuple[str, bytes]:
    """Name and bytes of a file in a native stream: size, flags, name, source path, flags, temporary path, size, bytes."""
    try:
        name, _, rest = content[6:].partition(b"\x00")
        rest = rest.partition(b"\x00")[2][4:]
        (path,) = struct.unpack_from("<I", rest)
        (size,) = struct.unpack_from("<I", rest, 4 + path)
    except struct.error:
        return "", b""
    begin = 8 + path
    return name.decode("gbk", "replace"), rest[begin : begin + size]
