"""A drawing as plain geometry: rectangles, lines and words in the units of its view box."""

from __future__ import annotations

from dataclasses import dataclass

SIZE = 14
"""Size of type of all words in a drawing; narrow drawings are shown about as large as they are drawn."""
WIDE, NARROW, LARGE = 640, 340, 256
"""Widths of the drawings of every chart; a page shows the one that suits the room it has, and on a telephone the last of
them to those who asked for large type: the less there is on a line, the larger it is shown."""


@dataclass(frozen=True, slots=True)
class Block:
    """A rectangle of a series, counted from 0."""

    x: int
    y: int
    width: int
    height: int
    series: int


@dataclass(frozen=True, slots=True)
class Label:
    """Words at a place; ``anchor`` is start, middle or end, ``role`` label, figure or tick."""

    x: int
    y: int
    words: str
    role: str
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Rule:
    """A line; ``role`` is grid or axis."""

    x1: int
    y1: int
    x2: int
    y2: int
    role: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything of one drawing, what is drawn first first."""

    width: int
    height: int
    rules: tuple[Rule, ...]
    blocks: tuple[Block, ...]
    labels: tuple[Label, ...]
