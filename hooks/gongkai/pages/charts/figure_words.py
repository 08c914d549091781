"""Figures in words, exact for readers and short for the marks of a scale, and the room that words take."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from math import ceil

_UNITS = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_NARROW = Decimal("0.58")
"""Width of a digit or Latin letter in parts of the size of type."""


def exact(value: Decimal) -> str:
    """The figure with every decimal it was published with."""
    return f"{value:,f}"


def short(value: Decimal) -> str:
    """A figure of a scale, in 万 or 亿 where it is large: 1.5万, 20亿; nothing is rounded."""
    for size, unit in _UNITS:
        if abs(value) >= size:
            return f"{_bare(value / size)}{unit}"
    return _bare(value)


def width_of(text: str, size: int) -> int:
    """Room that a line of text takes at a size of type, rounded up, in units of the drawing."""
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in text)
    return ceil((wide + (len(text) - wide) * _NARROW) * size)


def _bare(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"
