"""What every source file says, held by a lasting process as long as the file and those that it names stay as they are."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from gongkai.incremental.file_state import State, is_settled, state_of
from gongkai.model.item import Item
from gongkai.model.problems.problem import Problem
from gongkai.model.publication import Comment

_UNFOUND = ("-missing", "-path", "-unreadable", "-outside", "-link")
"""Ends of the rules about files that are named and not found: they may be found next time without any of these changing."""


@dataclass(frozen=True, slots=True)
class FileItems:
    """The items, the comments and the problems of one source file, with all the files that it names."""

    items: tuple[Item, ...]
    comments: tuple[Comment, ...]
    problems: tuple[Problem, ...]


class HeldSources:
    """The results of reading by file; nothing is held of a file that was changed only a moment before it was read."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[FileItems, tuple[tuple[str, State], ...]]] = {}

    def of(self, root: Path, shown: str) -> FileItems | None:
        """What the file ``shown`` of the project said, where neither it nor a file that it names has changed since."""
        found = self._held.get(shown)
        if found is None:
            return None
        items, states = found
        if any(state_of(f"{root}/{path}") != state for path, state in states):
            del self._held[shown]
            return None
        return items

    def hold(self, root: Path, shown: str, found: FileItems, named: Iterable[str], began: int) -> None:
        """Hold what was read of ``shown`` since ``began`` (nanoseconds since 1970); ``named`` are the other files it needs."""
        if any(one.rule.endswith(_UNFOUND) for one in found.problems):
            return
        paths = dict.fromkeys((shown, *named))
        states = tuple((path, state_of(f"{root}/{path}")) for path in paths)
        if all(is_settled(state, began) for _, state in states):
            self._held[shown] = (found, states)
