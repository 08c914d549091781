"""How far a long piece of work has come: a value that is given in, and that nobody needs to listen to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")

_TOLD = 400
"""Most times that a stage is told; the listener costs too much to be asked about every item."""


class Progress(Protocol):
    """Whoever listens to the progress of a build: a line on a terminal, a page of the preview, or nobody."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """``done`` of ``total`` things of the stage, named in Chinese, are finished; both are 0 where nothing can be counted."""


def silent(stage: str, done: int, total: int) -> None:
    """Nobody listens."""


def counted(things: Sequence[T], stage: str, progress: Progress) -> Iterator[T]:
    """The things one after the other, while ``progress`` is told how many of them are done."""
    total = len(things)
    every = max(1, total // _TOLD)
    progress(stage, 0, total)
    for number, thing in enumerate(things, 1):
        yield thing
        if number % every == 0:
            progress(stage, number, total)
    if total % every:
        progress(stage, total, total)
