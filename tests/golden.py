"""Reads golden cases and other YAML of the tests with the quick reader of PyYAML, where it was built with it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""Both give the same values: the quick one is the other written in C."""


def golden(path: Path) -> Any:
    """What the YAML file says."""
    return said(path.read_text(encoding="utf-8"))


def said(text: str) -> Any:
    """What the YAML text says."""
    return yaml.load(text, Loader=_LOADER)
