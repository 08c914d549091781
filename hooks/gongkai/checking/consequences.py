"""Problems that are only consequences of others: a wrong sum if a figure could not be read, a gap if an item was lost.

Only the cause is reported. Once it is corrected, its consequences disappear, or are reported then.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem
from gongkai.model.words.matcher import matcher
from gongkai.reading.demonstration import is_of_demonstration

_UNREAD_FIGURES = frozenset(
    {
        "not-a-number", "not-an-integer", "number-form", "out-of-range", "not-allowed", "wrong-shape", "unknown-label",
        "csv-binary", "csv-cells", "csv-column-twice", "csv-empty", "csv-encoding", "csv-long", "csv-missing-column",
        "csv-missing-row", "csv-no-header", "csv-quote", "csv-separator", "csv-shifted", "csv-thousands",
        "csv-unknown-column", "csv-missing-value", "file-missing", "file-path", "file-unreadable", "sheet-error",
        "sheet-number", "table-twice", "unknown-table", "workbook-cell", "workbook-sheet", "workbook-unreadable",
    }
)  # fmt: skip
"""Codes of reading that mean: the figures and tables of an item were not read as its source states them."""
_OF_FIGURES = frozenset(
    {
        "fiscal-differs", "identity", "inspection-count", "last-year-differs", "list-column", "prose-differs", "record-column", "record-count", "record-none",
        "row-number", "subject-depth", "subject-name", "table-missing", "three-public-counts",
        "year-chain",
    }
)  # fmt: skip
"""Codes of rules that compare the figures and tables of an item with each other or with what is required."""
_IMPOSSIBLE_CODE = "subject-code"
_OF_CODES = frozenset({"identity", "subject-depth", "subject-name"})
"""Codes of rules that go by the codes of subjects, so that an impossible one lets them report its table."""
_WRONG_UNIT = "unit-wrong"
_OF_UNIT = frozenset({"fiscal-differs", "last-year-differs", "prose-differs", "year-chain"})
"""Codes of rules that compare figures of one item with those of another, or of its text, which have another unit."""
_FICTION = "demonstration-left"
_CAUSES = _UNREAD_FIGURES | {_IMPOSSIBLE_CODE, _WRONG_UNIT}
_LOST_ITEM = frozenset(
    {
        "file-empty", "file-too-large", "folder-unreadable", "merge-conflict", "no-number", "no-type", "number-twice",
        "type-other", "unknown-type",
    }
)  # fmt: skip
"""Codes of reading that mean: an item was not read at all; also all that begin ``yaml-`` or ``front-matter-``."""
_OF_ABSENCE = frozenset(
    {
        "attachment-unused", "cleanup-omits", "column-stale", "consultation-unanswered", "directory-empty",
        "duty-uncovered", "fund-unevaluated", "inspection-unanswered", "interpretation-missing", "part-empty",
        "reference-unknown", "reference-unpublished",
    }
)  # fmt: skip
"""Codes of rules that find that something is missing in the column."""

_OF_ATTACHMENT, _OF_LINK = "attachment-", "link-broken"
"""A file that was not read as an attachment, and a link of the same text that therefore leads to nothing."""
_QUOTED = matcher("“([^”]+)”")


@dataclass(frozen=True, slots=True)
class Consequences:
    """Problems to suppress since another one is their cause, and warnings to raise to errors since an error follows."""

    suppressed: frozenset[Problem] = frozenset()
    raised: frozenset[Problem] = frozenset()


def consequences_of(problems: Iterable[Problem], items: Iterable[Item]) -> Consequences:
    """The consequences among the problems of a column; if one is an error, its causes become errors instead."""
    problems, items = tuple(problems), tuple(items)
    # A column may have tens of thousands of problems, few of which can be a cause.
    rules = {one.rule for one in problems}
    causing = {rule for rule in rules if rule in _CAUSES or _loses(rule) or rule.startswith(_OF_ATTACHMENT)}
    may_be = [one for one in problems if one.rule in causing] if causing else []
    causes = [one for one in may_be if one.rule in _UNREAD_FIGURES]
    lost = any(one.level is Level.ERROR and _loses(one.rule) for one in may_be)
    lost_files = {(one.path, _file_in(one)) for one in may_be if _loses_file(one)}
    fiction = set(_of_demonstration(items)) if _FICTION in rules else set()
    misread = {one.path for one in may_be if one.rule == _IMPOSSIBLE_CODE}
    units = {one.path: one for one in may_be if one.rule == _WRONG_UNIT}
    if not causes and not lost and not fiction and not lost_files and not misread and not units:
        return Consequences()
    source_of = {path: item.place.path for item in items for path in _files(item)}
    unread: dict[str, list[Problem]] = {}
    for one in causes:
        # A file that could not be read belongs to no item, so its folder stands for the source that refers to it.
        unread.setdefault(source_of.get(one.path) or PurePosixPath(one.path).parent.as_posix(), []).append(one)
    suppressed: set[Problem] = set()
    raised: set[Problem] = set()
    for one in problems:
        behind = tuple(_unread_behind(one, unread, source_of)) if one.rule in _OF_FIGURES else ()
        of_units = tuple(_units_behind(one, units, source_of)) if one.rule in _OF_UNIT else ()
        if of_units:
            suppressed.add(one)
            raised.update(of_units if one.level is Level.ERROR else ())
        elif behind:
            suppressed.add(one)
            if one.level is Level.ERROR and all(cause.level is not Level.ERROR for cause in behind):
                raised.update(behind)
        elif (
            (one.rule == _OF_LINK and (one.path, _file_in(one)) in lost_files)
            or (one.rule in _OF_CODES and misread and any(place.path in misread for place in one.places))
            or (lost and one.rule in _OF_ABSENCE)
            or (one.path in fiction and one.level is not Level.ERROR)
        ):
            suppressed.add(one)
    return Consequences(frozenset(suppressed), frozenset(raised))


def _unread_behind(
    one: Problem, unread: Mapping[str, Sequence[Problem]], source_of: Mapping[str, str]
) -> Iterator[Problem]:
    """What was not read of the source to which a problem of figures belongs, and of its folder."""
    source = source_of.get(one.path, one.path)
    yield from (cause for place in (source, PurePosixPath(source).parent.as_posix()) for cause in unread.get(place, ()))


def _units_behind(one: Problem, units: Mapping[str, Problem], source_of: Mapping[str, str]) -> Iterator[Problem]:
    """The wrong units of the items to which the figures of a problem belong."""
    sources = {source_of.get(place.path, place.path) for place in (Place(one.path), *one.places)}
    yield from (units[path] for path in sorted(sources & units.keys()))


def _loses(rule: str) -> bool:
    return rule in _LOST_ITEM or rule.startswith(("yaml-", "front-matter-"))


def _loses_file(one: Problem) -> bool:
    return one.level is Level.ERROR and one.rule.startswith(_OF_ATTACHMENT)


def _file_in(one: Problem) -> str:
    """The name of the file that a message is about, which it quotes first."""
    quoted = _QUOTED.search(one.what)
    return PurePosixPath(quoted[1]).name if quoted else ""


def _of_demonstration(items: Iterable[Item]) -> Iterator[str]:
    """Files of items that will leave as a whole, so that nobody has to read what could be better in them."""
    for item in items:
        if is_of_demonstration(item.index_no):
            yield from _files(item)


def _files(item: Item) -> Iterator[str]:
    yield item.place.path
    yield from (path for table in item.tables.values() for path in table.paths)
    yield from (file.path for file in item.records)
    yield from (text.path for text in item.texts.values())
