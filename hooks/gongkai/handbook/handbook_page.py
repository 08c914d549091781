"""A page of the handbook as a value: path, title and Markdown text."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from gongkai.model.problems.problem import Problem

Entry = tuple[str, "str | Branch"]
"""A title, with the path of a page or with a nested branch."""
Branch = tuple[Entry, ...]
"""A branch of the navigation, in order."""


@dataclass(frozen=True, slots=True)
class HandbookPage:
    """A page; ``path`` is relative to the handbook and ends in ``.md``, links in ``text`` are relative to the page."""

    path: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Handbook:
    """All pages, the generated branches of the navigation by name, and the problems of types and hand-written pages."""

    pages: tuple[HandbookPage, ...]
    branches: Mapping[str, Branch]
    problems: tuple[Problem, ...]
