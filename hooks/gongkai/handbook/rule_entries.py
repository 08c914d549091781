"""The rules as the handbook lists them: the one place that knows where a rule states what it is."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.checking.catalogue import RULES, WAIVABLE


@dataclass(frozen=True, slots=True)
class RuleEntry:
    """One rule: its name, and its title with the legal source."""

    name: str
    title: str


def rule_entries() -> tuple[RuleEntry, ...]:
    """Every rule in the order in which they run."""
    return tuple(RuleEntry(rule.name, rule.title) for rule in RULES)


def may_be_printed(code: str) -> bool:
    """Whether a paper may be published with a finding of this code (照原件公开)."""
    return code in WAIVABLE
