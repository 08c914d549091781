"""A page of the handbook as a value: where it stands, what it is called, its Markdown text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.model.problems.problem import Problem

Branch = tuple[tuple[str, str], ...]
"""Pages of one branch of the navigation in order: the title and the path of each."""


@dataclass(frozen=True, slots=True)
class HandbookPage:
    """``path`` is relative to the handbook and ends in ``.md``; links in ``text`` are relative to the page."""

    path: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Handbook:
    """All pages, the branches of the navigation that are generated, and what is wrong with the pages written by hand."""

    pages: tuple[HandbookPage, ...]
    branches: Mapping[str, Branch]
    problems: tuple[Problem, ...]
