"""Column charts over time: a group of columns for every year or month, and a value axis with round ticks."""

from __future__ import annotations

from gongkai.pages.charts.drawing import NARROW, SIZE, Block, Drawing, Label, Rule
from gongkai.pages.charts.figure_words import exact, short, width_of
from gongkai.pages.charts.figures import Figures
from gongkai.pages.charts.scale import scale_of

_TOP, _BOTTOM, _PAD, _RIGHT = 22, 26, 8, 10
_WIDEST = 34
_WIDEST_APART = 52
"""Maximum width of a column if the columns of a group are spaced to make room for their figures."""
_STEPS = 4


def columns(figures: Figures, width: int) -> Drawing:
    """The columns from left to right, in a drawing ``width`` units wide, with exact figures where there is room.

    A missing figure has a dash on the axis instead of a column; a zero has its figure and no column.
    """
    plot = 170 if width <= NARROW else 220
    scale = scale_of(figures.known(), _STEPS)
    ticks = [(tick, short(tick)) for tick in scale.ticks]
    left = max(width_of(words, SIZE) for _, words in ticks) + _PAD
    base = _TOP + plot
    # Figures of negative columns are below the columns, and names below those figures.
    foot = base + (SIZE + 4 if scale.low < 0 else 0)
    zero = base - scale.at(scale.low * 0, plot)
    rules = [Rule(left, base - scale.at(tick, plot), width, base - scale.at(tick, plot), "grid") for tick, _ in ticks]
    labels = [Label(left - _PAD, base - scale.at(tick, plot) + 5, words, "tick", "end") for tick, words in ticks]
    blocks: list[Block] = []
    share = (width - left - _RIGHT) / max(1, len(figures.groups))
    several = len(figures.series) > 1
    step = column = max(1, min(_WIDEST, int(share * 0.82 / max(1, len(figures.series)))))
    longest = max((width_of(exact(value), SIZE) for value in figures.known()), default=0)
    if several and column < longest + 4 <= int(share * 0.94 / len(figures.series)):
        step, column = longest + 4, min(_WIDEST_APART, longest)
    fits = longest <= (step if several else share - 4)
    skip = _name_step(figures, share)
    for number, (group, row) in enumerate(zip(figures.groups, figures.values)):
        middle = int(left + share * number + share / 2)
        x = middle - (step * (len(row) - 1) + column) // 2
        for series, value in enumerate(row):
            end = base - scale.at(value, plot) if value is not None else zero
            if value:
                # A figure too small to draw is still placed on its side of the axis.
                end = min(end, zero - 1) if value > 0 else max(end, zero + 1)
                blocks.append(Block(x, min(zero, end), max(1, column - 2), abs(zero - end), series))
            centre = x + column // 2
            if value is None:
                labels.append(Label(centre, zero - 4, "—", "figure", "middle"))
            elif fits:
                y = end + SIZE + 2 if value < 0 else end - 6
                labels.append(Label(centre, y, exact(value), "figure", "middle"))
            x += step
        if (len(figures.groups) - 1 - number) % skip == 0:
            labels.append(Label(middle, foot + SIZE + 5, group.short or group.label, "label", "middle"))
    rules.append(Rule(left, zero, width, zero, "axis"))
    return Drawing(width, foot + _BOTTOM, tuple(rules), tuple(blocks), tuple(labels))


def _name_step(figures: Figures, share: float) -> int:
    """The step n at which every n-th name is shown below the columns without overlap; the last is always shown."""
    widest = max((width_of(group.short or group.label, SIZE) for group in figures.groups), default=0)
    return max(1, -int(-(widest + 4) // share))
