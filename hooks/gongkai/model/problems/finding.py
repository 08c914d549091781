"""The kinds of problems that checks can find, stated as data beside the code that finds them: code, level and title."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.model.problems.problem import Level


@dataclass(frozen=True, slots=True)
class Finding:
    """One kind of problem; ``problem(place, code, …)`` makes a problem of it.

    A code is stated once; another room that uses it takes the same ``Finding``.
    """

    code: str
    level: Level
    """The most severe level that it can have."""
    title: str
    """What is wrong, in a few Chinese words."""
    milder: tuple[tuple[Level, str], ...] = ()
    """Lower levels that it has in some cases, each with a Chinese description of these cases."""
    as_printed: bool = False
    """Whether it can be a defect of the original document, which an item may publish as printed (照原件公开)."""
    waivable: bool = True
    """Whether 检查豁免 of an item may suppress it, unless it is an error; False for what must never be public."""

    @property
    def levels(self) -> tuple[Level, ...]:
        """Every level that it can have, the most severe first."""
        return (self.level, *(level for level, _ in self.milder))


@dataclass(frozen=True, slots=True, kw_only=True)
class FindingTable:
    """The findings of code that is no rule, such as a reader of one kind of source."""

    title: str
    """What this code checks, in Chinese."""
    sources: tuple[str, ...] = ()
    """The laws or technical standards on which its findings are based."""
    findings: tuple[Finding, ...]
