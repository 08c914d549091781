"""What all registers in ``catalogue/ledgers/`` have in common: lists of entries, of which faulty ones are left out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Generic, TypeVar

from gongkai.model.problems.yielded import Reading
from gongkai.reading.checked_setting import day_under
from gongkai.reading.yaml.shape import Shape, shape_of
from gongkai.reading.yaml.yaml_files import read_list

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Register(Generic[T]):
    """A register: its file, what messages call it, the first label of an entry, and what reads one."""

    path: str
    title: str
    first: str
    entry: Callable[[Shape], Reading[T | None]]


def read_register(root: Path, register: Register[T]) -> Reading[tuple[T, ...]]:
    """The entries below ``root`` in order; empty where there is no file, without those that lack what they need."""
    remedy = f"请每项以“- {register.first}: ……”开头。"
    found = []
    for node in (yield from read_list(root, register.path, f"{register.title}文件", remedy)):
        shape = yield from shape_of(node, register.title, node.place)
        entry = yield from register.entry(shape)
        yield from shape.finish()
        if entry is not None:
            found.append(entry)
    return tuple(found)


def needed_day(shape: Shape, key: str) -> Reading[date | None]:
    """A required day; None, after a problem, where it is missing or wrong."""
    return (yield from day_under(shape, key)) if (yield from shape.needed(key, "2026-07-06")) else None
