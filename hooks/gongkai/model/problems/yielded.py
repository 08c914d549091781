"""The one way in which problems are reported: they are yielded as they are found, and what is made is returned."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator
from typing import TypeAlias, TypeVar

from gongkai.model.problems.problem import Problem

T = TypeVar("T")

Reading: TypeAlias = Generator[Problem, None, T]
"""What a function gives that makes a ``T`` and may find problems on the way.

It yields every problem in the order in which it finds them, and returns the value at its end:
``item = yield from read_item(...)``. A function that only looks for faults is an ``Iterator[Problem]``.
"""


def gathered(reading: Reading[T]) -> tuple[T, tuple[Problem, ...]]:
    """The value of a reading and its problems in order.

    For the border of a room, and where the problems of a part decide what becomes of it; everywhere else they are
    passed on with ``yield from``.
    """
    value: list[T] = []
    # The end of a generator is caught a third faster by another generator than by an exception.
    problems = tuple(_noted(reading, value))
    return value[0], problems


def _noted(reading: Reading[T], value: list[T]) -> Iterator[Problem]:
    value.append((yield from reading))


def each(readings: Iterable[Reading[T]]) -> Reading[tuple[T, ...]]:
    """The values of several readings in their order; each begins when the one before it has ended."""
    values: list[T] = []
    for reading in readings:
        values.append((yield from reading))
    return tuple(values)
