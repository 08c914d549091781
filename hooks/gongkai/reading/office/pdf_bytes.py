"""Scanning the bytes of PDF files that are damaged, or too large to be read object by object.

Viewers repair damaged files in different ways, so every object in the bytes counts, whether it is referenced or not.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from itertools import islice

from gongkai.model.words.matcher import matcher
from gongkai.reading.office.pdf_facts import PdfFacts

_LARGEST = 1 << 22
"""The most bytes that are unpacked of one object stream."""
_LARGEST_TOTAL = 1 << 25
"""The most bytes that are unpacked of all object streams together."""
_STREAM_DISTANCE = 4096
"""The most bytes between the /Type of a stream and its first byte."""

_OBJECTS = matcher(rb"/Type\s{0,9}/ObjStm\b")
_STREAM = matcher(rb"stream\r?\n")
_LOCKED = matcher(rb"/Encrypt\s{0,9}(?:\d{1,9}\s{1,9}\d{1,5}\s{1,9}R\b|<<)")
_PROGRAM = matcher(rb"/S\s{0,9}/(JavaScript|Launch|ImportData|SubmitForm)\b|/Names\s{0,9}\[[^\]]{0,200}/JavaScript\b")
_INNER_FILE = matcher(rb"/Type\s{0,9}/EmbeddedFile\b|/EmbeddedFiles\b")
_ESCAPED = matcher(rb"#([0-9a-fA-F]{2})")
_NAME = matcher(rb"/[A-Za-z]{0,20}#[0-9a-fA-F]{2}[A-Za-z#0-9]{0,40}")
_NODE = matcher(rb"/Type\s{0,9}/Pages\b")
_COUNT = matcher(rb"/Count\s{1,9}(\d{1,9})")
_COUNT_DISTANCE = 4000
"""The bytes before and after the /Type of a page tree node in which its /Count is looked for."""
_MOST_NODES = 1000
_PAGE = matcher(rb"/Type\s*/Page\b(?!s)")


def scan_pdf(data: bytes) -> PdfFacts:
    """The facts about the PDF file ``data``, found by pattern matching; it need not be valid."""
    if _LOCKED.search(data):
        return PdfFacts(is_locked=True)
    unpacked = tuple(_unpacked_objects(data))
    parts = (data, *unpacked)
    found = (match[1] or b"JavaScript" for part in parts if (match := _PROGRAM.search(_with_plain_names(part))))
    return PdfFacts(
        pages=_pages(data) or max(map(_largest_count, unpacked), default=0),
        programs=tuple(dict.fromkeys(program.decode() for program in found)),
        holds_files=any(_INNER_FILE.search(part) for part in parts),
    )


def _pages(data: bytes) -> int:
    return _largest_count(data) or len(_PAGE.findall(data))


def _largest_count(part: bytes) -> int:
    """The largest /Count of a page tree node; 0 where there is none."""
    counts = [0]
    for node in islice(_NODE.finditer(part), _MOST_NODES):
        before = part[max(0, node.start() - _COUNT_DISTANCE) : node.start()].rpartition(b">")[2]
        after = part[node.end() : node.end() + _COUNT_DISTANCE].partition(b">")[0]
        counts += map(int, _COUNT.findall(before) + _COUNT.findall(after))
    return max(counts)


def _unpacked_objects(data: bytes) -> Iterator[bytes]:
    """The unpacked object streams (ISO 32000-1, 7.5.7), within limits."""
    left = _LARGEST_TOTAL
    for found in _OBJECTS.finditer(data):
        start = _STREAM.search(data, found.end(), found.end() + _STREAM_DISTANCE)
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


def _with_plain_names(part: bytes) -> bytes:
    """The part with decoded names: ``/J#61vaScript`` becomes ``/JavaScript`` (ISO 32000-1, 7.3.5)."""
    return _NAME.sub(lambda name: _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), name.group()), part)
