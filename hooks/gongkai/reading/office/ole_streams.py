"""The streams of an old Office file (MS-CFB), read by olefile within bounds that a forged file cannot leave."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from olefile import OleFileIO

_MOST_ENTRIES = 20_000
"""Entries of the directory that are read; a document has a few dozen."""
_SECTOR_SHIFTS, _MINI_SHIFT = (9, 12), 6
_LEAST = 1536
"""Bytes of the smallest file: its header, one sector of the table and one of the directory."""
_TABLES_IN_HEADER = 109
_STREAM = 2


@dataclass(frozen=True, slots=True)
class OleStreams:
    """What the directory names, and what stands in the streams that were asked for."""

    names: frozenset[str]
    """Of every stream and folder at any depth, in lower case."""
    at_root: Mapping[str, bytes]
    """The streams that were asked for and lie in no folder, by their names."""


class _Bounded(OleFileIO):  # type: ignore[misc]
    """A reader that gives up at a directory larger than any document has."""

    _entries = 0

    def _load_direntry(self, sid: int) -> object:
        self._entries += 1
        if self._entries > _MOST_ENTRIES:
            raise OSError("directory too large")
        return super()._load_direntry(sid)

    def _check_duplicate_stream(self, first_sect: int, minifat: bool = False) -> None:
        """Nothing: each stream would be compared with every other one, for a warning that nobody reads."""


def read_streams(data: bytes, wanted: Iterable[str]) -> OleStreams | None:
    """The streams called ``wanted`` in the bytes of a file; None where it cannot be opened."""
    if not _is_sound(data):
        return None
    try:
        with _Bounded(io.BytesIO(data)) as file:
            paths = file.listdir(streams=True, storages=True)
            found = {name: _content(file, name, len(data)) for name in wanted if file.exists(name)}
    except (OSError, ValueError, TypeError, AttributeError, LookupError, OverflowError, RecursionError, struct.error):
        # Its own errors are OSErrors; the others are what forged tables do to it.
        return None
    return OleStreams(frozenset(part.lower() for path in paths for part in path), found)


def _is_sound(data: bytes) -> bool:
    """Whether the header (MS-CFB 2.2) tells of sectors as they are, and of no more tables than the file has room for.

    olefile would follow what it tells for as many sectors, each of them as often as a forged table leads to it.
    """
    if len(data) < _LEAST:
        return False
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    tables, mini_tables = struct.unpack_from("<I", data, 44)[0], struct.unpack_from("<I", data, 64)[0]
    sectors = len(data) >> shift if shift in _SECTOR_SHIFTS else 0
    # A sector of a table tells of a quarter as many sectors as it has bytes.
    most = 2 * (sectors >> max(shift - 2, 0)) + _TABLES_IN_HEADER
    return bool(sectors and mini_shift == _MINI_SHIFT and tables <= most and mini_tables <= sectors)


def _content(file: OleFileIO, name: str, size: int) -> bytes:
    """A stream; nothing where its size, or that of the stream in which small ones lie, is larger than the file."""
    if file.get_type(name) != _STREAM or max(file.get_size(name), file.root.size) > size:
        return b""
    content: bytes = file.openstream(name).read()
    return content
