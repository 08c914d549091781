"""Files of the demonstration with one place changed at a time: what the checks say then that they did not say before."""

from __future__ import annotations

import csv
import io
import random
import re
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.reading.held_sources import HeldSources

from tests.eyes.looking import Planted, Seen, problems_of, seen

Places = Callable[[list[str]], Iterator[tuple[int, int, int]]]
"""Where something stands in the lines of a file: the number of the line, counted from 1, and its place in it."""


@dataclass(frozen=True, slots=True)
class Said:
    """What stands at a place, and everything else that stands at places of its kind in the same file."""

    text: str
    others: Sequence[str]


@dataclass(frozen=True, slots=True)
class ChangedKind:
    """How faults of one kind are planted: in which files, at which places, what is written there, who should tell it."""

    title: str
    files: str
    places: Places
    spoil: Callable[[Said, random.Random], str]
    causes: str
    beside: tuple[str, ...] = ()
    """Folders that are held against each other; only that of the files, if there are none."""
    near: int = 0
    """How many lines before or after the place it may be told, where it concerns several lines."""
    owner: str = ""
    """The ending of the file with the same name that may be told instead."""


@dataclass(frozen=True, slots=True)
class _Place:
    path: str
    line: int
    start: int
    end: int


def cells(pattern: str) -> Places:
    """Every cell of a CSV table that matches, below its header."""
    wanted = re.compile(pattern)

    def places(lines: list[str]) -> Iterator[tuple[int, int, int]]:
        for number, line in enumerate(lines[1:], 2):
            start = 0
            for cell in next(csv.reader(io.StringIO(line))):
                at = line.find(cell, start) if cell else start
                if wanted.fullmatch(cell):
                    yield number, at, at + len(cell)
                start = at + len(cell) + 1

    return places


def groups(pattern: str) -> Places:
    """Every place of the first group of a pattern."""
    wanted = re.compile(pattern)

    def places(lines: list[str]) -> Iterator[tuple[int, int, int]]:
        for number, line in enumerate(lines, 1):
            for found in wanted.finditer(line):
                yield number, found.start(1), found.end(1)

    return places


class ChangedColumn:
    """The part of the demonstration that one kind of faults needs, in a folder of its own."""

    def __init__(self, folder: Path, demonstration: Path, name: str, kind: ChangedKind) -> None:
        self._root, self._name, self._kind = folder, name, kind
        (folder / "catalogue").mkdir(parents=True)
        shutil.copy(demonstration / "catalogue" / "column.yml", folder / "catalogue")
        for part in kind.beside or ("/".join(kind.files.split("/")[:2]),):
            shutil.copytree(demonstration / part, folder / part)

    def look(self, each: int, seed: int) -> Iterator[Seen]:
        """Plant at most ``each`` faults, one after the other."""
        # Every kind has its own chance, so that a new kind changes no other.
        chance = random.Random(f"{seed} {self._name}")
        held = HeldSources()
        before = problems_of(self._root, held)
        places = list(self._places())
        for place in chance.sample(places, min(each, len(places))):
            path = self._root / place.path
            whole = path.read_text(encoding="utf-8")
            lines = whole.split("\n")
            line = lines[place.line - 1]
            others = [self._said(one) for one in places if one.path == place.path and one != place]
            said = self._said(place)
            spoiled = self._kind.spoil(Said(said, others), chance)
            lines[place.line - 1] = line[: place.start] + spoiled + line[place.end :]
            path.write_text("\n".join(lines), encoding="utf-8")
            near = tuple(range(place.line - self._kind.near, place.line + self._kind.near + 1))
            owner = place.path.rpartition(".")[0] + self._kind.owner if self._kind.owner else ""
            planted = Planted(self._name, place.path, near, self._kind.causes, f"{said} → {spoiled}", owner=owner)
            yield from seen([planted], before, problems_of(self._root, held))
            path.write_text(whole, encoding="utf-8")

    def _said(self, place: _Place) -> str:
        line = (self._root / place.path).read_text(encoding="utf-8").split("\n")[place.line - 1]
        return line[place.start : place.end]

    def _places(self) -> Iterator[_Place]:
        for path in sorted(self._root.glob(self._kind.files)):
            lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
            shown = path.relative_to(self._root).as_posix()
            for number, start, end in self._kind.places(lines):
                yield _Place(shown, number, start, end)
