"""One run of MkDocs in a process of its own, and its output."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from gongkai.building.progress_lines import VARIABLE, told
from gongkai.incremental.progress import Progress, silent
from gongkai.incremental.worker_count import VARIABLE as WORKERS
from gongkai.model.problems.refused import reason
from gongkai.model.words.matcher import matcher

MKDOCS = ("-c", "import gc; gc.disable(); from mkdocs.__main__ import cli; cli(prog_name='mkdocs')")
"""Options of Python that run MkDocs like ``-m mkdocs``, but collect no garbage: importing leaves none, and looking for it
takes a fifth of that time."""

_LABEL = "ERROR   -  "
_UNINFORMATIVE = ("INFO ", "Aborted with a ")
"""Beginnings of the lines about progress and failure that say nothing about the cause."""
_TRACEBACK = "Traceback (most recent call last):"
_LOST = matcher(r"^gongkai\.[\w.]+\.WorkerLostError: (.*)\Z", re.MULTILINE)
_REFUSED = matcher(r"^\w+Error: \[Errno (\d+)\] [^\n:]*(?:: (.*))?\Z", re.MULTILINE)


def build_with_mkdocs(
    root: Path, target: Path, as_of: str, progress: Progress = silent
) -> subprocess.CompletedProcess[str]:
    """Run MkDocs on the column at ``root`` for the day ``as_of`` (ISO 8601), into ``target``; its output is captured as text.

    ``progress`` is told what the run tells about itself; these lines are no part of the output.
    """
    # Settings of the caller's shell for MkDocs, days, locale and time zone must not affect the pages.
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MKDOCS_", "GONGKAI_", "LC_"))}
    environment = {
        **kept,
        **{name: value for name, value in os.environ.items() if name == WORKERS},
        "GONGKAI_AS_OF": as_of,
        VARIABLE: "1",
        "NO_MKDOCS_2_WARNING": "1",
        "PYTHONIOENCODING": "utf-8",
        "PYTHONUTF8": "1",
        "TZ": "UTC",
        "PYTHONHASHSEED": "0",
    }
    command = [sys.executable, *MKDOCS, "build", "--strict", "--config-file", str(root / "mkdocs.yml")]
    return followed([*command, "--site-dir", str(target)], root, environment, progress)


def followed(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], progress: Progress
) -> subprocess.CompletedProcess[str]:
    """Run the command in the folder to its end, and pass its lines of progress on while it runs."""
    with subprocess.Popen(
        command,
        cwd=folder,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
    ) as run:
        try:
            return _read(run, progress)
        except BaseException:
            # Whoever interrupts the build waits for it in vain otherwise: a child without a terminal hears nothing.
            run.kill()
            raise


def _read(run: subprocess.Popen[str], progress: Progress) -> subprocess.CompletedProcess[str]:
    """Read both outputs to their ends, the error output in a thread, so that neither can block the child."""
    assert run.stdout is not None
    assert run.stderr is not None
    errors: list[str] = []
    reader = threading.Thread(target=errors.extend, args=(run.stderr,))
    reader.start()
    output = [line for line in run.stdout if not told(line, progress)]
    reader.join()
    return subprocess.CompletedProcess(run.args, run.wait(), "".join(output), "".join(errors))


def failure_of(run: subprocess.CompletedProcess[str]) -> str:
    """The output of a failed run for people: an error of the system as a Chinese sentence, any other traceback in full."""
    lines = (line for part in (run.stdout, run.stderr) for line in part.splitlines())
    text = "\n".join(
        line.removeprefix(_LABEL) for line in lines if line.strip() and not line.startswith(_UNINFORMATIVE)
    )
    if _TRACEBACK not in text:
        return text
    if lost := _LOST.search(text):
        return lost[1]
    refused = _REFUSED.search(text)
    if refused:
        error = OSError(int(refused[1]), os.strerror(int(refused[1])))
        where = f"（{refused[2]}）" if refused[2] else ""
        return f"生成时文件操作没有成功：{reason(error)}{where}。"
    return f"程序出错了，这不是目录或正文的问题。请把下面的内容发给维护人员：\n{text}"
