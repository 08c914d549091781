"""What follows from a fault that is told already: of a figure that cannot be read no sum is wrong, of a lost item nothing is missing.

A message names the cause. What would be told besides goes by itself when the cause is put right, or is told then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from gongkai.model.item import Item
from gongkai.model.problems.problem import Level, Problem

_UNREAD_FIGURES = frozenset(
    {
        "not-a-number", "not-an-integer", "number-form", "out-of-range", "not-allowed", "wrong-shape", "unknown-label",
        "csv-binary", "csv-cells", "csv-column-twice", "csv-empty", "csv-encoding", "csv-long", "csv-missing-column",
        "csv-missing-row", "csv-no-header", "csv-quote", "csv-separator", "csv-shifted", "csv-thousands",
        "csv-unknown-column", "csv-missing-value", "file-missing", "file-path", "file-unreadable", "sheet-error",
        "sheet-number", "table-twice", "unknown-table",
    }
)  # fmt: skip
"""Rules of reading after which figures and tables of an item are not what its source says."""
_OF_FIGURES = frozenset(
    {
        "fiscal-differs", "identity", "list-column", "prose-differs", "record-column", "record-count", "record-none",
        "row-number", "subject-depth", "subject-name", "table-missing", "three-public-counts",
        "year-chain",
    }
)  # fmt: skip
"""Rules that compare the figures and tables of an item with each other and with what there should be."""
_LOST_ITEM = frozenset(
    {
        "file-empty", "file-too-large", "folder-unreadable", "merge-conflict", "no-number", "no-type", "number-twice",
        "type-other", "unknown-type",
    }
)  # fmt: skip
"""Rules of reading after which an item is not there, with those that begin ``yaml-`` and ``front-matter-``."""
_OF_ABSENCE = frozenset(
    {
        "attachment-unused", "cleanup-omits", "column-stale", "consultation-unanswered", "directory-empty",
        "duty-uncovered", "fund-unevaluated", "inspection-unanswered", "interpretation-missing", "part-empty",
        "reference-unknown", "reference-unpublished",
    }
)  # fmt: skip
"""Rules that find that the column lacks something."""


@dataclass(frozen=True, slots=True)
class Untold:
    """What stays untold because another problem is its cause, and the warnings that are errors since an error follows."""

    consequences: frozenset[Problem] = frozenset()
    grave: frozenset[Problem] = frozenset()


def untold(problems: Iterable[Problem], items: Iterable[Item]) -> Untold:
    """The consequences among the problems; what they would have stopped, their causes stop."""
    problems = tuple(problems)
    causes = [one for one in problems if one.rule in _UNREAD_FIGURES]
    lost = any(one.level is Level.ERROR and _loses(one.rule) for one in problems)
    if not causes and not lost:
        return Untold()
    source_of = {path: item.place.path for item in items for path in _files(item)}
    unread: dict[str, list[Problem]] = {}
    for one in causes:
        # A file that could not be read belongs to no item; it lies beside the source that names it.
        unread.setdefault(source_of.get(one.path) or PurePosixPath(one.path).parent.as_posix(), []).append(one)
    consequences: set[Problem] = set()
    grave: set[Problem] = set()
    for one in problems:
        source = source_of.get(one.path, one.path)
        behind = [
            cause for place in (source, PurePosixPath(source).parent.as_posix()) for cause in unread.get(place, ())
        ]
        if one.rule in _OF_FIGURES and behind:
            consequences.add(one)
            if one.level is Level.ERROR and all(cause.level is not Level.ERROR for cause in behind):
                grave.update(behind)
        elif lost and one.rule in _OF_ABSENCE:
            consequences.add(one)
    return Untold(frozenset(consequences), frozenset(grave))


def _loses(rule: str) -> bool:
    return rule in _LOST_ITEM or rule.startswith(("yaml-", "front-matter-"))


def _files(item: Item) -> Iterator[str]:
    yield item.place.path
    yield from (table.path for table in item.tables.values() if table.path)
    yield from (file.path for file in item.records)
    yield from (text.path for text in item.texts.values())
