"""Stacked bar charts, for counts that make up a whole, such as published, explained and missing matters."""

from __future__ import annotations

from decimal import Decimal

from gongkai.pages.charts.drawing import NARROW, SIZE, Block, Drawing, Label, Rule
from gongkai.pages.charts.figure_words import exact, width_of
from gongkai.pages.charts.figures import Figures

_BAR, _ROW, _PAD = 16, 26, 8
_NAME = 20
"""Height of the line for a name above its bar in a narrow drawing."""
_LEAST_ROOM = 60


def stacks(figures: Figures, width: int) -> Drawing:
    """A bar for every group, as long as its total, labelled with how much of the total is not in the last series.

    All figures are counts; a missing one is 0. A single bar has no name. Names are on the left of the bars, or above
    them in a narrow drawing or if they are too long.
    """
    wholes = [whole_of(row) for row in figures.values]
    words = [f"{exact(settled_of(row))}/{exact(whole)}" for row, whole in zip(figures.values, wholes)]
    right = max((width_of(word, SIZE) for word in words), default=0) + _PAD
    names = max((width_of(group.label, SIZE) for group in figures.groups), default=0)
    above = width <= NARROW or names > width * 2 // 5
    left = 0 if above else names + _PAD
    room = max(_LEAST_ROOM, width - left - right)
    most = max([Decimal(1), *wholes])
    blocks: list[Block] = []
    labels: list[Label] = []
    y = 0
    for group, row, word in zip(figures.groups, figures.values, words):
        if group.label:
            labels.append(Label(0, y + (SIZE if above else _BAR - 3), group.label, "label"))
            y += _NAME if above else 0
        before, start = Decimal(0), left
        for series, value in enumerate(row):
            before += value or Decimal(0)
            end = left + int((before * room / most).to_integral_value())
            if value:
                blocks.append(Block(start, y, max(1, end - start), _BAR, series))
            start = end
        labels.append(Label(start + 6, y + _BAR - 3, word, "figure"))
        y += _ROW
    height = max(_ROW, y)
    return Drawing(width, height, (Rule(left, 0, left, height, "axis"),), tuple(blocks), tuple(labels))


def whole_of(row: tuple[Decimal | None, ...]) -> Decimal:
    """The sum of a row."""
    return sum((value for value in row if value is not None), Decimal(0))


def settled_of(row: tuple[Decimal | None, ...]) -> Decimal:
    """The sum of a row without its last series, which is the missing part."""
    return whole_of(row[:-1])
