"""Folding of Traditional characters to the standard ones, for recognising and finding, never for showing."""

from __future__ import annotations

from functools import cache
from pathlib import Path

_TABLE = Path(__file__).parent.parent / "vocabulary" / "traditional.txt"


@cache
def traditional_pairs() -> dict[int, str]:
    """Code point of each Traditional character → its standard character, both in the Basic Multilingual Plane."""
    lines = _TABLE.read_text(encoding="utf-8").splitlines()
    return {ord(pair[0]): pair[1] for line in lines if not line.startswith("#") for pair in line.split()}


def simplified(text: str) -> str:
    """The text in standard characters."""
    return text if text.isascii() else text.translate(traditional_pairs())
