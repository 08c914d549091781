"""Progress: one line on a terminal, plain lines in a log, nothing for programs, the same work with and without it."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from gongkai.building.progress_lines import VARIABLE, PipedProgress, progress_to_parent, told
from gongkai.commands import progress_line
from gongkai.commands.progress_line import shown_progress
from gongkai.incremental.progress import Progress, counted, silent
from hypothesis import given
from hypothesis import strategies as st

from tests.columns import document, write_column
from tests.conftest import PROJECT, copy_project

Told = list[tuple[str, int, int]]


def _listener() -> tuple[Told, Progress]:
    heard: Told = []

    def listen(stage: str, done: int, total: int) -> None:
        heard.append((stage, done, total))

    return heard, listen


@given(st.lists(st.integers(), max_size=2000))
def test_things_come_one_by_one_and_are_counted_to_the_end(things: list[int]) -> None:
    heard, progress = _listener()
    assert list(counted(things, "读取", progress)) == things
    assert heard[0] == ("读取", 0, len(things))
    assert heard[-1] == ("读取", len(things), len(things))
    assert [done for _, done, _ in heard] == sorted(done for _, done, _ in heard)
    assert len(heard) <= 1202
    assert list(counted(things, "读取", silent)) == things


def test_ten_thousand_things_are_told_four_hundred_times() -> None:
    heard, progress = _listener()
    assert sum(1 for _ in counted(range(10_000), "检查", progress)) == 10_000
    assert len(heard) == 401


def test_lines_between_processes() -> None:
    pipe = io.StringIO()
    progress = PipedProgress(pipe)
    for done in range(1000):
        progress("检查", done, 1000)
    progress("生成网页", 0, 10)
    lines = pipe.getvalue().split("\n")[:-1]
    assert 2 <= len(lines) < 50
    heard, listener = _listener()
    assert [told(line, listener) for line in lines] == [True] * len(lines)
    assert heard[0] == ("检查", 0, 1000)
    assert heard[-1] == ("生成网页", 0, 10)
    assert not told("ERROR   -  甲", listener)
    assert told("\x1egongkai broken", listener)
    assert told('\x1egongkai ["short"]', listener)
    assert len(heard) == len(lines)


_TELLING = """
import sys, time
from gongkai.building.progress_lines import PipedProgress
progress = PipedProgress(sys.stdout)
for number in range(600):
    progress("检查", number, 600)
    time.sleep(0.1)
"""


def test_a_process_whose_parent_has_gone_ends() -> None:
    environment = {**os.environ, "PYTHONPATH": str(PROJECT / "hooks"), "PYTHONUTF8": "1"}
    with subprocess.Popen([sys.executable, "-c", _TELLING], stdout=subprocess.PIPE, env=environment) as process:
        assert process.stdout is not None
        assert process.stdout.readline()
        process.stdout.close()
        assert process.wait(20) == 1


def test_a_parent_that_has_gone_or_has_not_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = io.StringIO()
    closed.close()
    PipedProgress(closed)("检查", 1, 2)
    monkeypatch.delenv(VARIABLE, raising=False)
    assert progress_to_parent() is silent
    monkeypatch.setenv(VARIABLE, "1")
    assert isinstance(progress_to_parent(), PipedProgress)


class _Screen(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


def test_a_log_has_plain_lines_and_only_of_long_work(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 11.0, 12.0, 42.0, 43.0, 44.0])
    monkeypatch.setattr("gongkai.commands.progress_line.time.monotonic", lambda: next(clock))
    monkeypatch.setattr(progress_line, "_PATIENCE", 10.0)
    log = io.StringIO()
    with shown_progress(log) as progress:
        for done in (0, 1, 2, 3):
            progress("检查", done, 10)
        progress("关联", 0, 0)
        progress("生成网页", 0, 10)
    assert log.getvalue().splitlines() == ["正在检查：1/10", "正在检查：3/10", "正在关联", "正在生成网页（共 10）"]


@pytest.mark.parametrize("wanted", [False, True])
def test_a_simple_terminal_gets_no_control_signs(monkeypatch: pytest.MonkeyPatch, wanted: bool) -> None:
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(progress_line, "_PATIENCE", -1.0)
    screen = _Screen()
    with shown_progress(screen, wanted=wanted) as progress:
        progress("检查", 5, 10)
    assert screen.getvalue() == ("正在检查：5/10\n" if wanted else "")


def _on_terminal(root: Path, columns: int, *command: str, **environment: str) -> str:
    """Everything that the command writes to a terminal of that width."""
    pty = pytest.importorskip("pty")
    main, other = pty.openpty()
    subprocess.run(["stty", "cols", str(columns), "rows", "24"], stdin=other, check=True)
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "COLUMNS")}
    all_of_it = {
        **kept,
        "TERM": "xterm",
        "PYTHONPATH": f"{PROJECT / 'hooks'}:{kept.get('PYTHONPATH', '')}",
        **environment,
    }
    run = subprocess.Popen(
        [sys.executable, "-m", "gongkai", "--root", str(root), *command],
        stdin=other,
        stdout=other,
        stderr=other,
        env={**all_of_it, "PYTHONUTF8": "1"},
    )
    os.close(other)
    found = b""
    try:
        while True:
            part = os.read(main, 65536)
            if not part:
                break
            found += part
    except OSError:
        # Linux tells the end of a terminal as an error.
        pass
    finally:
        os.close(main)
    assert run.wait() == 0, found.decode()
    return found.decode()


@pytest.fixture(scope="module")
def column(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = copy_project(tmp_path_factory.mktemp("column"), with_sources=False)
    return write_column(root, {f"content/{number}.md": document(str(number)) for number in range(1, 9)})


@pytest.mark.whole
@pytest.mark.parametrize(("columns", "environment"), [(100, {}), (100, {"NO_COLOR": "1"}), (24, {})])
def test_a_terminal_shows_one_line_and_is_left_clean(column: Path, columns: int, environment: dict[str, str]) -> None:
    pytest.importorskip("tqdm")
    shown = _on_terminal(column, columns, "build", **environment)
    stages = ("启动", "读取", "检查", "生成网页", "写出数据", "建立检索", "核对网站")
    assert [stage for stage in stages if stage not in shown] == []
    assert "\x1b[3" not in shown
    assert "\x1e" not in shown
    # Each line of the bar fits the terminal: a Chinese sign takes two of its columns.
    lines = re.split(r"[\r\n]+", re.sub(r"\x1b\[\w", "", shown.partition("网站已生成")[0]))
    assert max(sum(2 if ord(sign) > 0x2E80 else 1 for sign in line) for line in lines) <= columns
    end = shown.partition("网站已生成")[0].rpartition("\r")[2]
    assert end.strip() == ""


@pytest.mark.whole
def test_programs_hear_nothing(column: Path) -> None:
    for form in ("json", "github"):
        shown = _on_terminal(column, 100, "check", "--format", form)
        assert "读取" not in shown
    assert json.loads(_on_terminal(column, 100, "check", "--format", "json"))["errors"] == 0


LISTENING = """
import io, time
from gongkai.building.progress_lines import PipedProgress
from gongkai.incremental.progress import counted

def seconds(things):
    best = 9.0
    for _ in range(5):
        began = time.process_time()
        things()
        best = min(best, time.process_time() - began)
    return best

progress = PipedProgress(io.StringIO())
plain = seconds(lambda: sum(1 for _ in range(10_000)))
print(seconds(lambda: sum(1 for _ in counted(range(10_000), "检查", progress))) - plain)
"""


def test_listening_costs_next_to_nothing() -> None:
    """Ten thousand things with work as small as a tenth of a check: the listener takes less than a hundredth of a check.

    It is measured where no branches are counted, which costs much more than listening.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
    environment = {**kept, "PYTHONPATH": str(PROJECT / "hooks"), "PYTHONUTF8": "1"}
    run = subprocess.run([sys.executable, "-c", LISTENING], env=environment, capture_output=True, check=True)
    # A check of ten thousand items takes 0.5 s where nothing has changed.
    assert float(run.stdout) < 0.005
