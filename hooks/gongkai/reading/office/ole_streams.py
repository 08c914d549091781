"""The streams of an OLE file (MS-CFB), read with olefile within limits that protect against forged files."""

from __future__ import annotations

import io
import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from olefile import OleFileIO

_MOST_ENTRIES = 20_000
"""The most directory entries that are read; a normal document has a few dozen."""
_SECTOR_SHIFTS, _MINI_SHIFT = (9, 12), 6
_SMALLEST = 1536
"""The size of the smallest valid file in bytes: its header, one FAT sector and one directory sector."""
_TABLES_IN_HEADER = 109
_STREAM = 2


@dataclass(frozen=True, slots=True)
class OleStreams:
    """The names in the directory, and the contents of the requested streams."""

    names: frozenset[str]
    """The names of all streams and storages at any depth, in lower case."""
    at_root: Mapping[str, bytes]
    """The requested streams in the root storage, by name."""


class _Bounded(OleFileIO):  # type: ignore[misc]
    """A reader that raises OSError for a directory with more than ``_MOST_ENTRIES`` entries."""

    _entries = 0

    def _load_direntry(self, sid: int) -> object:
        self._entries += 1
        if self._entries > _MOST_ENTRIES:
            raise OSError("directory too large")
        return super()._load_direntry(sid)

    def _check_duplicate_stream(self, first_sect: int, minifat: bool = False) -> None:
        """Do nothing: the original compares every stream with every other one, only to log a warning."""


def read_streams(data: bytes, wanted: Iterable[str]) -> OleStreams | None:
    """The streams of the file ``data``, with the contents of those named ``wanted``; None where it cannot be opened."""
    if not _is_sound(data):
        return None
    try:
        with _Bounded(io.BytesIO(data)) as file:
            paths = file.listdir(streams=True, storages=True)
            found = {name: _content(file, name, len(data)) for name in wanted if file.exists(name)}
    except (OSError, ValueError, TypeError, AttributeError, LookupError, OverflowError, RecursionError, struct.error):
        # olefile raises OSError by design; forged tables cause the other errors.
        return None
    return OleStreams(frozenset(part.lower() for path in paths for part in path), found)


def _is_sound(data: bytes) -> bool:
    """Whether the header (MS-CFB 2.2) states valid sector sizes and no more FAT sectors than the file can hold.

    olefile trusts these numbers and would follow a forged table for as many sectors as the header states.
    """
    if len(data) < _SMALLEST:
        return False
    shift, mini_shift = struct.unpack_from("<HH", data, 30)
    tables, mini_tables = struct.unpack_from("<I", data, 44)[0], struct.unpack_from("<I", data, 64)[0]
    sectors = len(data) >> shift if shift in _SECTOR_SHIFTS else 0
    # A FAT sector has an entry of 4 bytes for each sector that it describes.
    most = 2 * (sectors >> max(shift - 2, 0)) + _TABLES_IN_HEADER
    return bool(sectors and mini_shift == _MINI_SHIFT and tables <= most and mini_tables <= sectors)


def _content(file: OleFileIO, name: str, size: int) -> bytes:
    """The stream ``name``; empty if it is none, or if its stated size or that of the mini stream exceeds the file."""
    if file.get_type(name) != _STREAM or max(file.get_size(name), file.root.size) > size:
        return b""
    content: bytes = file.openstream(name).read()
    return content
