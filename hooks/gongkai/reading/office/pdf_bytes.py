"""PDF files looked at as bytes, where they are damaged or too large to be read object by object.

A viewer mends a damaged file in its own way, so whatever stands in it counts, whether anything leads there or not.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from itertools import islice

from gongkai.reading.office.pdf_facts import PdfFacts

_LARGEST = 1 << 22
"""Bytes that are unpacked of one stream of objects."""
_MOST = 1 << 25
"""Bytes that are unpacked of all of them."""
_HEAD = 4096
"""Bytes between the type of a stream and its first byte."""

_OBJECTS = re.compile(rb"/Type\s{0,9}/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
_LOCKED = re.compile(rb"/Encrypt\s{0,9}(?:\d{1,9}\s{1,9}\d{1,5}\s{1,9}R\b|<<)")
_PROGRAM = re.compile(
    rb"/S\s{0,9}/(JavaScript|Launch|ImportData|SubmitForm)\b|/Names\s{0,9}\[[^\]]{0,200}/JavaScript\b"
)
_INNER_FILE = re.compile(rb"/Type\s{0,9}/EmbeddedFile\b|/EmbeddedFiles\b")
_ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")
_NAME = re.compile(rb"/[A-Za-z]{0,20}#[0-9a-fA-F]{2}[A-Za-z#0-9]{0,40}")
_NODE = re.compile(rb"/Type\s{0,9}/Pages\b")
_COUNT = re.compile(rb"/Count\s{1,9}(\d{1,9})")
_REACH = 4000
"""Bytes on both sides of the type of a node in which the number of its pages stands."""
_MOST_NODES = 1000
_PAGE = re.compile(rb"/Type\s*/Page\b(?!s)")


def scan_pdf(data: bytes) -> PdfFacts:
    """The facts that the bytes of a PDF file tell."""
    if _LOCKED.search(data):
        return PdfFacts(is_locked=True)
    unpacked = tuple(_unpacked_objects(data))
    parts = (data, *unpacked)
    found = (match[1] or b"JavaScript" for part in parts if (match := _PROGRAM.search(_plain(part))))
    return PdfFacts(
        pages=_pages(data) or max(map(_counted, unpacked), default=0),
        programs=tuple(dict.fromkeys(program.decode() for program in found)),
        holds_files=any(_INNER_FILE.search(part) for part in parts),
    )


def _pages(data: bytes) -> int:
    return _counted(data) or len(_PAGE.findall(data))


def _counted(part: bytes) -> int:
    """The largest number of pages that a node of the tree of pages tells."""
    counts = [0]
    for node in islice(_NODE.finditer(part), _MOST_NODES):
        before = part[max(0, node.start() - _REACH) : node.start()].rpartition(b">")[2]
        after = part[node.end() : node.end() + _REACH].partition(b">")[0]
        counts += map(int, _COUNT.findall(before) + _COUNT.findall(after))
    return max(counts)


def _unpacked_objects(data: bytes) -> Iterator[bytes]:
    """What the compressed streams of objects hold, within bounds."""
    left = _MOST
    for found in _OBJECTS.finditer(data):
        start = _STREAM.search(data, found.end(), found.end() + _HEAD)
        if start is None:
            continue
        end = data.find(b"endstream", start.end(), start.end() + _LARGEST)
        try:
            plain = zlib.decompressobj().decompress(data[start.end() : max(end, start.end())], min(_LARGEST, left))
        except zlib.error:
            continue
        yield plain
        left -= len(plain)
        if left <= 0:
            return


def _plain(part: bytes) -> bytes:
    """The part with names written out that somebody wrote in codes (/J#61vaScript)."""
    return _NAME.sub(lambda name: _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), name.group()), part)
