"""Long texts, kept in a temporary file without a name instead of in memory, and read from it when they are asked for.

Of ten thousand long texts, a hundred megabytes, a build needs one at a time. They are not read from the sources again,
which may have changed by then: a build is of the column as it was when it was read.
"""

from __future__ import annotations

import os
import tempfile
from codecs import BOM_UTF8
from functools import lru_cache
from threading import Lock

_LONG = 8192
"""Bytes from which on a text is kept in the file; with less, reading it costs more than the memory is worth."""


class OutsideText:
    """A text that is not in memory; equal to any other with the same words."""

    __slots__ = ()

    def words(self) -> str:
        """The text. Raises OSError."""
        raise NotImplementedError

    def __eq__(self, other: object) -> bool:
        return self.words() == (other.words() if isinstance(other, OutsideText) else other)

    def __hash__(self) -> int:
        return hash(self.words())

    def __repr__(self) -> str:
        return repr(self.words())

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        """For another process, which may not find it where it is, it is a string."""
        return str, (self.words(),)


class KeptText(OutsideText):
    """A text in the file."""

    __slots__ = ("_begin", "_file", "_length", "_size")

    def __init__(self, file: _TextFile, begin: int, size: int, length: int) -> None:
        """``begin`` and ``size`` say which bytes of the file hold it; it is their last ``length`` characters."""
        self._file, self._begin, self._size, self._length = file, begin, size, length

    def words(self) -> str:
        """The text. Raises OSError."""
        place, words = self._file.last
        if place != self._begin:
            words = _end_of(os.pread(self._file.number, self._size, self._begin), self._length)
            # Those who ask for a text mostly ask for the same one, and for it alone.
            self._file.last = (self._begin, words)
        return words


def kept_text(data: bytes, length: int) -> str | KeptText:
    """The last ``length`` characters of ``data``, a text in UTF-8 whose lines may end in any way; a short one as a string."""
    file = _file_of(os.getpid()) if len(data) >= _LONG else None
    begin = file.append(data) if file else -1
    return KeptText(file, begin, len(data), length) if file and begin >= 0 else _end_of(data, length)


def _end_of(data: bytes, length: int) -> str:
    text = data.removeprefix(BOM_UTF8).decode()
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return text[-length:] if length else ""


class _TextFile:
    """The file of one process: a copy of the process reads what is in it, and appends to one of its own."""

    def __init__(self, number: int) -> None:
        """``number`` is that of the open file, which is closed with the last text in it."""
        self.number = number
        self.last = (-1, "")
        """Where the text begins that was read last, and its words."""
        self._end = 0
        self._lock = Lock()

    def append(self, data: bytes) -> int:
        """Where ``data`` begins in the file; -1 where it does not fit on the disk."""
        with self._lock:
            begin = self._end
            try:
                if os.pwrite(self.number, data, begin) < len(data):
                    return -1
            except OSError:
                return -1
            self._end += len(data)
        return begin

    def __del__(self) -> None:
        os.close(self.number)


@lru_cache(maxsize=1)
def _file_of(process: int) -> _TextFile | None:
    """The file of the ``process``; None where the system cannot read at a place, or refuses a file."""
    if not hasattr(os, "pread"):
        return None
    try:
        number, path = tempfile.mkstemp(prefix="gongkai-")
        os.unlink(path)
    except OSError:
        return None
    return _TextFile(number)
