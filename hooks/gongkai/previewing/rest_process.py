"""Starting, following and surely ending the process that makes search and data for the preview."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

from gongkai import FOLDER
from gongkai.building.progress_lines import told
from gongkai.building.report import CACHE
from gongkai.incremental.progress import Progress, silent
from gongkai.previewing.rest_build import SITE
from gongkai.previewing.trouble import Trouble, of_details

PREVIEW = "preview"
"""The folder of the preview within the cache."""


class RestProcess:
    """At most one such process at a time: what is newer takes the place of what has not finished."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._folder = root / CACHE / PREVIEW
        self._process: subprocess.Popen[str] | None = None
        self._lock = threading.Lock()

    @property
    def site(self) -> Path:
        """Where the finished files are."""
        return self._folder / SITE

    def start(
        self, as_of: str, engine: str, done: Callable[[Trouble | None], None], progress: Progress = silent
    ) -> None:
        """Make the rest for the sources as they are; ``done`` hears how it ended, except where it was ended for a newer one."""
        environment = {
            **os.environ,
            "PYTHONPATH": str(FOLDER.parent),
            "PYTHONUTF8": "1",
            "PYTHONHASHSEED": "0",
            "TZ": "UTC",
        }
        asked = {"root": str(self._root), "folder": str(self._folder), "as_of": as_of, "engine": engine}
        self.end()
        with self._lock:
            process = self._process = subprocess.Popen(
                [sys.executable, "-m", "gongkai.previewing.rest_build"],
                cwd=self._root,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                encoding="utf-8",
                errors="replace",
                # The key that ends the preview must not reach its child first, whose end would be told as a fault.
                start_new_session=os.name == "posix",
            )
        threading.Thread(target=self._follow, args=(process, json.dumps(asked), done, progress), daemon=True).start()

    def end(self) -> None:
        """End the process that is running, and wait until it has."""
        with self._lock:
            process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()

    def _follow(
        self, process: subprocess.Popen[str], asked: str, done: Callable[[Trouble | None], None], progress: Progress
    ) -> None:
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        errors: list[str] = []
        reader = threading.Thread(target=errors.extend, args=(process.stderr,), daemon=True)
        reader.start()
        last = ""
        try:
            process.stdin.write(asked + "\n")
            process.stdin.flush()
            for line in process.stdout:
                if not told(line, progress):
                    last = line
        except (OSError, ValueError):
            last = ""
        code = process.wait()
        reader.join()
        with self._lock:
            if self._process is not process:
                return
            self._process = None
        done(_outcome(code, last, "".join(errors)))


def _outcome(code: int, last: str, errors: str) -> Trouble | None:
    title = "检索和数据没有生成"
    if code != 0 or not last.startswith("{"):
        return Trouble(title=title, words=of_details(errors).words, details=errors or f"exit {code}")
    fault = json.loads(last).get("fault", "")
    return Trouble(title=title, words=fault) if fault else None
