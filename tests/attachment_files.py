"""Attachments made from what a golden case says of them, so that no binary file stands in the repository."""

from __future__ import annotations

import io
import os
import random
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

_OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_SECTOR = 512


def make_file(path: Path, said: dict[str, Any]) -> None:
    """Write the attachment that ``said`` describes by the one key that names its kind."""
    (kind,) = set(said) & {"text", "hex", "zip", "pdf", "ole", "link", "folder", "pipe"}
    if kind == "link":
        path.symlink_to(said["link"])
    elif kind == "folder":
        path.mkdir()
    elif kind == "pipe":
        os.mkfifo(path)
    else:
        data = _MAKERS[kind](said[kind])
        for old, new in said.get("forged", {}).items():
            data = data.replace(bytes.fromhex(old), bytes.fromhex(new))
        path.write_bytes(data[: int(len(data) * said.get("part", 1))])


def _zip(parts: dict[str, Any]) -> bytes:
    """A package; a part is its text, or ``{zeros: MB}``, ``{noise: KB}``, ``{link: target}``, ``{locked: text}``."""
    target = io.BytesIO()
    locked = False
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            part = zipfile.ZipInfo(name)
            part.compress_type = zipfile.ZIP_DEFLATED
            if isinstance(content, str):
                archive.writestr(part, content)
            elif "zeros" in content:
                archive.writestr(part, bytes(content["zeros"] << 20))
            elif "noise" in content:
                archive.writestr(part, random.Random(0).randbytes(content["noise"] << 10))
            elif "link" in content:
                part.external_attr = 0o120777 << 16
                archive.writestr(part, content["link"])
            else:
                locked = True
                archive.writestr(part, content["locked"])
    data = bytearray(target.getvalue())
    if locked:
        data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


def _pdf(said: dict[str, str]) -> bytes:
    """A PDF file with the object ``body``, with the object ``packed`` in a compressed stream, and with words in its ``trailer``."""
    packed = zlib.compress(said.get("packed", "").encode())
    return (
        b"%PDF-1.7\n1 0 obj\n" + said.get("body", "<< /Type /Catalog >>").encode() + b"\nendobj\n"
        b"2 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length "
        + str(len(packed)).encode()
        + b" >>\nstream\n"
        + packed
        + b"\nendstream\nendobj\ntrailer\n<< /Root 1 0 R "
        + said.get("trailer", "").encode()
        + b" >>\nstartxref\n9\n%%EOF\n"
    )


def _ole(streams: dict[str, str]) -> bytes:
    """An old Office file whose directory names the streams, each one sector long, given in hexadecimal digits."""
    header = bytearray(_SECTOR)
    header[:8] = _OLE_SIGNATURE
    struct.pack_into("<HHHH", header, 24, 0x3E, 3, 0xFFFE, 9)
    directory, sectors = b"", b""
    per_sector = _SECTOR // 128
    first = -(-len(streams) // per_sector)
    for number, (name, content) in enumerate(streams.items()):
        entry = bytearray(128)
        written = name.encode("utf-16-le") + b"\x00\x00"
        entry[: len(written)] = written
        struct.pack_into("<HB", entry, 64, len(written), 2)
        struct.pack_into("<I", entry, 116, first + number)
        directory += bytes(entry)
        sectors += bytes.fromhex(content).ljust(_SECTOR, b"\x00")
    return bytes(header) + directory.ljust(first * _SECTOR, b"\x00") + sectors


_MAKERS: dict[str, Callable[[Any], bytes]] = {
    "text": str.encode,
    "hex": bytes.fromhex,
    "zip": _zip,
    "pdf": _pdf,
    "ole": _ole,
}
