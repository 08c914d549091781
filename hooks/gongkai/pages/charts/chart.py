"""A chart on a page: drawings of the same figures in several widths, a text alternative, and the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from gongkai.pages.charts.bar_chart import bars
from gongkai.pages.charts.column_chart import columns
from gongkai.pages.charts.drawing import LARGE, NARROW, WIDE, Drawing
from gongkai.pages.charts.figure_words import exact
from gongkai.pages.charts.figures import Figures, description_of, span_of, subjects_of
from gongkai.pages.charts.stacked_chart import stacks, whole_of

MISSING = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """Everything that the chart component shows; ``description`` is the text alternative (``desc``) of the drawings."""

    title: str
    unit: str
    anchor: str
    description: str
    series: tuple[str, ...]
    wide: Drawing
    narrow: Drawing
    large: Drawing
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    stated: bool
    """Whether the wide and narrow drawings show every figure of the table, which can then be collapsed."""


def bar_chart(figures: Figures) -> Chart | None:
    """The bar chart of named groups; None for fewer than two figures."""
    return _chart(figures, bars, description_of(figures, subjects_of(figures))) if figures.drawable else None


def column_chart(figures: Figures) -> Chart | None:
    """The column chart over time; None for fewer than two figures."""
    return _chart(figures, columns, description_of(figures, span_of(figures))) if figures.drawable else None


def stack_chart(figures: Figures) -> Chart | None:
    """The stacked chart of wholes and their parts; the last series is what is missing. None if there are no figures."""
    if not any(map(whole_of, figures.values)):
        return None
    chart = _chart(figures, stacks, _stack_description(figures))
    rows = tuple((*row, exact(whole_of(values))) for row, values in zip(chart.rows, figures.values))
    return replace(chart, header=(*chart.header, "合计"), rows=rows, stated=False)


def _stack_description(figures: Figures) -> str:
    """The text alternative of a stacked chart: the sums of the parts, and the groups with something missing."""
    sums = [whole_of(column) for column in zip(*figures.values)]
    whole = f"共{exact(sum(sums, Decimal(0)))}{figures.unit}"
    parts = "，".join(f"{name}{exact(value)}{figures.unit}" for name, value in zip(figures.series, sums))
    open_ones = [
        f"{group.label}{exact(row[-1])}{figures.unit}" for group, row in zip(figures.groups, figures.values) if row[-1]
    ]
    return f"{whole}：{parts}。" + (f"{figures.series[-1]}的：{'、'.join(open_ones)}。" if open_ones else "")


def _chart(figures: Figures, draw: Callable[[Figures, int], Drawing], words: str) -> Chart:
    wide, narrow = draw(figures, WIDE), draw(figures, NARROW)
    return Chart(
        title=figures.title,
        unit=figures.unit,
        anchor=figures.anchor,
        description=words,
        series=figures.series,
        wide=wide,
        narrow=narrow,
        large=draw(figures, LARGE),
        header=(figures.head, *figures.series),
        rows=tuple(
            (group.label, *(exact(value) if value is not None else MISSING for value in row))
            for group, row in zip(figures.groups, figures.values)
        ),
        stated=all(_states(drawing, figures) for drawing in (wide, narrow)),
    )


def _states(drawing: Drawing, figures: Figures) -> bool:
    return sum(label.role == "figure" for label in drawing.labels) == sum(len(row) for row in figures.values)
