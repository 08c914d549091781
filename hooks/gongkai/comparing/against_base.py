"""The present sources compared with another commit of the repository."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

from gongkai.binding.bind import bind
from gongkai.comparing.compare_columns import compare
from gongkai.comparing.git_base import base_of, changed_files, extract
from gongkai.comparing.summary import ChangeGroup, change_groups, change_summary
from gongkai.incremental.cache import Cache
from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication, ReadColumn
from gongkai.reading.column_sources import read_column
from gongkai.reading.demonstration import is_fictional, is_of_demonstration


@dataclass(frozen=True, slots=True)
class Review:
    """The problems of a change, what it does to the published site, a summary of that as Markdown, and the files it touches."""

    problems: tuple[Problem, ...]
    groups: tuple[ChangeGroup, ...]
    summary: str
    changed: frozenset[str]
    new: frozenset[str] = frozenset()
    """The index numbers of the items that the other version does not have, whether they are public today or later."""


def review_of(root: Path, name: str, head: Publication, last: Cache | None = None) -> Review:
    """Compare the version ``name`` (branch, tag or commit) with ``head``, both on the day of ``head``.

    ``last`` may know what its files say. Problems of the other version itself are not reported. Raises BaseError and OSError.
    """
    base = base_of(root, name)
    with TemporaryDirectory(prefix="gongkai-") as folder:
        extract(root, base, Path(folder))
        before = bind(_of_agency(read_column(Path(folder), last), head), head.as_of)
        comparison = compare(before, head)
        groups = change_groups(comparison, before, head)
        known = before.by_index.keys() | {item.index_no for item in before.scheduled}
    problems = comparison.problems
    if not base.follows:
        what = f"现在的版本不包含“{name}”的最新内容，比较的是两者共同的上一版本。"
        behind = problem(Place("catalogue"), "base-ahead", what, "请先合并它的最新内容再检查。", Level.WARNING)
        problems = (*problems, behind)
    items = (*head.reading.items, *head.scheduled)
    new = frozenset(item.index_no for item in items if item.index_no not in known)
    return Review(problems, groups, change_summary(groups, comparison.problems), changed_files(root, base), new)


def _of_agency(base: ReadColumn, head: Publication) -> ReadColumn:
    """The other version without the demonstration, unless that is the column itself: its end is nobody's loss."""
    if is_fictional(head.reading.settings.agency.name):
        return base
    begun = not is_fictional(base.settings.agency.name)
    return replace(base, items=tuple(one for one in base.items if begun and not is_of_demonstration(one.index_no)))
