"""What the commands say, on any terminal: a word that cannot be shown or heard never changes what was done."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from gongkai.model.problems.refused import reason

_NOBODY_READS = (errno.EPIPE, errno.EINVAL, errno.ECONNRESET)
"""How systems say that the reader of a pipe has gone, as ``| head`` does; Windows says EINVAL."""


def restart_in_unicode() -> None:
    """Start this process again with UTF-8 for the names of files, where the locale has another encoding for them.

    Names of attachments stand in the sources as UTF-8, and Git writes them so; under ``LC_ALL=C`` Python would look for
    other names. What is printed keeps the encoding of the terminal, if it has Chinese at all. Returns where there is
    nothing to do.
    """
    if os.name != "posix" or sys.getfilesystemencoding().lower() in ("utf-8", "utf8") or not sys.executable:
        return
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower()
    if encoding not in ("ascii", "ansi_x3.4-1968", "us-ascii"):
        os.environ.setdefault("PYTHONIOENCODING", encoding)
    os.execv(sys.executable, [sys.executable, "-X", "utf8=1", "-m", "gongkai", *sys.argv[1:]])


class Voice(io.TextIOBase):
    """A stream for people that writes what it can, and remembers that nobody listens any more."""

    def __init__(self, stream: TextIO | None) -> None:
        """``stream`` is None where the caller of the command has closed it."""
        self._stream = stream
        self.lost = ""
        """Why something could not be written though somebody may wait for it; empty where all was, or nobody reads."""
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of what is written."""
        return getattr(self._stream, "encoding", None) or "utf-8"

    def write(self, text: str, /) -> int:
        """Write ``text`` at once. Raises nothing."""
        if self._stream is not None:
            try:
                self._stream.write(text)
                self._stream.flush()
            except OSError as error:
                if error.errno not in _NOBODY_READS:
                    self.lost = reason(error)
                self._stop()
            except ValueError:
                self._stream = None
        return len(text)

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._stream is not None and self._stream.isatty()

    def fileno(self) -> int:
        """The descriptor below, for processes that inherit it. Raises OSError where there is none."""
        if self._stream is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return self._stream.fileno()

    def _stop(self) -> None:
        """Lead what Python still holds for the stream to nowhere, so that it does not fail again at the end."""
        stream, self._stream = self._stream, None
        with suppress(OSError, ValueError):
            if stream is not None:
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)


@contextmanager
def voices() -> Iterator[tuple[Voice, Voice]]:
    """Voices in the place of standard output and error, for as long as a command runs."""
    _open_descriptors()
    kept = sys.stdout, sys.stderr
    out, err = Voice(kept[0]), Voice(kept[1])
    sys.stdout, sys.stderr = out, err
    try:
        yield out, err
    finally:
        sys.stdout, sys.stderr = kept


def _open_descriptors() -> None:
    """Let no file that is opened later take the number of a standard stream that the caller has closed."""
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                given = os.open(os.devnull, os.O_RDWR)
                if given != number:
                    os.dup2(given, number)
                    os.close(given)
                os.set_inheritable(number, True)
