"""What the checks can find, stated as data beside the code that finds it: a code, how it weighs, and a title."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.model.problems.problem import Level


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of finding, which ``problem(place, code, …)`` yields with the particulars of the case.

    A code is stated once; another room that yields it too takes the same ``Finding``.
    """

    code: str
    level: Level
    """The gravest level that it can have."""
    title: str
    """What is wrong, in a few Chinese words."""
    milder: tuple[tuple[Level, str], ...] = ()
    """Lower levels that it has in some cases, each with the Chinese words for these cases."""
    as_printed: bool = False
    """Whether it can be true of the paper itself, which an item may then publish as it is printed (照原件公开)."""
    waivable: bool = True
    """Whether 检查豁免 of an item may silence it where it is no error; of what must never be public it may not."""

    @property
    def levels(self) -> tuple[Level, ...]:
        """Every level that it can have, the gravest first."""
        return (self.level, *(level for level, _ in self.milder))


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingTable:
    """The findings of one room that holds no rules, such as the readers of one kind of source."""

    title: str
    """What the room looks after, in Chinese."""
    sources: tuple[str, ...] = ()
    """The law or the technical standard on which its findings rest."""
    findings: tuple[Finding, ...]
