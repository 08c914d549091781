"""A small bar chart as plain geometry, drawn by a template in SVG attributes so that no style is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

_ROW = 26
_GAP = 10
_LEFT = 118
_WIDTH = 560
_RIGHT = 84


@dataclass(frozen=True, slots=True)
class Bar:
    """A figure before it is drawn."""

    group: str
    series: str
    figure: Decimal


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """A bar with its label and figure, in the units of the view box."""

    label: str
    series: str
    words: str
    x: int
    y: int
    width: int
    text_y: int
    number_x: int


@dataclass(frozen=True, slots=True)
class Chart:
    """A horizontal bar chart; the figures stand beside the bars, so it can be read without colour."""

    title: str
    width: int
    height: int
    bar_height: int
    bars: tuple[DrawnBar, ...]


def bars(title: str, figures: Sequence[Bar]) -> Chart:
    """The chart of figures that are not negative, groups apart from each other."""
    most = max(max((bar.figure for bar in figures), default=Decimal(0)), Decimal("0.01"))
    room = _WIDTH - _LEFT - _RIGHT
    drawn: list[DrawnBar] = []
    y = 0
    group = ""
    for bar in figures:
        if group and bar.group != group:
            y += _GAP
        group = bar.group
        width = int(max(Decimal(0), bar.figure) * room / most)
        label = f"{bar.group}{bar.series}"
        drawn.append(DrawnBar(label, bar.series, f"{bar.figure:,f}", _LEFT, y + 3, width, y + 18, _LEFT + width + 6))
        y += _ROW
    return Chart(title, _WIDTH, y, _ROW - 6, tuple(drawn))
