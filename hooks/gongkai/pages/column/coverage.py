"""Coverage of the directory: every matter is published, stated not to exist, or still missing."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from gongkai.binding.matters import matters_of, nil_entries_of
from gongkai.model.item import Item
from gongkai.model.naming.listing import Listing
from gongkai.model.publication import Publication
from gongkai.pages.charts.chart import Chart, stack_chart
from gongkai.pages.charts.figures import Figures, Group

_STATES = ("已公开", "已说明无此项", "尚未公开")
_OTHERS = "其他事项"
_ELEMENTS = (
    ("公开内容（要素）", "content"),
    ("公开依据", "basis"),
    ("公开时限", "time_limit"),
    ("公开主体", "subject"),
    ("公开渠道和载体", "channels"),
    ("公开对象", "audience"),
    ("公开方式", "method"),
    ("公开层级", "level"),
)
"""The columns of the standard directory that every matter must fill (国办发〔2019〕54号)."""


@dataclass(frozen=True, slots=True)
class Coverage:
    """The number of matters, of those with published items, and of those stated not to exist."""

    published: int
    stated: int
    total: int

    @property
    def served(self) -> int:
        """The number of matters that are published or stated not to exist."""
        return self.published + self.stated

    @property
    def missing(self) -> int:
        """The number of matters without items or statement."""
        return self.total - self.served

    @property
    def percent(self) -> int:
        """The share of served matters in whole percent, rounded down, so that 100 means all of them."""
        return self.served * 100 // self.total if self.total else 0


def coverage_of(publication: Publication) -> Coverage:
    """The coverage of the whole directory."""
    return _coverage(_states(publication))


def whole_chart(publication: Publication) -> Chart | None:
    """The chart with one bar for the whole directory; None without a directory."""
    return _chart("主动公开基本目录", "chart-coverage", {"": _states(publication)})


def matters_chart(publication: Publication) -> Chart | None:
    """The chart with a bar for every branch of the column, in directory order; None without a directory."""
    entries, states = publication.reading.directory, _states(publication)
    branches: dict[str, list[int]] = {}
    for branch, state in zip(_branches(publication), states, strict=True):
        branches.setdefault(branch, []).append(state)
    return _chart("各栏目的事项公开情况", "chart-matters", branches) if entries else None


def elements_chart(publication: Publication) -> Chart | None:
    """The chart with a bar (filled or empty) for every required column of the directory; None if all are filled."""
    entries = publication.reading.directory
    filled = [sum(bool(getattr(entry, name)) for entry in entries) for _, name in _ELEMENTS]
    if all(count == len(entries) for count in filled):
        return None
    return stack_chart(
        Figures(
            title="目录各项要素的填写情况",
            unit="个",
            anchor="chart-elements",
            head="要素",
            groups=tuple(Group(title) for title, _ in _ELEMENTS),
            series=("已写明", "未写明"),
            values=tuple((Decimal(count), Decimal(len(entries) - count)) for count in filled),
        )
    )


def _chart(title: str, anchor: str, states: dict[str, list[int]]) -> Chart | None:
    counts = [_coverage(found) for found in states.values()]
    return stack_chart(
        Figures(
            title=title,
            unit="个",
            anchor=anchor,
            head="栏目",
            groups=tuple(map(Group, states)),
            series=_STATES,
            values=tuple((Decimal(one.published), Decimal(one.stated), Decimal(one.missing)) for one in counts),
        )
    )


def _states(publication: Publication) -> list[int]:
    """The state of every matter of the directory, as an index of ``_STATES``."""
    nil = nil_entries_of(publication)
    return [
        0 if items else 1 if entry.none_statement or entry.number in nil else 2
        for entry, items in matters_of(publication)
    ]


def _coverage(states: list[int]) -> Coverage:
    return Coverage(states.count(0), states.count(1), len(states))


def _branches(publication: Publication) -> list[str]:
    """The branch of the column for each matter; a matter without a branch is grouped with others of its 一级事项."""
    listings = {kind.title: kind.listing for kind in publication.reading.kinds.values()}
    own = [_branch(listings.get(entry.kind), items) for entry, items in matters_of(publication)]
    shared: dict[str, str] = {}
    for entry, branch in zip(publication.reading.directory, own, strict=True):
        if branch:
            shared.setdefault(entry.matter, branch)
    return [
        branch or shared.get(entry.matter, _OTHERS)
        for entry, branch in zip(publication.reading.directory, own, strict=True)
    ]


def _branch(listing: Listing | None, items: list[Item]) -> str:
    if listing is None and items:
        listing = items[0].kind.listing
    return (listing.group or listing.part) if listing else ""
