"""Numbers, sorted words and files of the index as bytes; ``assets/gongkai/search_files.js`` reads them.

A number is written in groups of seven bits, the lowest first, each but the last with the eighth bit set. A file is one
call of ``gkShard`` with its name, the digest of its content and the content as raw deflate in base 64, so that a browser
can take it from a web server and from a folder alike and knows a file of another build.
"""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise
from pathlib import Path

_MOST_SHARED = 30
_WRITTEN = tuple(
    [bytes((value,)) for value in range(128)]
    + [bytes((value & 127 | 128, value >> 7)) for value in range(128, 1 << 14)]
)
"""The numbers of one group and of two, written out once, since nearly all are."""


class BrokenFileError(Exception):
    """A file of the index is not whole or not the one that was asked for."""


def number(value: int) -> bytes:
    """One number that is not negative."""
    if value < len(_WRITTEN):
        return _WRITTEN[value]
    return bytes((value & 127 | 128, value >> 7 & 127 | 128)) + number(value >> 14)


def numbers(values: Iterable[int]) -> bytes:
    """Numbers that are not negative, one after another."""
    return b"".join(map(number, values))


def steps(values: Sequence[int]) -> bytes:
    """Numbers by the distance of each from the one before, small in either direction."""
    return numbers(
        step << 1 if step >= 0 else (-step << 1) - 1 for step in (b - a for a, b in pairwise(chain((0,), values)))
    )


def section(content: bytes) -> bytes:
    """The content with its length before it."""
    return number(len(content)) + content


def words(sorted_words: Iterable[str]) -> bytes:
    """Words by lines; each begins with a character that says how much of the word before it shares."""
    lines = []
    before = ""
    for word in sorted_words:
        shared = 0
        for one, other in zip(before[:_MOST_SHARED], word):
            # Beyond the first plane JavaScript counts two where Python counts one.
            if one != other or one > "\uffff":
                break
            shared += 1
        lines.append(chr(48 + shared) + word[shared:])
        before = word
    return "\n".join(lines).encode()


def digest_of(content: bytes) -> str:
    """Six hexadecimal digits that tell one content from another; the index lists thousands of them."""
    return f"{zlib.crc32(content):08x}"[:6]


def shard_name(first: str) -> str:
    """Name of the shard that begins with the term ``first``."""
    return f"t{zlib.crc32(first.encode()):08x}"


def write_file(path: Path, name: str, digest: str, content: bytes) -> None:
    """Write one file of the index. Raises OSError."""
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    packed = base64.b64encode(packer.compress(content) + packer.flush()).decode("ascii")
    path.write_text(f'gkShard("{name}","{digest}","{packed}");\n', encoding="ascii", newline="\n")


def read_file(path: Path, digest: str = "") -> bytes:
    """The content of a file, with ``digest`` where it is known. Raises BrokenFileError and OSError."""
    text = path.read_text(encoding="utf-8")
    try:
        _, found, packed = json.loads(f"[{text[len('gkShard(') : text.rindex(')')]}]")
        content = zlib.decompress(base64.b64decode(packed, validate=True), -15)
    except (ValueError, TypeError, binascii.Error, zlib.error):
        raise BrokenFileError(path.name) from None
    if digest and found != digest:
        raise BrokenFileError(path.name)
    return content


class Bytes:
    """Written content read from its beginning to its end."""

    def __init__(self, content: bytes) -> None:
        self._content = content
        self._at = 0

    def number(self) -> int:
        """The next number."""
        value = shift = 0
        while True:
            byte = self._content[self._at]
            self._at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    def section(self) -> bytes:
        """The next section."""
        length = self.number()
        self._at += length
        return self._content[self._at - length : self._at]

    def rest(self) -> Iterator[int]:
        """All numbers up to the end."""
        while self._at < len(self._content):
            yield self.number()


def read_steps(content: bytes) -> list[int]:
    """What ``steps`` wrote."""
    values = []
    value = 0
    for step in Bytes(content).rest():
        value += -((step + 1) >> 1) if step & 1 else step >> 1
        values.append(value)
    return values


def read_words(content: bytes) -> list[str]:
    """What ``words`` wrote."""
    found: list[str] = []
    before = ""
    for line in content.decode().split("\n") if content else ():
        before = before[: ord(line[0]) - 48] + line[1:]
        found.append(before)
    return found
