"""Work on many things, shared by copies of this process; the results come in the order of the things, whoever made them.

The copies have everything that this process has read, so nothing is sent to them. Each takes the next few things when it
has done the last, and so does this process. What they did is sent back when nothing is left to take.
"""

from __future__ import annotations

import gc
import mmap
import os
import pickle
import signal
import traceback
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from types import TracebackType
from typing import Generic, NoReturn, TypeVar

from gongkai.incremental.progress import Progress, counted, silent
from gongkai.incremental.worker_count import VARIABLE, worker_count
from gongkai.model.problems.workers import WorkerLostError

T = TypeVar("T")
R = TypeVar("R")

FEWEST = 300
"""Things left to do from which on copies are worth what they cost."""

_MOST_SHARES = 128
"""Shares into which the things are divided, so that all processes end at about the same time; their numbers fit a byte."""
_DONE = "done"
_LOOK = 0.5
"""Seconds after which a copy looks again whether its parent is still there, whatever it is doing."""


@dataclass(frozen=True, slots=True)
class Task(Generic[T, R]):
    """What is to be done with things: any run of them, one after the other, gives one result, which can be pickled."""

    stage: str
    """What is told of it, in Chinese."""
    work: Callable[[Iterable[T]], R]
    named: Callable[[T], str]
    """The name of a thing, for the message about a worker that was lost, or about an error."""
    begun: bool = True
    """Whether the first things are done before there are copies, since they work out what all the others need."""

    def at(self, error: Exception, thing: T) -> Exception:
        """The error that came of the work on a thing, saying so where it does not name a file itself."""
        if isinstance(error, MemoryError):
            remedy = f"请把环境变量 {VARIABLE} 写成更小的数，例如 1；还是不够，就换内存大的机器。"
            return WorkerLostError(f"{self.stage}“{self.named(thing)}”时内存不够。{remedy}")
        if not isinstance(error, OSError | WorkerLostError):
            error.add_note(f"{self.stage}“{self.named(thing)}”时出错。")
        return error


def nothing() -> None:
    """No work of this process alone."""


def shared(
    task: Task[T, R],
    things: Sequence[T],
    left: int | None = None,
    progress: Progress = silent,
    first: Callable[[], None] = nothing,
    cuts: Sequence[int] = (),
) -> Iterator[R]:
    """The results for consecutive runs of ``things``, in order; how many runs there are is left open, unless ``cuts`` say
    where each of several begins (from 0 on, 128 at the most).

    ``left`` is the number of things that still need their work done, where caches know of the others. ``first`` is work
    of this process alone, which the copies do not wait for. An exception of any process comes out
    here as if all had been done by one: after the results for what comes before. Raises WorkerLostError as well, also
    where memory is not enough.
    """
    workers = min(processes_for(len(things) if left is None else left), len(things))
    if workers < 2:
        first()
        yield _done_alone(task, things, progress)
        return
    size = -(-len(things) // _MOST_SHARES)
    with _Crew(task, things, cuts or range(0, len(things), size), progress, workers) as crew:
        yield from crew.results(first)


def processes_for(left: int) -> int:
    """How many processes share the work where ``left`` things still need theirs done, this one included."""
    # Asked in any case, so that a wrong number is told by small columns too.
    workers = worker_count()
    return workers if left >= FEWEST else 1


def _done_alone(task: Task[T, R], things: Sequence[T], progress: Progress) -> R:
    at: list[T] = []

    def taken() -> Iterator[T]:
        for thing in counted(things, task.stage, progress):
            at[:] = (thing,)
            yield thing

    try:
        return task.work(taken())
    except Exception as error:
        if at and (told := task.at(error, at[0])) is not error:
            raise told from error
        raise


class _Failure:
    """An exception in the place of a result."""

    def __init__(self, error: Exception) -> None:
        self.error = error

    def __reduce__(self) -> tuple[Callable[..., _Failure], tuple[bytes, str]]:
        """The traceback cannot be sent, so its words are; nor can every exception."""
        words = "".join(traceback.format_exception(self.error))
        with suppress(Exception):
            sent = pickle.dumps(self.error)
            pickle.loads(sent)
            return _failure_of, (sent, words)
        return _failure_of, (pickle.dumps(RuntimeError(f"{type(self.error).__name__}: {self.error}")), words)


class _InWorkerError(Exception):
    """The traceback of an exception in a worker, as words."""


def _failure_of(sent: bytes, words: str) -> _Failure:
    error: Exception = pickle.loads(sent)
    error.__cause__ = _InWorkerError(f"\n{words}")
    return _Failure(error)


@dataclass(slots=True)
class _Worker:
    """A copy of this process as it is seen from here."""

    number: int
    process: int
    pipe: int
    """Where its results come out."""
    status: int | None = None
    """How it ended, once it has."""


class _Crew(Generic[T, R]):
    """This process and its copies, which live no longer than the ``with`` block."""

    def __init__(
        self, task: Task[T, R], things: Sequence[T], cuts: Sequence[int], progress: Progress, workers: int
    ) -> None:
        self._task, self._things, self._progress = task, things, progress
        self._cuts = (*cuts, len(things))
        # A byte for each share: whoever reads it takes the share, and the others read the next.
        self._queue, giving = os.pipe()
        os.write(giving, bytes(range(len(cuts))))
        os.close(giving)
        self._workers: list[_Worker] = []
        self._places = mmap.mmap(-1, 8 * workers)
        """For each process the place of the thing that it is at, written by it and read here."""
        self._parent = os.getpid()

    def __enter__(self) -> _Crew[T, R]:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the copies, whatever they are doing: what they have to say was heard, or is of no use any more."""
        for worker in self._workers:
            if worker.status is None:
                with suppress(ProcessLookupError):
                    os.kill(worker.process, signal.SIGKILL)
                self._wait(worker)
            os.close(worker.pipe)
        os.close(self._queue)

    def _begin(self) -> None:
        """Start the copies."""
        for number in range(1, len(self._places) // 8):
            out, into = os.pipe()
            try:
                process = os.fork()
            except OSError:
                # The system allows no more processes, so there are fewer to share the work.
                os.close(out)
                os.close(into)
                break
            if process == 0:
                os.close(out)
                self._work_as_copy(number, into)
            os.close(into)
            self._workers.append(_Worker(number, process, out))

    def results(self, first: Callable[[], None]) -> Iterator[R]:
        """Start the copies, work along, hear what they did, and give the results in order."""
        taken = self._taken(0, self._heed)
        # What is worked out once for all things is known before there are copies, and they have it.
        found: dict[int, R | _Failure] = dict([next(taken)]) if self._task.begun else {}
        self._begin()
        first()
        found.update(taken)
        for worker in self._workers:
            found.update(self._heard(worker))
        for share in range(len(self._cuts) - 1):
            result = found.pop(share)
            if isinstance(result, _Failure):
                raise result.error
            yield result
        self._progress(self._task.stage, len(self._things), len(self._things))

    def _taken(self, number: int, heed: Callable[[int], None]) -> Iterator[tuple[int, R | _Failure]]:
        """Work on one share after the other until none is left or one fails; ``heed`` is called before each."""
        while taken := os.read(self._queue, 1):
            share = taken[0]
            heed(share)
            try:
                yield share, self._task.work(self._marked(number, share))
            except Exception as error:
                # What comes later is not needed any more; what comes before has been taken already.
                while os.read(self._queue, _MOST_SHARES):
                    pass
                yield share, _Failure(self._task.at(error, self._thing_of(number)))

    def _marked(self, number: int, share: int) -> Iterator[T]:
        """The things of a share, while it is marked which one is being worked on."""
        begin, end = self._cuts[share : share + 2]
        for place, thing in enumerate(self._things[begin:end], begin):
            self._places[8 * number : 8 * number + 8] = place.to_bytes(8, "little")
            yield thing

    def _thing_of(self, number: int) -> T:
        """The thing that a process is at."""
        return self._things[int.from_bytes(self._places[8 * number : 8 * number + 8], "little")]

    def _heed(self, share: int) -> None:
        """Tell how far the work has come, and see whether a copy was lost."""
        self._progress(self._task.stage, self._cuts[share], len(self._things))
        for worker in self._workers:
            if worker.status is None and self._wait(worker, os.WNOHANG) and worker.status:
                raise self._lost(worker)

    def _heard(self, worker: _Worker) -> Iterator[tuple[int, R | _Failure]]:
        """What a copy has done."""
        with open(worker.pipe, "rb", closefd=False) as pipe, suppress(EOFError, pickle.UnpicklingError):
            while (told := pickle.load(pipe)) != _DONE:
                yield told
            return
        raise self._lost(worker)

    def _work_as_copy(self, number: int, into: int) -> NoReturn:
        """Work, and tell the results when nothing is left; nothing else of this process is ever done here."""
        code = 1
        try:
            # A person who interrupts the build interrupts the copies as well, which have nothing to say to that.
            signal.signal(signal.SIGINT, signal.SIG_DFL)
            signal.signal(signal.SIGTERM, signal.SIG_DFL)
            signal.signal(signal.SIGALRM, self._end_without_parent)
            signal.setitimer(signal.ITIMER_REAL, _LOOK, _LOOK)
            gc.disable()
            for worker in self._workers:
                os.close(worker.pipe)
            done = [pickle.dumps(told) for told in self._taken(number, lambda share: None)]
            with open(into, "wb") as pipe:
                pipe.writelines([*done, pickle.dumps(_DONE)])
            code = 0
        finally:
            os._exit(code)

    def _end_without_parent(self, *_: object) -> None:
        """End this copy if nobody is left to hear what it has done."""
        if os.getppid() != self._parent:
            os._exit(1)

    def _wait(self, worker: _Worker, options: int = 0) -> bool:
        """Whether the copy has ended, which is waited for unless ``options`` say otherwise."""
        ended, status = os.waitpid(worker.process, options)
        if ended:
            worker.status = status
        return bool(ended)

    def _lost(self, worker: _Worker) -> WorkerLostError:
        if worker.status is None:
            self._wait(worker)
        code = os.waitstatus_to_exitcode(worker.status or 0)
        how = f"自己结束了（退出码 {code}）"
        if code < 0:
            how = f"被系统结束了（信号 {-code}{'，多半是内存不够' if code == -signal.SIGKILL else ''}）"
        name = self._task.named(self._thing_of(worker.number))
        remedy = f"请再试一次；还是这样，就把环境变量 {VARIABLE} 写成 1，由一个进程做。"
        return WorkerLostError(f"{self._task.stage}“{name}”的进程{how}。{remedy}")
