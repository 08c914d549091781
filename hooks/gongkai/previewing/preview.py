"""The whole preview: a server, the rounds, and an end at which nothing is left behind."""

from __future__ import annotations

import errno
import os
import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from types import FrameType

from gongkai.incremental.progress import Progress
from gongkai.previewing.overlay import Overlay
from gongkai.previewing.preview_server import HOST, PreviewServer
from gongkai.previewing.preview_state import Board
from gongkai.previewing.rest_process import RestProcess
from gongkai.previewing.rounds import Rounds, Said
from gongkai.previewing.watching import Watch

_SIGNALS = ("SIGTERM", "SIGHUP", "SIGBREAK")
"""Besides the interrupt from the keyboard; not every system has all of them."""


class PreviewError(Exception):
    """The preview cannot begin; the message says in Chinese why and what to do."""


class _EndedError(BaseException):
    """A signal asks the preview to end; as with the interrupt from the keyboard, nothing on the way may hold it up."""


def preview(root: Path, day: Callable[[], date], port: int, began: Callable[[str], tuple[Progress, Said]]) -> None:
    """Preview the column at ``root`` on the ``day``, which may become another one, until a signal ends it.

    ``began`` is given the address once it can be opened, and returns who is told of the first round and of all of them.
    Raises PreviewError where it cannot begin, and KeyboardInterrupt where the keyboard ends it.
    """
    board, rest = Board(), RestProcess(root)
    with _ended_by_signals():
        try:
            overlay = Overlay(root, os.urandom(4).hex())
            server = PreviewServer(port, root, board, overlay, rest.site)
        except OSError as error:
            raise PreviewError(_refusal(error, port)) from None
        rounds = Rounds(root, day, board, rest)
        server.shared = lambda: rounds.files
        watch = Watch(root)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            progress, said = began(f"http://{HOST}:{server.server_port}/")
            rounds.run(watch, rounds.worded(progress), said)
        except _EndedError:
            return
        finally:
            _ignore_signals()
            rest.end()
            watch.close()
            server.shutdown()
            server.server_close()


@contextmanager
def _ended_by_signals() -> Iterator[None]:
    """A context in which signals end the preview; one that is ignored (nohup) stays ignored."""

    def end(number: int, frame: FrameType | None) -> None:
        raise _EndedError

    before = {}
    if threading.current_thread() is threading.main_thread():
        for name in _SIGNALS:
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) is not signal.SIG_IGN:
                before[number] = signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _ignore_signals() -> None:
    """A second signal must not stop the end that the first one began."""
    if threading.current_thread() is threading.main_thread():
        for name in ("SIGINT", *_SIGNALS):
            if hasattr(signal, name):
                signal.signal(getattr(signal, name), signal.SIG_IGN)


def _refusal(error: OSError, port: int) -> str:
    another = f"或者另选一个端口：python run.py serve --port {port + 1 if port < 65535 else 8000}"
    if error.errno in (errno.EADDRINUSE, getattr(errno, "WSAEADDRINUSE", -1)):
        return f"端口 {port} 已经有程序在用，多半是另一个预览还开着。请先看 http://{HOST}:{port}/，不是它就关掉那个程序，{another}。"
    if error.errno in (errno.EACCES, errno.EPERM, getattr(errno, "WSAEACCES", -1)) and not error.filename:
        return f"系统不允许使用端口 {port}。请选 1024 以上的端口，{another}。"
    raise error
