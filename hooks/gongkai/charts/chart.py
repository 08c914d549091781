"""A chart for a page: two drawings of the same figures, the words for those who do not see them, and the table."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from gongkai.charts.bars import bars
from gongkai.charts.columns import columns
from gongkai.charts.drawing import NARROW, WIDE, Drawing
from gongkai.charts.figures import Figures, told
from gongkai.charts.words import exact

MISSING = "—"


@dataclass(frozen=True, slots=True, kw_only=True)
class Chart:
    """What the component shows."""

    title: str
    unit: str
    anchor: str
    told: str
    series: tuple[str, ...]
    wide: Drawing
    narrow: Drawing
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def bar_chart(figures: Figures) -> Chart | None:
    """The chart of subjects; None where there are not two figures to compare."""
    return _chart(figures, bars)


def column_chart(figures: Figures) -> Chart | None:
    """The chart over time; None where there are not two figures to compare."""
    return _chart(figures, columns)


def _chart(figures: Figures, draw: Callable[[Figures, int], Drawing]) -> Chart | None:
    if not figures.drawable:
        return None
    return Chart(
        title=figures.title,
        unit=figures.unit,
        anchor=figures.anchor,
        told=told(figures),
        series=figures.series,
        wide=draw(figures, WIDE),
        narrow=draw(figures, NARROW),
        header=(figures.head, *figures.series),
        rows=tuple(
            (group.label, *(exact(value) if value is not None else MISSING for value in row))
            for group, row in zip(figures.groups, figures.values)
        ),
    )
