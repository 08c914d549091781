"""Every rule there is, found in the files of this room: each module of a sub-room that states a ``RULE`` is one."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from gongkai.checking.rule import Rule
from gongkai.reading.printable_faults import PRINTED_FAULTS

__all__ = ["BY_NAME", "NEVER_WAIVED", "RULES", "WAIVABLE", "Rule"]

_ROOM = Path(__file__).parent


def _found() -> Iterator[Rule]:
    """The rules by the names of their sub-rooms and files; what is found is the same in any other order."""
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
"""Every finding that an item may publish its paper with, those of reading among them."""

NEVER_WAIVED = frozenset(finding.code for rule in RULES for finding in rule.findings if not finding.waivable)
"""Findings that no 检查豁免 silences, whatever the reason."""
