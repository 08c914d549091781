"""What is still unfinished in a column, each gap once: what nobody has filled in, and what is not published yet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.model.problems.problem import Level, Problem

_UNPUBLISHED = frozenset({"directory-empty", "directory-missing", "duty-uncovered", "part-empty"})
"""Codes that mean: something that must be public is not there yet."""


@dataclass(frozen=True, slots=True)
class Gaps:
    """The gaps of a column, in the order of the files; they stop nothing and no change is to blame for them."""

    unfilled: tuple[Problem, ...]
    """Marked gaps in texts, missing settings, drafts."""
    unpublished: tuple[Problem, ...]
    """Matters of the directory, statutory duties and fixed parts without any item."""

    def __bool__(self) -> bool:
        return bool(self.unfilled or self.unpublished)

    @property
    def sentence(self) -> str:
        """«待完善：3 处没有填写，42 项还没有公布»; empty where nothing is unfinished."""
        parts = [
            f"{len(self.unfilled)} 处没有填写" if self.unfilled else "",
            f"{len(self.unpublished)} 项还没有公布" if self.unpublished else "",
        ]
        return f"待完善：{'，'.join(filter(None, parts))}" if self else ""

    @property
    def visible(self) -> int:
        """The number of marks «【待填写：……】» that the public would read on the pages."""
        return sum(one.rule == "not-filled-in" for one in self.unfilled)


def gaps_of(problems: Iterable[Problem]) -> Gaps:
    """The gaps among the problems of a checked column."""
    found = [one for one in problems if one.level is Level.UNFINISHED]
    return Gaps(
        tuple(one for one in found if one.rule not in _UNPUBLISHED),
        tuple(one for one in found if one.rule in _UNPUBLISHED),
    )
