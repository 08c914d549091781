"""MkDocs in a copy of this process, which has imported everything already: what most tests of builds need, in half the time.

That the command itself starts MkDocs is held by the tests of exit codes, of builds under bad conditions, and by the
demonstration that all tests share.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import mkdocs.commands.build  # noqa: F401  The commands import it only when they run, which would be in each copy.
import pytest
from gongkai.building import mkdocs_run
from gongkai.building.build import Built, build_site
from gongkai.building.progress_lines import told
from gongkai.incremental.progress import Progress
from mkdocs.__main__ import cli

_FOLLOWED = mkdocs_run.followed


@contextmanager
def forked_builds() -> Iterator[None]:
    """Let builds copy this process instead of starting another."""
    if not hasattr(os, "fork"):
        yield
        return

    def run(
        command: Sequence[str], folder: Path, environment: Mapping[str, str], progress: Progress
    ) -> subprocess.CompletedProcess[str]:
        if sys.gettrace():
            # What a copy goes through would not be counted.
            return _FOLLOWED(command, folder, environment, progress)
        made = _run(command, folder, environment)
        made.stdout = "".join(f"{line}\n" for line in made.stdout.split("\n") if not told(line, progress))
        return made

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mkdocs_run, "followed", run)
        yield


def built_in_a_process(root: Path, folder: Path, day: str) -> Built:
    """Build with the real command of MkDocs, whatever other tests do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(mkdocs_run, "followed", _FOLLOWED)
        return build_site(root, folder, day)


def _run(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    assert tuple(command[1:3]) == mkdocs_run.MKDOCS
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = os.fork()
        if child == 0:
            code = 70
            try:
                for stream, number in ((out, 1), (err, 2)):
                    os.dup2(stream.fileno(), number)
                os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
                code = _mkdocs(command[3:], folder, environment)
            finally:
                os._exit(code)
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        said = []
        for stream in (out, err):
            stream.seek(0)
            said.append(stream.read().decode("utf-8", "replace"))
    return subprocess.CompletedProcess(command, code, *said)


def _mkdocs(arguments: Sequence[str], folder: Path, environment: Mapping[str, str]) -> int:
    """The exit code of the command in a process that is for it alone."""
    os.environ.clear()
    os.environ.update(environment)
    time.tzset()
    os.chdir(folder)
    sys.stdout, sys.stderr = (open(number, "w", encoding="utf-8", closefd=False) for number in (1, 2))  # noqa: SIM115
    # Templates are compiled once for all tests, as they are for people.
    sys.dont_write_bytecode = False
    try:
        cli(list(arguments))
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1 if end.code else 0
    except BaseException:
        traceback.print_exc()
        return 1
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
    return 0
