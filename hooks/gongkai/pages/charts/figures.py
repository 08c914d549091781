"""The data of a chart; drawings and the table beside them are made from the same figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.pages.charts.figure_words import exact


@dataclass(frozen=True, slots=True)
class Group:
    """A category of figures: a year, a month, a subject; ``short`` is its name under a narrow column."""

    label: str
    short: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A table of figures: a row for every group, a column for every series; None if nothing was published."""

    title: str
    unit: str
    anchor: str
    """HTML id, unique among the charts of a page."""
    head: str
    """What the groups are, for the table header: 年度, 月份, 科目."""
    groups: tuple[Group, ...]
    series: tuple[str, ...]
    values: tuple[tuple[Decimal | None, ...], ...]

    def known(self) -> Iterator[Decimal]:
        """All figures that are not None."""
        return (value for row in self.values for value in row if value is not None)

    @property
    def drawable(self) -> bool:
        """Whether there is something to compare: at least two figures."""
        return sum(1 for _ in self.known()) > 1


def description_of(figures: Figures, groups: str) -> str:
    """The text alternative of a drawing: a summary, since the table has the figures. ``groups`` describes the groups."""
    sentences = [f"{groups}的{'、'.join(figures.series)}"]
    for number, name in enumerate(figures.series):
        found = [(row[number], group.label) for row, group in zip(figures.values, figures.groups)]
        known = [(value, label) for value, label in found if value is not None]
        missing = [label for value, label in found if value is None]
        if known:
            most, least = max(known, key=lambda one: one[0]), min(known, key=lambda one: one[0])
            words = f"{name}最高为{most[1]}的{exact(most[0])}{figures.unit}"
            if most[0] != least[0]:
                words += f"，最低为{least[1]}的{exact(least[0])}{figures.unit}"
            sentences.append(words)
        if missing:
            sentences.append(f"{'、'.join(missing)}没有{name}数据")
    return "；".join(sentences) + "。"


def subjects_of(figures: Figures) -> str:
    """The description of groups that are separate subjects: 各科目."""
    return f"各{figures.head}"


def span_of(figures: Figures) -> str:
    """The description of groups that are consecutive in time: 2020年至2024年."""
    first, last = figures.groups[0].label, figures.groups[-1].label
    return first if first == last else f"{first}至{last}"
