"""A preview for the time of a test: a process of its own, asked over the network as a browser does."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path

from tests.columns import write_column
from tests.conftest import PROJECT

PATIENCE = 60.0
"""Seconds after which a machine, however busy, must have done what takes a fraction of a second."""


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port: int = one.getsockname()[1]
        return port


def _with_usual_signals() -> None:
    """Tests that run behind a closed terminal hand on that signals are ignored, which a person's preview does not."""
    for number in (signal.SIGINT, signal.SIGHUP):
        signal.signal(number, signal.SIG_DFL)


def project(root: Path, files: dict[str, str | bytes]) -> Path:
    """A column of the ``files`` with the program and templates of its own that a test may break."""
    for name in ("hooks", "theme_overrides"):
        shutil.copytree(PROJECT / name, root / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "mkdocs.yml", root / "mkdocs.yml")
    return write_column(root, files)


class Previewed:
    """A running preview."""

    def __init__(self, root: Path, port: int) -> None:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GONGKAI_", "PYTHONPATH"))}
        environment = {**kept, "PYTHONPATH": str(PROJECT / "hooks"), "PYTHONUTF8": "1", "LC_ALL": "C.UTF-8"}
        command = [sys.executable, "-m", "gongkai", "--root", str(root), "serve", "--as-of", "2026-11-24"]
        self.port = port
        self.url = f"http://127.0.0.1:{port}/"
        self.output = root / "output.log"
        with self.output.open("w", encoding="utf-8") as output:
            self.process = subprocess.Popen(
                [*command, "--port", str(port)],
                env=environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=_with_usual_signals,
            )

    def get(self, path: str, host: str = "", method: str = "GET") -> tuple[int, str]:
        """Status and text of the answer to a request for ``path``, which is sent as it is written."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.putrequest(method, path, skip_host=True)
            connection.putheader("Host", host or f"127.0.0.1:{self.port}")
            connection.endheaders()
            answer = connection.getresponse()
            return answer.status, answer.read().decode("utf-8", "replace")
        finally:
            connection.close()

    def until(self, path: str, words: str, *, gone: bool = False) -> str:
        """The page at ``path`` as soon as it has the words, or has them no longer."""
        end, text = time.monotonic() + PATIENCE, ""
        while time.monotonic() < end:
            try:
                _, text = self.get(path)
            except OSError:
                text = ""
            if text and (words in text) is not gone:
                return text
            assert self.process.poll() is None, self.output.read_text(encoding="utf-8")
            time.sleep(0.02)
        raise AssertionError(f"{path} {'still' if gone else 'never'} had {words}:\n{text[-3000:]}")

    def children(self) -> set[int]:
        """The processes that the preview has started and that are running."""
        found = set()
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                state, parent, *_ = stat.read_text().rpartition(")")[2].split()
            except OSError:
                continue
            if int(parent) == self.process.pid and state != "Z":
                found.add(int(stat.parent.name))
        return found

    def end(self, number: int = signal.SIGTERM) -> int:
        """End the preview with a signal, and give its exit code."""
        self.process.send_signal(number)
        return self.process.wait(PATIENCE)


@contextmanager
def previewed(root: Path) -> Iterator[Previewed]:
    """A preview of the column at ``root``, ended afterwards."""
    one = Previewed(root, free_port())
    try:
        yield one
    finally:
        if one.process.poll() is None:
            one.end(signal.SIGTERM)
