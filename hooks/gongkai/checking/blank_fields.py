"""Problems that ask for a line which is there and only empty, told at this line: a second one would be a fault of its own."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem


def told_at_blanks(found: Iterable[Problem], item: Item) -> Iterator[Problem]:
    """The problems that rules found in ``item``; whoever follows a remedy fills in the line that stands there already."""
    blank = _blank_lines(item)
    for one in found:
        yield _at_blank(one, blank) if blank else one


def _blank_lines(item: Item) -> dict[str, Place]:
    """The places of the labels with nothing behind them, by label."""
    by_name = item.kind.by_name
    return {
        by_name[name].title: place
        for name, place in item.places.items()
        if name not in item.values and name in by_name and place.path == item.place.path
    }


def _at_blank(one: Problem, blank: dict[str, Place]) -> Problem:
    for label, place in blank.items():
        if f"“{label}: " in one.remedy and one.path == place.path:
            remedy = f"{one.remedy}第 {place.line} 行已经有“{label}:”，请填在它后面，不要另加一行。"
            return replace(one, line=place.line, column=place.column, remedy=remedy)
    return one
