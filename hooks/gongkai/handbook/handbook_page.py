"""A page of the handbook as a value: where it stands, what it is called, its Markdown text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.model.problems.problem import Problem

Entry = tuple[str, "str | Branch"]
"""A title with the path of a page or with the entries below it."""
Branch = tuple[Entry, ...]
"""A branch of the navigation in order."""


@dataclass(frozen=True, slots=True)
class HandbookPage:
    """``path`` is relative to the handbook and ends in ``.md``; links in ``text`` are relative to the page."""

    path: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Handbook:
    """All pages, the branches of the navigation that are generated, by name, and what is wrong with the pages written by hand."""

    pages: tuple[HandbookPage, ...]
    branches: Mapping[str, Branch]
    problems: tuple[Problem, ...]
