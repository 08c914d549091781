"""Every rule there is, found in the files of this room: each module of a sub-room that states a ``RULE`` is one."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pkgutil import iter_modules

from gongkai import checking
from gongkai.checking.rule import Rule
from gongkai.reading.printable_faults import PRINTED_FAULTS

__all__ = ["BY_NAME", "NEVER_WAIVED", "RULES", "WAIVABLE", "Rule"]


def _found() -> Iterator[Rule]:
    """The rules by the names of their sub-rooms and files; what is found is the same in any other order."""
    for room in iter_modules(checking.__path__, f"{checking.__name__}."):
        if room.ispkg:
            for module in iter_modules(import_module(room.name).__path__, f"{room.name}."):
                rule: Rule | None = getattr(import_module(module.name), "RULE", None)
                if rule:
                    yield rule


RULES: tuple[Rule, ...] = tuple(_found())
BY_NAME = {rule.name: rule for rule in RULES}

WAIVABLE = frozenset([*PRINTED_FAULTS, *(code for rule in RULES for code in rule.waivable)])
"""Every finding that an item may publish its paper with, those of reading among them."""

NEVER_WAIVED = frozenset(finding.code for rule in RULES for finding in rule.findings if not finding.waivable)
"""Findings that no 检查豁免 silences, whatever the reason."""
