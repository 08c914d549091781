"""Work shared by processes: the same results, exceptions and progress as in one process, and no process is left behind."""

from __future__ import annotations

import errno
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from gongkai.incremental import shared_work
from gongkai.incremental.shared_work import Task, shared
from gongkai.model.problems.workers import WorkerLostError
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.conftest import PROJECT

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes can be forked here")

_HERE = os.getpid()
_FIRST = 8
"""Things, at the most, that this process does before there are copies."""
_LIMIT = 20
"""Seconds after which a test gives up waiting for another process."""


@pytest.fixture(autouse=True)
def _no_process_is_left_behind() -> Iterator[None]:
    yield
    with pytest.raises(ChildProcessError):
        os.waitpid(-1, os.WNOHANG)


def _crew_of(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have any work shared by so many processes."""
    monkeypatch.setattr(shared_work, "FEWEST", 1)
    monkeypatch.setattr(shared_work, "worker_count", lambda: workers)


def _done(work: Callable[[int], object], things: Iterable[int], heard: list[object] | None = None) -> list[object]:
    """All results in one list; ``heard`` has them as far as they came."""
    results: list[object] = [] if heard is None else heard
    task: Task[int, list[object]] = Task("检查", lambda some: [work(one) for one in some], "第{}件".format)
    for some in shared(task, list(things)):
        results += some
    return results


def _until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + _LIMIT
    while not true() and time.monotonic() < until:
        time.sleep(0.002)
    assert true()


def _in_a_copy(marker: Path, then: Callable[[int], object]) -> Callable[[int], object]:
    """``then`` for the first thing that a copy takes; this process waits for that, so that there is one."""

    def work(thing: int) -> object:
        if os.getpid() == _HERE:
            _until(lambda: thing < _FIRST or marker.exists())
        elif not marker.exists():
            marker.write_text(str(thing), encoding="utf-8")
            return then(thing)
        return thing

    return work


@pytest.mark.parametrize("workers", [1, 2, 3, 8])
def test_results_come_in_the_order_of_the_things(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    _crew_of(workers, monkeypatch)

    @settings(max_examples=20)
    @given(st.lists(st.integers(), max_size=300))
    def same(things: list[int]) -> None:
        assert _done(lambda thing: thing * 3 + 1, things) == [thing * 3 + 1 for thing in things]

    same()


def test_copies_take_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _crew_of(3, monkeypatch)
    work = _in_a_copy(tmp_path / "begun", lambda thing: "a copy")
    results = _done(work, range(1000))
    thing = int((tmp_path / "begun").read_text(encoding="utf-8"))
    assert results == [*range(thing), "a copy", *range(thing + 1, 1000)]


@pytest.mark.parametrize("left", [0, shared_work.FEWEST - 1])
def test_little_work_is_not_shared(left: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_work, "worker_count", lambda: 8)
    monkeypatch.setattr(os, "fork", pytest.fail)
    task: Task[int, list[int]] = Task("检查", list, str)
    assert list(shared(task, range(10_000), left)) == [list(range(10_000))]


@pytest.mark.parametrize("workers", [1, 2, 8])
def test_an_exception_comes_after_what_was_done_before_it(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first in order, not in time: a later one is raised while the work before it still goes on."""
    _crew_of(workers, monkeypatch)

    def work(thing: int) -> int:
        if thing == 40:
            time.sleep(0.2)
            raise FileNotFoundError(errno.ENOENT, "No such file", "content/40.md")
        if thing == 60:
            raise KeyError(thing)
        return thing

    heard: list[object] = []
    with pytest.raises(FileNotFoundError) as raised:
        _done(work, range(100), heard)
    assert (raised.value.errno, raised.value.filename) == (errno.ENOENT, "content/40.md")
    # One process gives one result for all things, of which nothing comes out here.
    assert heard == ([] if workers == 1 else list(range(40)))


class _TwoWordsError(Exception):
    """An exception that cannot be sent: it is made again of one word."""

    def __init__(self, one: str, two: str) -> None:
        super().__init__(f"{one} {two}")


def test_an_exception_of_a_copy_says_where_it_comes_from(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _crew_of(2, monkeypatch)

    def full(thing: int) -> object:
        raise OSError(errno.ENOSPC, "No space left on device", "site/a.html")

    with pytest.raises(OSError, match="No space left") as raised:
        _done(_in_a_copy(tmp_path / "full", full), range(100))
    assert (raised.value.errno, raised.value.filename) == (errno.ENOSPC, "site/a.html")
    assert "in full\n" in str(raised.value.__cause__)

    def two_words(thing: int) -> object:
        raise _TwoWordsError("一", "二")

    with pytest.raises(RuntimeError, match=r"^_TwoWordsError: 一 二$") as told:
        _done(_in_a_copy(tmp_path / "words", two_words), range(100))
    assert "in two_words\n" in str(told.value.__cause__)


@pytest.mark.parametrize("workers", [1, 2])
def test_an_error_says_at_which_thing_it_came(workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _crew_of(workers, monkeypatch)

    def failing(error: Exception) -> Callable[[int], object]:
        def work(thing: int) -> object:
            if thing == 40:
                raise error
            return thing

        return work

    with pytest.raises(ZeroDivisionError) as raised:
        _done(failing(ZeroDivisionError()), range(100))
    assert raised.value.__notes__ == ["检查“第40件”时出错。"]
    with pytest.raises(OSError, match="full") as refused:
        _done(failing(OSError(errno.ENOSPC, "full", "site/a.html")), range(100))
    assert not hasattr(refused.value, "__notes__")
    with pytest.raises(WorkerLostError) as lost:
        _done(failing(MemoryError()), range(100))
    assert str(lost.value) == (
        "检查“第40件”时内存不够。请把环境变量 GONGKAI_WORKERS 写成更小的数，例如 1；还是不够，就换内存大的机器。"
    )


def test_memory_that_a_copy_lacks_is_told_as_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _crew_of(2, monkeypatch)

    def greedy(thing: int) -> object:
        return bytearray(1 << 60)

    with pytest.raises(WorkerLostError, match=r"^检查“第\d+件”时内存不够。"):
        _done(_in_a_copy(tmp_path / "greedy", greedy), range(100))


@pytest.mark.parametrize("begun", [True, False])
def test_what_all_need_is_worked_out_before_there_are_copies(begun: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    _crew_of(2, monkeypatch)
    told: list[str] = []

    def work(some: Iterable[int]) -> list[int]:
        told.append("work")
        return list(some)

    task: Task[int, list[int]] = Task("检查", work, str, begun)
    results = shared(task, range(1000), first=lambda: told.append("first"))
    assert [one for some in results for one in some] == list(range(1000))
    assert told.index("first") == begun


@pytest.mark.parametrize(
    ("end", "how"),
    [
        (lambda thing: os.kill(os.getpid(), signal.SIGKILL), "被系统结束了（信号 9，多半是内存不够）"),
        (lambda thing: os.kill(os.getpid(), signal.SIGTERM), "被系统结束了（信号 15）"),
        (lambda thing: os._exit(3), "自己结束了（退出码 3）"),
        (lambda thing: os._exit(0), "自己结束了（退出码 0）"),
        (lambda thing: lambda: None, "自己结束了（退出码 1）"),
    ],
    ids=["killed", "terminated", "left", "left without a word", "cannot say it"],
)
@pytest.mark.parametrize("workers", [2, 8])
def test_a_lost_worker_is_told_with_what_it_was_doing(
    end: Callable[[int], object], how: str, workers: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _crew_of(workers, monkeypatch)
    with pytest.raises(WorkerLostError) as raised:
        _done(_in_a_copy(tmp_path / "begun", end), range(100))
    thing = (tmp_path / "begun").read_text(encoding="utf-8")
    if "（退出码 1）" in how:
        # What cannot be sent is known when all is done.
        assert f"的进程{how}。" in str(raised.value)
        return
    assert str(raised.value) == (
        f"检查“第{thing}件”的进程{how}。请再试一次；还是这样，就把环境变量 GONGKAI_WORKERS 写成 1，由一个进程做。"
    )


def test_whoever_interrupts_ends_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _crew_of(3, monkeypatch)

    def work(thing: int) -> object:
        if os.getpid() == _HERE:
            if thing >= _FIRST:
                _until((tmp_path / "begun").exists)
                raise KeyboardInterrupt
            return thing
        (tmp_path / "begun").touch()
        time.sleep(_LIMIT)
        return thing

    began = time.monotonic()
    with pytest.raises(KeyboardInterrupt):
        _done(work, range(100))
    assert time.monotonic() - began < _LIMIT / 2


_ORPHANS = """
import os, sys, time
from pathlib import Path
from gongkai.incremental import shared_work
shared_work.FEWEST, shared_work.worker_count = 1, lambda: 3
here, folder = os.getpid(), Path(sys.argv[1])

def work(some):
    for thing in some:
        if thing < 1000:
            continue
        if os.getpid() == here:
            while len(list(folder.iterdir())) < 2:
                time.sleep(0.01)
            print("begun", flush=True)
            time.sleep(60)
        (folder / str(os.getpid())).touch()
        time.sleep(60)

list(shared_work.shared(shared_work.Task("检查", work, str), range(100_000)))
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_copies_do_not_outlive_the_build(number: signal.Signals, tmp_path: Path) -> None:
    command = [sys.executable, "-c", _ORPHANS, str(tmp_path)]
    with subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(PROJECT / "hooks")},
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"begun\n"
        process.send_signal(number)
        process.wait(_LIMIT)
        # The copies have the same pipe, which ends with the last of them.
        assert process.stdout.read() == b""
    assert len(list(tmp_path.iterdir())) == 2


def test_a_system_that_refuses_processes_costs_time_only(monkeypatch: pytest.MonkeyPatch) -> None:
    _crew_of(8, monkeypatch)

    def refused() -> int:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(os, "fork", refused)
    assert _done(str, range(50)) == [str(one) for one in range(50)]


@pytest.mark.parametrize("workers", [1, 3])
def test_progress_goes_on_to_the_end(workers: int, monkeypatch: pytest.MonkeyPatch) -> None:
    _crew_of(workers, monkeypatch)
    told: list[tuple[str, int, int]] = []
    task: Task[int, list[int]] = Task("读取", list, str)
    results = shared(task, range(1000), progress=lambda *given: told.append(given))
    assert [one for some in results for one in some] == list(range(1000))
    assert {(stage, total) for stage, _, total in told} == {("读取", 1000)}
    assert [done for _, done, _ in told] == sorted(done for _, done, _ in told)
    assert told[-1] == ("读取", 1000, 1000)
