"""The rules as the handbook lists them; the only module of the handbook that reads the rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.checking.catalogue import RULES, WAIVABLE
from gongkai.handbook.every_finding import StatedFinding, every_finding


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule: its name, what it ensures, and the laws or standards that require it."""

    name: str
    title: str
    sources: tuple[str, ...]


def rule_entries() -> tuple[RuleEntry, ...]:
    """All rules, in the order in which they run."""
    return tuple(RuleEntry(rule.name, rule.title, rule.sources) for rule in RULES)


def may_be_printed(code: str) -> bool:
    """Whether a problem with this code may be published as printed (照原件公开)."""
    return code in WAIVABLE


def title_of(code: str) -> str:
    """What the code means, in a few Chinese words, and the cases in which its level is lower."""
    finding = _findings()[code].finding
    milder = "；".join(f"{words}为{level.value}" for level, words in finding.milder)
    return f"{finding.title}（{milder}）" if milder else finding.title


@cache
def _findings() -> Mapping[str, StatedFinding]:
    return every_finding()
