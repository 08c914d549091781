"""A drawing as plain geometry: rectangles, lines and labels in units of its view box."""

from __future__ import annotations

from dataclasses import dataclass

SIZE = 14
"""Font size of all labels in view-box units; a narrow drawing is shown at about one CSS pixel per unit."""
WIDE, NARROW, LARGE = 640, 340, 256
"""Widths of the drawings of every chart, in view-box units. The page shows the one that fits its width; on a telephone, the
narrowest one for readers who chose large type, since a narrower drawing is scaled up more."""


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of the series with the number ``series``, from 0."""

    x: int
    y: int
    width: int
    height: int
    series: int


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a position; ``anchor`` is start, middle or end, ``role`` is label, figure or tick."""

    x: int
    y: int
    words: str
    role: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight line; ``role`` is grid or axis."""

    x1: int
    y1: int
    x2: int
    y2: int
    role: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """All elements of one drawing, in drawing order."""

    width: int
    height: int
    rules: tuple[Rule, ...]
    blocks: tuple[Block, ...]
    labels: tuple[Label, ...]
