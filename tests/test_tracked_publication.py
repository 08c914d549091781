"""Every question to a publication is noted by its table and key, and its answer has a fingerprint of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from gongkai.binding.bind import bind
from gongkai.incremental.tracked_publication import _TABLES, TrackedPublication
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.publication import Publication
from gongkai.model.relation import OutsideDocument, Relation
from gongkai.model.validity import Event, EventKind, State, Validity
from gongkai.reading.column_sources import read_column

from tests.columns import write_column
from tests.incremental_column import FILES

DAY = date(2026, 11, 20)
ITEM = "990000017/2024-00003"


@pytest.fixture(scope="module")
def bound(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    """A small column in which every table holds something."""
    return bind(read_column(write_column(tmp_path_factory.mktemp("tracked"), FILES)), DAY)


@pytest.fixture
def plain(bound: Publication) -> Publication:
    """The column as one that nobody has asked yet, since the answers of the last one are kept."""
    return replace(bound)


def _asked(tracked: TrackedPublication, question: Any) -> list[str]:
    tracked.begin()
    question(tracked.publication)
    return tracked.asked()


@pytest.mark.parametrize(("table", "letter"), _TABLES.items())
def test_a_table_notes_the_keys_it_is_asked_for(plain: Publication, table: str, letter: str) -> None:
    tracked, real = TrackedPublication(plain), getattr(plain, table)
    mark = object()

    def noted(question: Any) -> list[str]:
        return _asked(tracked, lambda publication: question(getattr(publication, table)))

    assert noted(lambda one: one.get("nobody")) == [f"{letter}nobody"]
    assert getattr(tracked.publication, table).get("nobody", mark) is mark
    assert noted(lambda one: "nobody" in one) == [f"{letter}nobody"]
    assert "nobody" not in getattr(tracked.publication, table)
    assert noted(list) == ["*"]
    assert noted(len) == ["*"]
    assert len(getattr(tracked.publication, table)) == len(real)
    with pytest.raises(KeyError):
        getattr(tracked.publication, table)["nobody"]
    for key, value in real.items():
        assert getattr(tracked.publication, table)[key] is value
        assert getattr(tracked.publication, table).get(key) is value
        assert key in getattr(tracked.publication, table)
        assert noted(lambda one, key=key: one[key]) == [letter + key]
        assert noted(lambda one, key=key: one.get(key)) == [letter + key]


@pytest.mark.parametrize("name", ["items", "problems", "files", "comments"])
def test_a_list_notes_that_it_was_looked_into(plain: Publication, name: str) -> None:
    tracked, real = TrackedPublication(plain), list(getattr(plain.reading, name))
    kept = getattr(tracked.publication.reading, name)
    assert _asked(tracked, lambda _: None) == []
    assert _asked(tracked, lambda _: len(kept)) == _asked(tracked, lambda _: list(kept)) == ["*"]
    assert (len(kept), list(kept)) == (len(real), real)
    if real:
        assert _asked(tracked, lambda _: kept[0]) == ["*"]
        assert kept[0] is real[0]
        assert list(kept[:1]) == real[:1]


def test_faults_of_binding_are_noted_too(plain: Publication) -> None:
    tracked = TrackedPublication(plain)
    assert _asked(tracked, lambda publication: list(publication.problems)) == ["*"]
    assert _asked(tracked, lambda publication: publication.reading.settings) == []


def _item(publication: Publication, number: str = ITEM) -> Item:
    return publication.by_index[number]


def test_the_questions_since_the_beginning_in_order(plain: Publication) -> None:
    tracked = TrackedPublication(plain)
    for key in ("b", "a", "c", "a"):
        tracked.publication.by_index.get(key)
    assert tracked.asked() == ["ia", "ib", "ic"]
    tracked.begin()
    assert tracked.asked() == []


def test_a_fingerprint_is_a_digest_of_the_item_and_the_answers(plain: Publication) -> None:
    tracked, item = TrackedPublication(plain), _item(plain)
    other = _item(plain, "990000017/2024-00001")

    def digest(*lines: str) -> str:
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:32]

    assert item.origin
    assert tracked.fingerprint(item, []) == digest(item.origin)
    assert tracked.fingerprint(item, ["i990000017/2024-00001"]) == digest(item.origin, other.origin)
    assert tracked.fingerprint(item, ["ianybody", "n国办发(2018)1号", "aa.md", "ranybody", "vanybody"]) == digest(
        item.origin, *"-----"
    )
    assert tracked.fingerprint(item, ["acontent/rules/2.md"]) == digest(
        item.origin, plain.addresses["content/rules/2.md"]
    )
    assert tracked.fingerprint(item, ["r990000017/2025-00020"]) == digest(
        item.origin, _item(plain, "990000017/2025-00020").origin
    )
    assert tracked.fingerprint(item, [f"r{ITEM}"]) == digest(item.origin, "-")
    assert tracked.fingerprint(item, ["oanybody"]) == digest(item.origin, "")
    everything = [*(one.origin for one in plain.reading.items), *plain.reading.files]
    assert tracked.fingerprint(item, ["*"]) == digest(item.origin, digest(*everything))


def test_what_has_no_origin_has_no_fingerprint(plain: Publication) -> None:
    number = "990000017/2024-00001"
    strange = replace(_item(plain, number), origin="")
    by_index = {**plain.by_index, number: strange}
    items = tuple(strange if one.index_no == number else one for one in plain.reading.items)
    known = replace(plain, by_index=by_index, reading=replace(plain.reading, items=items))
    tracked, item = TrackedPublication(known), _item(plain)
    assert tracked.fingerprint(strange, []) == ""
    assert tracked.fingerprint(item, [f"i{number}"]) == ""
    assert tracked.fingerprint(item, ["ianybody", f"i{number}"]) == ""
    assert tracked.fingerprint(item, ["*"]) == ""
    assert tracked.fingerprint(item, ["ianybody"]) != ""


@pytest.fixture
def relation(plain: Publication) -> Relation:
    """A relation to a document of the column."""
    return next(one for one in plain.outgoing[ITEM] if not isinstance(one.target, OutsideDocument))


def _relations(one: Relation, plain: Publication) -> Iterator[Relation]:
    """Relations that tell other things than this one."""
    outside = OutsideDocument("key", "国办发〔2018〕1号")
    yield replace(one, kind=replace(one.kind, name="other"))
    yield replace(one, source=_item(plain, "990000017/2024-00004"))
    yield replace(one, target=_item(plain, "990000017/2024-00004"))
    yield replace(one, target=outside)
    yield replace(one, target=replace(outside, title="甲"))
    yield replace(one, place=Place(one.place.path, one.place.line + 1, one.place.column))
    yield replace(one, place=Place(one.place.path, one.place.line, one.place.column + 1))


@pytest.mark.parametrize(("table", "letter"), [("outgoing", "o"), ("incoming", "c"), ("outside_incoming", "e")])
def test_relations_have_fingerprints_by_all_they_tell(
    plain: Publication, relation: Relation, table: str, letter: str
) -> None:
    item = _item(plain)

    def fingerprint(*relations: Relation) -> str:
        known: dict[str, Any] = {table: {"key": relations}}
        return TrackedPublication(replace(plain, **known)).fingerprint(item, [f"{letter}key"])

    others = list(_relations(relation, plain))
    fingerprints = {
        fingerprint(),
        fingerprint(relation),
        fingerprint(relation, others[0]),
        fingerprint(others[0], relation),
        *map(fingerprint, others),
    }
    assert len(fingerprints) == 4 + len(others)
    assert "" not in fingerprints
    for missing in (
        replace(relation, source=replace(item, origin="")),
        replace(relation, target=replace(item, origin="")),
    ):
        assert fingerprint(missing) == ""
        assert fingerprint(relation, missing) == ""


def _validities(plain: Publication) -> Iterator[Validity]:
    """Validities that tell other things than each other."""
    one, other = _item(plain), _item(plain, "990000017/2024-00004")
    event = Event(kind=EventKind.AMENDED, day=DAY)
    yield from (Validity(as_of=DAY, state=State.IN_FORCE), Validity(as_of=DAY, state=State.AMENDED))
    base = Validity(as_of=DAY, state=State.IN_FORCE)
    later = date(2027, 1, 1)
    for name in ("as_of", "since", "until", "former_until"):
        changed: dict[str, Any] = {name: later}
        yield replace(base, **changed)
    yield replace(base, by=one)
    yield replace(base, by=other)
    yield replace(base, successors=(one,))
    yield replace(base, successors=(one, other))
    yield replace(base, changes=((later, State.EXPIRED),))
    yield replace(base, changes=((later, State.REPEALED),))
    yield replace(base, changes=((DAY, State.REPEALED),))
    events: list[dict[str, Any]] = [
        {},
        {"kind": EventKind.REPEALED},
        {"day": later},
        {"until": later},
        {"clauses": ("第一条",)},
        {"note": "甲"},
        {"by": one},
        {"void_by": one},
    ]
    for told in events:
        yield replace(base, events=(replace(event, **told),))


def test_a_validity_that_nothing_changes_is_told_by_the_item_itself(plain: Publication) -> None:
    item = _item(plain)
    validity = {item.index_no: Validity(as_of=DAY, state=State.IN_FORCE)}

    def fingerprint(**changed: Any) -> str:
        return TrackedPublication(replace(plain, **{"validity": validity, "incoming": {}, **changed})).fingerprint(
            item, [f"v{item.index_no}"]
        )

    by_origin = fingerprint()
    assert by_origin == fingerprint(validity={item.index_no: Validity(as_of=DAY, state=State.AMENDED)})
    others: list[dict[str, Any]] = [
        {"by_index": {item.index_no: replace(item, origin="other")}},
        {"validity": {}},
        {"incoming": {item.index_no: ()}},
    ]
    for changed in others:
        assert fingerprint(**changed) != by_origin
    assert fingerprint(by_index={item.index_no: replace(item, origin="")}) == ""


def test_validities_have_fingerprints_by_all_they_tell(plain: Publication) -> None:
    item = _item(plain)

    def fingerprint(validity: Validity) -> str:
        # What nothing refers to is told by its own origin.
        told = replace(plain, validity={"key": validity}, incoming={"key": ()})
        return TrackedPublication(told).fingerprint(item, ["vkey"])

    known = list(_validities(plain))
    fingerprints = [fingerprint(one) for one in known]
    assert len({*fingerprints, TrackedPublication(plain).fingerprint(item, ["vkey"])}) == len(known) + 1
    strange, base = replace(item, origin=""), known[0]
    event = Event(kind=EventKind.AMENDED, day=DAY)
    for one in (
        replace(base, by=strange),
        replace(base, successors=(item, strange)),
        replace(base, events=(replace(event, by=strange),)),
        replace(base, events=(replace(event, void_by=strange),)),
    ):
        assert fingerprint(one) == ""


def test_other_answers_have_other_fingerprints(plain: Publication) -> None:
    item = _item(plain)

    def fingerprint(table: str, question: str, answer: Any) -> str:
        known: dict[str, Any] = {table: {"key": answer}}
        return TrackedPublication(replace(plain, **known)).fingerprint(item, [question])

    outside = OutsideDocument("key", "国办发〔2018〕1号")
    fingerprints = {fingerprint("outside", "dkey", one) for one in (outside, replace(outside, url="https://a.cn/"))}
    fingerprints |= {fingerprint("defects", "pkey", one) for one in (("甲",), ("乙",))}
    fingerprints |= {fingerprint("by_number", "nkey", one) for one in (item, _item(plain, "990000017/2024-00004"))}
    fingerprints |= {fingerprint("addresses", "akey", one) for one in ("a.html", "b.html")}
    assert len(fingerprints) == 8
    assert fingerprint("outside", "dother", outside) not in fingerprints


def test_answers_are_worked_out_once_for_a_publication(plain: Publication) -> None:
    first, second = TrackedPublication(plain), TrackedPublication(plain)
    assert first._answers is second._answers
    other = replace(plain)
    assert TrackedPublication(other)._answers is not first._answers
