"""The mutants that mean the same as the code, each with the reason."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

LIST = Path(__file__).with_name("equal.yml")


def explained(room: str) -> set[tuple[str, str]]:
    """Function and change of every mutant of a room that needs no test."""
    listed: dict[str, list[dict[str, Any]]] = yaml.safe_load(LIST.read_text(encoding="utf-8")) or {}
    return {
        (one["function"], change.strip())
        for one in listed.get(room, [])
        for change in one["changes"]
        if one["reason"].strip()
    }
