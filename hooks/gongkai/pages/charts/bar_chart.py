"""Horizontal bar charts, for groups with long names: every bar with its name and exact figure."""

from __future__ import annotations

from decimal import Decimal

from gongkai.pages.charts.drawing import NARROW, SIZE, Block, Drawing, Label, Rule
from gongkai.pages.charts.figure_words import exact, width_of
from gongkai.pages.charts.figures import Figures

_BAR, _ROW, _GAP, _PAD = 18, 26, 12, 8
_NAME, _FROM_AXIS = 22, 4
"""Height of the line for a name above its bars in a narrow drawing, and the distance of names from the axis."""
_LEAST_ROOM = 60
ABSENT = "无数据"


def bars(figures: Figures, width: int) -> Drawing:
    """The bars of all groups, from top to bottom, in a drawing ``width`` units wide; bars of a group are adjacent.

    Names are on the left of the bars, or above them in a narrow drawing or if they are too long.
    """
    words = [[exact(v) if v is not None else ABSENT for v in row] for row in figures.values]
    right = max((width_of(word, SIZE) for row in words for word in row), default=0) + _PAD
    names = max((width_of(group.label, SIZE) for group in figures.groups), default=0)
    above = width <= NARROW or names > width * 2 // 5
    left = 0 if above else names + _PAD
    low = min([Decimal(0), *figures.known()])
    high = max([Decimal(0), *figures.known()])
    before = right if low < 0 else 0
    room = max(_LEAST_ROOM, width - left - before - right)
    zero = left + before + _at(Decimal(0), low, high, room)
    blocks: list[Block] = []
    labels: list[Label] = []
    y = 0
    for group, row, row_words in zip(figures.groups, figures.values, words):
        labels.append(Label(_FROM_AXIS if above else 0, y + (SIZE if above else _BAR - 4), group.label, "label"))
        y += _NAME if above else 0
        for series, (value, word) in enumerate(zip(row, row_words)):
            end = left + before + _at(value or Decimal(0), low, high, room)
            if value:
                blocks.append(Block(min(zero, end), y, max(1, abs(end - zero)), _BAR, series))
            negative = value is not None and value < 0
            place = (end - 6, "end") if negative else (max(end, zero) + 6, "start")
            labels.append(Label(place[0], y + _BAR - 4, word, "figure", place[1]))
            y += _ROW
        y += _GAP
    height = max(_ROW, y - _GAP)
    return Drawing(width, height, (Rule(zero, 0, zero, height, "axis"),), tuple(blocks), tuple(labels))


def _at(value: Decimal, low: Decimal, high: Decimal, room: int) -> int:
    return int(((value - low) * room / (high - low)).to_integral_value()) if high > low else 0
