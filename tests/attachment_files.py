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

from tests.workbooks import workbook

_OLE_SIGNATURE = bytes.fromhex("d0cf11e0a1b11ae1")
_SECTOR, _LARGE = 512, 4096
_NONE = 0xFFFFFFFF
_NO_TABLES = (0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
"""No table of small streams and no further table of tables."""


def make_file(path: Path, said: dict[str, Any]) -> None:
    """Write the attachment that ``said`` describes by the one key that names its kind."""
    (kind,) = set(said) & {
        "text",
        "hex",
        "zip",
        "pdf",
        "sound_pdf",
        "ole",
        "workbook",
        "link",
        "folder",
        "pipe",
        "repeated",
    }
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


def sound_pdf(*actions: str) -> bytes:
    """A PDF file without a fault of form, whose objects lie in a compressed stream: seven pages, and actions at its opening."""
    opened = f"[{' '.join(f'{number} 0 R' for number, _ in enumerate(actions, 3))}]"
    objects = [f"<< /Type /Catalog /Pages 2 0 R /AA {opened} >>", "<< /Type /Pages /Kids [] /Count 7 >>", *actions]
    starts = [len(" ".join(objects[:place])) + bool(place) for place in range(len(objects))]
    index = " ".join(f"{number} {start}" for number, start in enumerate(starts, 1)) + " "
    packed = zlib.compress((index + " ".join(objects)).encode())
    stream, table = len(objects) + 1, len(objects) + 2
    head = b"%PDF-1.7\n"
    body = b"%d 0 obj\n<< /Type /ObjStm /N %d /First %d /Filter /FlateDecode /Length %d >>\nstream\n%b\nendstream\nendobj\n" % (
        stream, len(objects), len(index), len(packed), packed
    )  # fmt: skip
    rows = [(0, 0, 0), *((2, stream, place) for place in range(len(objects)))]
    rows += [(1, len(head), 0), (1, len(head) + len(body), 0)]
    cells = b"".join(struct.pack(">BIH", *row) for row in rows)
    told = b"/Type /XRef /Size %d /W [1 4 2] /Root 1 0 R /Length %d" % (len(rows), len(cells))
    last = b"%d 0 obj\n<< %b >>\nstream\n%b\nendstream\nendobj\n" % (table, told, cells)
    return head + body + last + b"startxref\n%d\n%%%%EOF\n" % (len(head) + len(body))


def ole_file(streams: dict[str, str]) -> bytes:
    """An old Office file with the streams, given in hexadecimal digits, each filled up so that it counts as a large one."""
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0, child=1 if streams else _NONE)]
    chains, sectors = [], b""
    first = -(-(len(streams) + 1) // (_SECTOR // 128)) + 1
    for number, (name, content) in enumerate(streams.items(), 1):
        start = first + len(sectors) // _SECTOR
        data = bytes.fromhex(content).ljust(_LARGE, b"\x00")
        sectors += data
        chains.append((start, len(data) // _SECTOR))
        entries.append(_entry(name, 2, start, len(data), following=number + 1 if number < len(streams) else _NONE))
    table = [0xFFFFFFFD]
    for start, count in [(1, first - 1), *chains]:
        table += [*range(start + 1, start + count), 0xFFFFFFFE]
    table += [_NONE] * (_SECTOR // 4 - len(table))
    header = struct.pack("<8s16xHHHHH6xIIIIIIIII", _OLE_SIGNATURE, 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, *_NO_TABLES)
    header += struct.pack("<I", 0) + struct.pack("<I", _NONE) * 108
    directory = b"".join(entries).ljust((first - 1) * _SECTOR, b"\x00")
    return header + struct.pack(f"<{len(table)}I", *table) + directory + sectors


def _entry(
    name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF, following: int = 0xFFFFFFFF
) -> bytes:
    """An entry of the directory (MS-CFB 2.6.1)."""
    written = name.encode("utf-16-le") + b"\x00\x00"
    return struct.pack("<64sHBBIII36xIII", written, len(written), kind, 1, 0xFFFFFFFF, following, child, start, size, 0)


def _repeated(said: dict[str, Any]) -> bytes:
    """A long text: ``first``, then the line ``each`` so many ``times``, with its number for ``{n}``."""
    lines = "".join(said["each"].replace("{n}", str(number)) for number in range(1, said["times"] + 1))
    return (str(said.get("first", "")) + lines).encode()


_MAKERS: dict[str, Callable[[Any], bytes]] = {
    "text": str.encode,
    "hex": bytes.fromhex,
    "zip": _zip,
    "pdf": _pdf,
    "sound_pdf": lambda actions: sound_pdf(*actions),
    "ole": ole_file,
    "repeated": _repeated,
    "workbook": workbook,
}
