"""Gates (合并前必须): what the column demands of everything that a change makes public, and of nothing published before."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from gongkai.checking.procedure.unreviewed import unreviewed
from gongkai.checking.waivers.owners import Owners
from gongkai.model.item import Item, Row
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.reading.column.gates import LABEL, gates

CODE = "gate-closed"
_REVIEW_FIELD = "审核"
_REVIEW = "请写“审核: {初审: 日期, 复审: 日期, 终审: 日期, 保密审查: 日期}”；审核记录不公开。"


def behind_gates(problems: Iterable[Problem], new: Collection[str], head: Publication) -> Iterator[Problem]:
    """The problems, with those in an item of ``new`` (index numbers) that a gate of the column holds back as errors."""
    wanted = head.reading.settings.gates
    items = tuple(one for one in (*head.reading.items, *head.scheduled) if one.index_no in new and not one.legacy)
    if not wanted or not items:
        yield from problems
        return
    name_of = {code: name for name in wanted for code in gates()[name].codes}
    # Lines of a file with several items belong to the one above them, whether that one is new or not.
    paths = {path for item in items for path in item.files}
    owners = Owners(one for one in (*head.reading.items, *head.scheduled) if not paths.isdisjoint(one.files))
    for one in problems:
        yield _held(one, name_of.get(one.rule, ""), owners, new)
    if _REVIEW_FIELD in wanted:
        yield from _unreviewed(items)
    for name in wanted:
        yield from _unsaid(items, name, _REVIEW_FIELD in wanted)


def _held(one: Problem, gate: str, owners: Owners, new: Collection[str]) -> Problem:
    owner = owners.of(one.path, one.line) if gate and one.level is not Level.ERROR else None
    if owner is None or owner.index_no not in new or owner.legacy:
        return one
    return replace(one, rule=CODE, level=Level.ERROR, remedy=f"{one.remedy}{_why(gate)}{_waived(one)}", printed_at="")


def _unreviewed(items: Iterable[Item]) -> Iterator[Problem]:
    """What the rule tells once for the whole column, at each item that is new."""
    for item in items:
        if unreviewed(item):
            yield problem(item.place, CODE, f"“{item.title}”没有审核记录。", f"{_REVIEW}{_why('审核')}")


def _unsaid(items: Iterable[Item], name: str, reviewed: bool) -> Iterator[Problem]:
    """What a new item must state and does not; where reviews are demanded, what has none is told of that only."""
    gate = gates()[name]
    in_review = any(one.startswith(f"{_REVIEW_FIELD}/") for one in gate.fields)
    for item in items:
        if (gate.documents and not item.kind.validity) or (in_review and reviewed and unreviewed(item)):
            continue
        missing = [one for one in gate.fields if not _is_said(item, one)]
        if missing:
            words = "、".join(one.rpartition("/")[2] for one in missing)
            where = f"“{_REVIEW_FIELD}”里" if in_review else ""
            what = f"“{item.title}”{where and f'的{where}'}没有写{words}。"
            place = item.at("review") if in_review else item.place
            yield problem(place, CODE, what, f"请在{where or '这件信息里'}写明{words}。{_why(name)}")


def _is_said(item: Item, title: str) -> bool:
    """Whether the item states the field, or the column of its record, with this title (审核/表述)."""
    outer, _, inner = title.partition("/")
    field = item.kind.by_label.get(outer)
    value = item.values.get(field.name) if field else None
    if not inner or field is None or not isinstance(value, Row):
        return value is not None and not inner
    return any(column.title == inner and column.name in value.values for column in field.columns)


def _waived(one: Problem) -> str:
    """How it is merged all the same: what is late can never be in time again, so there must be a way that says why."""
    return f"确实做不到的，在“检查豁免”里写明规则 {one.rule} 和理由。"


def _why(gate: str) -> str:
    return f"专栏设置的“{LABEL}”有“{gate}”，新公开的信息做到了才能合并。"
