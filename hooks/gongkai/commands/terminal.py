"""Standard output and error of the commands: text that cannot be shown or written never breaks a command."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TextIO

from gongkai.model.problems.refused import reason

_READER_GONE = (errno.EPIPE, errno.EINVAL, errno.ECONNRESET)
"""Errors after which the reader of a pipe has gone, as with ``| head``; EINVAL is that of Windows."""


def restart_in_unicode() -> None:
    """Restart this process in UTF-8 mode (PEP 540), where the locale has another encoding for file names.

    Names of attachments are UTF-8 in the sources and in Git; under ``LC_ALL=C`` Python would look for other names. Output
    keeps the encoding of the terminal, unless that is ASCII. Returns where no restart is needed.
    """
    if os.name != "posix" or sys.getfilesystemencoding().lower() in ("utf-8", "utf8") or not sys.executable:
        return
    encoding = (getattr(sys.stdout, "encoding", None) or "ascii").lower()
    if encoding not in ("ascii", "ansi_x3.4-1968", "us-ascii"):
        os.environ.setdefault("PYTHONIOENCODING", encoding)
    os.execv(sys.executable, [sys.executable, "-X", "utf8=1", "-m", "gongkai", *sys.argv[1:]])


class OutputStream(io.TextIOBase):
    """A text stream whose ``write`` never fails: it escapes what cannot be encoded and ignores output once it is broken."""

    def __init__(self, stream: TextIO | None) -> None:
        """``stream`` is the wrapped one, None where the caller of the command has closed it."""
        self._stream = stream
        self.lost = ""
        """The reason, in Chinese, why output was lost; empty where all was written or the reader had gone."""
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")

    @property
    def encoding(self) -> str:  # type: ignore[override]
        """The encoding of the wrapped stream, UTF-8 where there is none."""
        return getattr(self._stream, "encoding", None) or "utf-8"

    def write(self, text: str, /) -> int:
        """Write ``text`` and flush it. Raises nothing."""
        if self._stream is not None:
            try:
                self._stream.write(text)
                self._stream.flush()
            except OSError as error:
                if error.errno not in _READER_GONE:
                    self.lost = reason(error)
                self._detach()
            except ValueError:
                self._stream = None
        return len(text)

    def writable(self) -> bool:
        return True

    def isatty(self) -> bool:
        return self._stream is not None and self._stream.isatty()

    def fileno(self) -> int:
        """The file descriptor, for child processes. Raises OSError where there is none."""
        if self._stream is None:
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        return self._stream.fileno()

    def _detach(self) -> None:
        """Redirect the descriptor to the null device, so that the text still buffered does not fail again at exit."""
        stream, self._stream = self._stream, None
        with suppress(OSError, ValueError):
            if stream is not None:
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)


@contextmanager
def output_streams() -> Iterator[tuple[OutputStream, OutputStream]]:
    """A context in which standard output and error are ``OutputStream`` objects."""
    _open_descriptors()
    kept = sys.stdout, sys.stderr
    out, err = OutputStream(kept[0]), OutputStream(kept[1])
    sys.stdout, sys.stderr = out, err
    try:
        yield out, err
    finally:
        sys.stdout, sys.stderr = kept


def _open_descriptors() -> None:
    """Open closed standard descriptors on the null device, so that no file opened later gets the number of one."""
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


def print_error(text: str) -> None:
    """Print on the error stream."""
    print(text, file=sys.stderr)


def reason_of(error: OSError) -> str:
    """Why the system refused, in Chinese, with the file where it names one."""
    return reason(error) + (f"（{error.filename}）" if error.filename else "")
