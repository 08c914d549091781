"""What a picture says of its origin besides what it shows: the place where it was taken, its author, its notes.

Read are Exif (in JPG, PNG and TIFF files) and XMP, each within the first bytes of the file; nothing is decoded.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.model.words.matcher import matcher

_MOST = 1 << 20
"""The bytes from the beginning in which the data is looked for."""
_MOST_ENTRIES = 200
_GPS, _ARTIST, _DESCRIPTION, _COMMENT, _XP_AUTHOR, _XP_COMMENT = 0x8825, 0x013B, 0x010E, 0x9C9C, 0x9C9D, 0x9C9B
_LATITUDE = 2
_ASCII_TAGS, _WIDE_TAGS = (_ARTIST, _DESCRIPTION), (_XP_AUTHOR, _COMMENT, _XP_COMMENT)
_XMP = matcher(rb"<x:xmpmeta.{0,200000}?</x:xmpmeta>", re.DOTALL)
_XMP_GPS = matcher(rb"exif:GPSLatitude\s*(?:=\s*[\"']|>)\s*\d")
_XMP_AUTHOR = matcher(rb"<(?:dc:creator|photoshop:AuthorsPosition)\b.{0,300}?<rdf:li[^>]*>([^<]+)<", re.DOTALL)
_TAG = matcher(rb"<[^>]*>")
_PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class PictureData:
    """Whether a picture says where it was taken and who made it, and all texts in its data."""

    has_place: bool
    has_author: bool
    texts: tuple[str, ...]


def picture_data(data: bytes) -> PictureData:
    """The data of a JPG, PNG or TIFF file; nothing is found in others and in damaged ones."""
    head = data[:_MOST]
    has_place = has_author = False
    texts: list[str] = []
    for exif in _exif_in(head):
        tags = dict(_entries(exif, _first(exif)))
        place = tags.get(_GPS, b"")
        if len(place) >= 4:
            (start,) = struct.unpack(_order(exif) + "I", place[:4])
            has_place = has_place or _LATITUDE in dict(_entries(exif, start))
        words = {tag: tags[tag].decode("utf-8", "replace").strip("\0 ") for tag in _ASCII_TAGS if tag in tags}
        words |= {tag: tags[tag].decode("utf-16-le", "replace").strip("\0 ") for tag in _WIDE_TAGS if tag in tags}
        has_author = has_author or any(words.get(tag) for tag in (_ARTIST, _XP_AUTHOR))
        texts += filter(None, words.values())
    for found in _XMP.finditer(head):
        has_place = has_place or bool(_XMP_GPS.search(found.group()))
        has_author = has_author or bool(_XMP_AUTHOR.search(found.group()))
        texts.append(_TAG.sub(b"\n", found.group()).decode("utf-8", "replace"))
    texts += (text for text in _png_texts(head) if "xmpmeta" not in text)
    return PictureData(has_place, has_author, tuple(texts))


def _exif_in(head: bytes) -> Iterator[bytes]:
    if head[:4] in (b"II*\0", b"MM\0*"):
        yield head
    elif head.startswith(_PNG):
        yield from (content for kind, content in _chunks(head) if kind == b"eXIf")
    elif head.startswith(b"\xff\xd8"):
        at = 2
        while head[at : at + 1] == b"\xff" and head[at + 1 : at + 2] not in (b"\xda", b""):
            size = int.from_bytes(head[at + 2 : at + 4], "big")
            content = head[at + 4 : at + 2 + size]
            if head[at + 1] == 0xE1 and content.startswith(b"Exif\0\0"):
                yield content[6:]
            at += 2 + max(size, 2)


def _chunks(head: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(_PNG)
    while at + 8 <= len(head):
        size = int.from_bytes(head[at : at + 4], "big")
        yield head[at + 4 : at + 8], head[at + 8 : at + 8 + size]
        at += size + 12


def _png_texts(head: bytes) -> Iterator[str]:
    if not head.startswith(_PNG):
        return
    for kind, content in _chunks(head):
        if kind == b"tEXt":
            yield content.partition(b"\0")[2].decode("latin1")
        elif kind == b"iTXt":
            rest = content.partition(b"\0")[2]
            text = rest[2:].split(b"\0", 2)[-1]
            if rest[:1] == b"\x01":
                try:
                    text = zlib.decompressobj().decompress(text, _MOST)
                except zlib.error:
                    continue
            yield text.decode("utf-8", "replace")


def _order(exif: bytes) -> str:
    return "<" if exif[:2] == b"II" else ">"


def _first(exif: bytes) -> int:
    return int(struct.unpack(_order(exif) + "I", exif[4:8])[0]) if len(exif) >= 8 else 0


def _entries(exif: bytes, start: int) -> Iterator[tuple[int, bytes]]:
    """The tags of the directory at ``start`` (TIFF 6.0, section 2) with their values."""
    order = _order(exif)
    if not 0 < start <= len(exif) - 2:
        return
    (count,) = struct.unpack_from(order + "H", exif, start)
    for number in range(min(count, _MOST_ENTRIES)):
        at = start + 2 + 12 * number
        if at + 12 > len(exif):
            return
        tag, kind, length = struct.unpack_from(order + "HHI", exif, at)
        size = length * {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1}.get(kind, 1)
        where = at + 8 if size <= 4 else struct.unpack_from(order + "I", exif, at + 8)[0]
        yield tag, exif[where : where + size]
