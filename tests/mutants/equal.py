"""The mutants that mean the same as the code, each with the reason."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import yaml

LIST = Path(__file__).with_name("equal.yml")
EVERYWHERE = "everywhere"
"""Under this name stand words that mean the same as others in all rooms, such as two spellings of an encoding."""


@cache
def listed() -> dict[str, list[dict[str, Any]]]:
    """The entries by room."""
    return yaml.safe_load(LIST.read_text(encoding="utf-8")) or {}


def explained(room: str, function: str, change: str) -> bool:
    """Whether it is said why the change of the function makes no difference."""
    if any(_same(change, one["words"], one["as"]) for one in listed().get(EVERYWHERE, [])):
        return True
    entries = (one for one in listed().get(room, []) if one["function"] == function)
    return any(change == said.strip() for one in entries for said in one["changes"])


def _same(change: str, words: str, other: str) -> bool:
    """Whether what is taken out and what is put in differ in nothing but words that mean the same."""
    out = [line[2:] for line in change.split("\n") if line.startswith("-")]
    put = [line[2:].replace(words, other) for line in change.split("\n") if line.startswith("+")]
    return out == put
