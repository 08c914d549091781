"""The runs of text in the main stream of an old Office file (MS-CFB), as far as they can be told from other bytes.

The formats keep texts as UTF-16 or, where they are plain, in single bytes; formatting stands elsewhere. A text that is split
over several pieces comes out in pieces.
"""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model.words.matcher import matcher

_STREAMS = ("WordDocument", "Workbook", "Book", "PowerPoint Document")
_MOST = 1 << 24
"""The bytes of a stream that are looked at."""
_WIDE = matcher(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef\u2010-\u203f\x20-\x7e\t\r\x07]{4,}")
_NARROW = matcher(rb"[\x20-\x7e\t\r]{8,}")


def ole_texts(data: bytes) -> Iterator[str] | None:
    """The texts of the file ``data``; None where it cannot be opened or has none of the known streams."""
    # The library is imported only when it is needed, since most columns have no such file.
    from gongkai.reading.office.ole_streams import read_streams

    found = read_streams(data, _STREAMS)
    if found is None or not any(found.at_root.values()):
        return None
    return (text for stream in found.at_root.values() for text in _runs(stream))


def _runs(stream: bytes) -> Iterator[str]:
    stream = stream[:_MOST]
    for begin in (0, 1):
        # A text may begin at an odd byte.
        yield from _WIDE.findall(stream[begin:].decode("utf-16-le", "replace"))
    yield from (run.decode("ascii") for run in _NARROW.findall(stream))
