"""The rules as the handbook lists them: the one place that knows where a rule states what it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.checking.catalogue import RULES, WAIVABLE
from gongkai.handbook.every_finding import StatedFinding, every_finding


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule: its name, what it looks after, and the law or the standard that asks for it."""

    name: str
    title: str
    sources: tuple[str, ...]


def rule_entries() -> tuple[RuleEntry, ...]:
    """Every rule in the order in which they run."""
    return tuple(RuleEntry(rule.name, rule.title, rule.sources) for rule in RULES)


def may_be_printed(code: str) -> bool:
    """Whether a paper may be published with a finding of this code (照原件公开)."""
    return code in WAIVABLE


def title_of(code: str) -> str:
    """What a code says is wrong, in a few words, with the cases in which it weighs less."""
    finding = _findings()[code].finding
    milder = "；".join(f"{words}为{level.value}" for level, words in finding.milder)
    return f"{finding.title}（{milder}）" if milder else finding.title


@cache
def _findings() -> Mapping[str, StatedFinding]:
    return every_finding()
