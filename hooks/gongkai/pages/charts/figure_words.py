"""Formatting figures, exactly for readers and short for axis ticks, and estimating the width of text."""

from __future__ import annotations

import unicodedata
from decimal import Decimal
from math import ceil

_UNITS = ((Decimal(10) ** 12, "万亿"), (Decimal(10) ** 8, "亿"), (Decimal(10) ** 4, "万"))
_NARROW = Decimal("0.58")
"""Width of a digit or Latin letter, as a fraction of the font size."""


def exact(value: Decimal) -> str:
    """The figure with thousands separators and all published decimals."""
    return f"{value:,f}"


def short(value: Decimal) -> str:
    """The figure at an axis tick, in 万 or 亿 if it is large: 1.5万, 20亿; it is never rounded."""
    for size, unit in _UNITS:
        if abs(value) >= size:
            return f"{_bare(value / size)}{unit}"
    return _bare(value)


def width_of(text: str, size: int) -> int:
    """The estimated width of a line of text at a font size, rounded up, in view-box units."""
    wide = sum(unicodedata.east_asian_width(character) in "WFA" for character in text)
    return ceil((wide + (len(text) - wide) * _NARROW) * size)


def _bare(value: Decimal) -> str:
    return f"{value.normalize():f}" if value else "0"
