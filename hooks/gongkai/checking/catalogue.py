"""All rules. They are discovered: every module in a subpackage of ``checking`` that defines ``RULE`` is a rule."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from gongkai.checking.rule import Rule
from gongkai.reading.printable_faults import PRINTED_FAULTS

__all__ = ["BY_NAME", "NEVER_WAIVED", "RULES", "WAIVABLE", "Rule"]

_ROOM = Path(__file__).parent


def _found() -> Iterator[Rule]:
    """The rules, sorted by subpackage and file name; the problems found do not depend on this order."""
    for room in sorted(folder for folder in _ROOM.iterdir() if folder.is_dir()):
        for file in sorted(room.iterdir()):
            if file.suffix == ".py" and not file.name.startswith("_"):
                module = import_module(f"{__package__}.{room.name}.{file.stem}")
                rule: Rule | None = getattr(module, "RULE", None)
                if rule:
                    yield rule


RULES: tuple[Rule, ...] = tuple(_found())
BY_NAME = {rule.name: rule for rule in RULES}

WAIVABLE = frozenset([*PRINTED_FAULTS, *(code for rule in RULES for code in rule.waivable)])
"""Codes, of rules and of reading, that can be a defect of the original document (照原件公开)."""

NEVER_WAIVED = frozenset(finding.code for rule in RULES for finding in rule.findings if not finding.waivable)
"""Codes that no 检查豁免 can suppress."""
