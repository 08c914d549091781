"""What replaced a document is told by the repeal that ended it, and followed to the newest."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from gongkai.binding.successors import with_successors
from gongkai.model.item import Item
from gongkai.model.relation import Relation
from gongkai.model.validity import State, Validity

from tests.items import DOCUMENT, made, related

OLD, NEW, NEWEST = made("1", "旧办法"), made("2", "新办法"), made("3", "最新办法")
DAY = date(2026, 1, 1)


def _ended(by: Item | None, state: State = State.REPEALED) -> Validity:
    return Validity(state=state, as_of=DAY, by=by)


def _titles(validity: dict[str, Validity], *relations: Relation) -> dict[str, list[str]]:
    incoming: dict[str, list[Relation]] = {}
    for relation in relations:
        assert isinstance(relation.target, Item)
        incoming.setdefault(relation.target.index_no, []).append(relation)
    found = with_successors(validity, incoming)
    assert {number: replace(one, successors=()) for number, one in found.items()} == validity
    return {number: [item.title for item in one.successors] for number, one in found.items() if one.successors}


def test_the_chain_leads_to_the_newest() -> None:
    validity = {"1": _ended(NEW), "2": _ended(NEWEST), "3": Validity(state=State.IN_FORCE, as_of=DAY)}
    repeals = (related(NEW, "repeals", OLD), related(NEWEST, "repeals", NEW))
    assert _titles(validity, *repeals) == {"1": ["新办法", "最新办法"], "2": ["最新办法"]}


def test_a_chain_ends_at_what_has_no_validity_and_never_turns() -> None:
    assert _titles({"1": _ended(NEW)}, related(NEW, "repeals", OLD), related(NEWEST, "repeals", NEW)) == {
        "1": ["新办法"]
    }
    circle = {"1": _ended(NEW), "2": _ended(NEWEST), "3": _ended(NEW)}
    repeals = (related(NEW, "repeals", OLD), related(NEWEST, "repeals", NEW), related(NEW, "repeals", NEWEST))
    assert _titles(circle, *repeals) == {"1": ["新办法", "最新办法"], "2": ["最新办法"], "3": ["新办法"]}


def test_what_nothing_leads_to_has_no_successor() -> None:
    assert _titles({"1": _ended(NEW)}) == {}


@pytest.mark.parametrize(
    ("relation", "validity"),
    [
        (related(NEW, "repeals", OLD), _ended(NEW, State.IN_FORCE)),
        (related(NEW, "repeals", OLD), _ended(None)),
        # Another document ended it, or this one in another way.
        (related(NEWEST, "repeals", OLD), _ended(NEW)),
        (related(NEW, "declares_expired", OLD), _ended(NEW, State.EXPIRED)),
        (related(NEW, "cleanup_repeals", OLD), _ended(NEW)),
        (related(NEW, "repeals", OLD, replaces=False), _ended(NEW)),
    ],
)
def test_what_only_ends_replaces_nothing(relation: Relation, validity: Validity) -> None:
    assert _titles({"1": validity}, relation) == {}


@pytest.mark.parametrize(
    ("title", "replaces"),
    [
        ("示例市拖欠账款清理办法", True),
        ("新办法", True),
        ("关于废止部分文件的决定", False),
        ("关于宣布失效一批文件的通知", False),
        ("关于停止执行有关规定的公告", False),
        ("关于公布规范性文件清理结果的公告", False),
        ("关于公布现行有效文件目录的通知", False),
        ("关于开展规章全面清理的通知", False),
    ],
)
def test_a_title_tells_whether_the_document_is_a_rule(title: str, replaces: bool) -> None:
    source = made("2", title)
    expected = {"1": [title]} if replaces else {}
    assert _titles({"1": _ended(source)}, related(source, "repeals", OLD)) == expected
    # What is stated counts, whatever the title.
    assert _titles({"1": _ended(source)}, related(source, "repeals", OLD, replaces=True)) == {"1": [title]}
    assert _titles({"1": _ended(source)}, related(source, "cleanup_repeals", OLD, replaces=True)) == {"1": [title]}


def test_what_is_no_document_replaces_none() -> None:
    notice = made("2", "新办法", kind=replace(DOCUMENT, validity=False))
    assert _titles({"1": _ended(notice)}, related(notice, "repeals", OLD)) == {}
    # The first relation that leads to it need not be the one that ended it.
    both = (related(NEWEST, "based_on", OLD), related(NEW, "amends", OLD), related(NEW, "repeals", OLD))
    assert _titles({"1": _ended(NEW)}, *both) == {"1": ["新办法"]}
