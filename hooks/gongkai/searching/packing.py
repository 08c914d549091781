"""The files of the index: raw deflate in base 64 as a classic script, read by ``assets/gongkai/search_files.js``.

A file is one call of ``gkShard`` with its name, the digest of its content and the content, so that a browser can load it
from a web server and from ``file://`` alike and recognises a file of another build. ``varint`` describes the content.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from pathlib import Path

FOLDER = "search"
"""Folder of a site with all files of the search."""


class BrokenFileError(Exception):
    """A file of the index is not whole or not the one that was asked for; the message is its name."""


def digest_of(content: bytes) -> str:
    """The upper 24 bits of the CRC-32 as six hexadecimal digits: short, since the index lists thousands of them."""
    return f"{zlib.crc32(content):08x}"[:6]


def shard_name(first: str) -> str:
    """Name of the shard that begins with the term ``first``: ``t`` and the CRC-32 of the term."""
    return f"t{zlib.crc32(first.encode()):08x}"


def head_of(name: str, digest: str) -> bytes:
    """What a file begins with; behind it comes nothing but its content."""
    return f'gkShard("{name}","{digest}","'.encode()


def packed(name: str, digest: str, content: bytes, level: int = 6) -> bytes:
    """The bytes of one file of the index; ``level`` is that of zlib, from 1, the quickest, to 9."""
    packer = zlib.compressobj(level, zlib.DEFLATED, -15)
    return b'%b%b");\n' % (head_of(name, digest), base64.b64encode(packer.compress(content) + packer.flush()))


def script_value(value: object) -> str:
    """A value as it is written into a classic script."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Before ES2019 these two end a line of a script and would break the file.
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def unpacked(data: bytes, name: str, digest: str = "") -> bytes:
    """The content of a file called ``name`` from its bytes, which must state ``digest`` where one is given.

    Raises BrokenFileError for damaged bytes and for another digest.
    """
    try:
        text = data.decode()
        _, found, content = json.loads(f"[{text[len('gkShard(') : text.rindex(')')]}]")
        content = zlib.decompress(base64.b64decode(content, validate=True), -15)
    except (ValueError, TypeError, binascii.Error, zlib.error):
        raise BrokenFileError(name) from None
    if digest and found != digest:
        raise BrokenFileError(name)
    return bytes(content)


def write_file(path: Path, name: str, digest: str, content: bytes) -> None:
    """Write one file of the index. Raises OSError."""
    path.write_bytes(packed(name, digest, content))


def read_file(path: Path, digest: str = "") -> bytes:
    """The content of a file, which must state ``digest`` where one is given.

    Raises BrokenFileError for a damaged file and for another digest, OSError where the file cannot be read.
    """
    return unpacked(path.read_bytes(), path.name, digest)
