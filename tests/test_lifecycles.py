"""The life of a document as whole values: its events in order, what became void, and its validity on a day."""

from __future__ import annotations

from datetime import date

import pytest
from gongkai.binding.events import end_of_validity, is_undated_end
from gongkai.binding.validity_on_day import Lifecycles, Standing, standing_on, validity_of, validity_on
from gongkai.model.item import Item
from gongkai.model.relation import Relation
from gongkai.model.validity import Event, EventKind, State, Validity

from tests.items import made, related

END = date(2025, 1, 31)
OLD = made("1", "甲", doc_date=date(2020, 1, 2), effective_from=date(2020, 2, 1), valid_until=END)
OTHER, THIRD = made("2", "乙", doc_date=date(2024, 1, 1)), made("3", "丙")
FOREVER = made("4", "丁", effective_from=date(2020, 2, 1))


def _lives(*relations: Relation) -> Lifecycles:
    incoming: dict[str, list[Relation]] = {}
    for relation in relations:
        assert isinstance(relation.target, Item)
        incoming.setdefault(relation.target.index_no, []).append(relation)
    return Lifecycles(incoming)


def _life(item: Item, *relations: Relation) -> list[str]:
    events = _lives(*relations).events(item)
    return [
        f"{event.day} {event.kind.value}{' ' + event.by.title if event.by else ''}"
        f"{' ' + '、'.join(event.clauses) if event.clauses else ''}"
        f"{' 至' + event.until.isoformat() if event.until else ''}{' 注：' + event.note if event.note else ''}"
        f"{' 不发生：' + event.void_by.title if event.void_by else ''}"
        for event in events
    ]


def test_the_days_that_a_document_states() -> None:
    own = made(
        "1", "甲", doc_date=date(2020, 1, 2), publish_date=date(2020, 1, 3), effective_from=date(2020, 2, 1),
        valid_until=END, values={"signed_on": date(2020, 1, 2)},
    )  # fmt: skip
    days = ["2020-01-02 成文", "2020-01-03 发布", "2020-02-01 施行", "2025-02-01 有效期届满 至2025-01-31"]
    assert _life(own) == days
    signed = made("1", "甲", doc_date=date(2020, 1, 2), values={"signed_on": date(2020, 1, 1)})
    assert _life(signed) == ["2020-01-01 签发", "2020-01-02 成文"]
    assert _life(made("1", "甲")) == []


@pytest.mark.parametrize(
    ("kind", "event"),
    [
        ("repeals", "废止"),
        ("cleanup_repeals", "废止"),
        ("declares_expired", "宣布失效"),
        ("cleanup_expires", "宣布失效"),
        ("terminates", "宣布失效"),
        ("amends", "修改"),
        ("repeals_partly", "部分废止"),
        ("cleanup_keeps", "清理继续有效"),
        ("withdraws", "撤回"),
        ("restores", "恢复效力"),
        ("based_on", ""),
        ("cleanup_amends", ""),
        ("takes_down", ""),
    ],
)
def test_what_a_relation_does(kind: str, event: str) -> None:
    life = _life(FOREVER, related(OTHER, kind, FOREVER, "2024-07-01", note="说明"))
    assert life == ["2020-02-01 施行", *([f"2024-07-01 {event} 乙 注：说明"] if event else [])]


@pytest.mark.parametrize(
    ("kind", "event"),
    [
        ("repeals", "部分废止"),
        ("declares_expired", "部分废止"),
        ("amends", "修改"),
        ("withdraws", "撤回"),
    ],
)
def test_a_repeal_of_clauses_leaves_the_rest(kind: str, event: str) -> None:
    relation = related(OTHER, kind, FOREVER, "2024-07-01", clauses=("第五条", "第六条"))
    assert _life(FOREVER, relation)[1:] == [f"2024-07-01 {event} 乙 第五条、第六条"]


def test_events_of_one_day_have_an_order() -> None:
    same = made("1", "甲", doc_date=date(2024, 7, 1), publish_date=date(2024, 7, 1), effective_from=date(2024, 7, 1))
    relations = [
        related(THIRD, "amends", same, "2024-07-01"),
        related(OTHER, "amends", same, "2024-07-01", clauses=("第二条",)),
        related(OTHER, "amends", same, "2024-07-01", clauses=("第一条",)),
        related(OTHER, "repeals", same, "2024-07-01"),
    ]
    assert _life(same, *relations) == [
        "2024-07-01 成文", "2024-07-01 发布", "2024-07-01 施行", "2024-07-01 修改 乙 第一条", "2024-07-01 修改 乙 第二条",
        "2024-07-01 修改 丙", "2024-07-01 废止 乙",
    ]  # fmt: skip
    assert _life(same, *reversed(relations)) == _life(same, *relations)


def test_an_extension_moves_the_end() -> None:
    extends = related(OTHER, "extends", OLD, "2025-02-01", until=date(2028, 1, 31))
    late = related(OTHER, "extends", OLD, "2025-02-02", until=date(2028, 1, 31))
    shorter = related(OTHER, "extends", OLD, "2024-07-01", until=date(2024, 12, 31))
    assert _life(OLD, extends)[2:] == ["2025-02-01 延长有效期 乙 至2028-01-31", "2028-02-01 有效期届满 至2028-01-31"]
    assert _life(OLD, late)[2:] == ["2025-02-01 有效期届满 至2025-01-31", "2025-02-02 延长有效期 乙 至2028-01-31"]
    assert _life(OLD, shorter)[2:] == ["2024-07-01 延长有效期 乙 至2024-12-31", "2025-02-01 有效期届满 至2025-01-31"]
    events = _lives(extends, shorter).events(OLD)
    assert end_of_validity(OLD, events) == (date(2028, 1, 31), events[3])
    assert end_of_validity(OLD, ()) == (END, None)
    assert end_of_validity(FOREVER, ()) == (None, None)


def test_only_a_later_day_moves_the_end() -> None:
    same = related(OTHER, "extends", OLD, "2024-07-01", until=END)
    assert end_of_validity(OLD, _lives(same).events(OLD)) == (END, None)
    first = related(OTHER, "extends", OLD, "2024-07-01", until=date(2028, 1, 31))
    again = related(THIRD, "extends", OLD, "2024-07-01", until=date(2028, 1, 31))
    events = _lives(first, again).events(OLD)
    assert end_of_validity(OLD, events) == (date(2028, 1, 31), events[2])
    longer = related(THIRD, "extends", OLD, "2024-07-01", until=date(2029, 1, 31))
    events = _lives(longer, first).events(OLD)
    assert end_of_validity(OLD, events) == (date(2029, 1, 31), events[3])


def test_what_is_no_extension_or_never_took_effect_leaves_the_end() -> None:
    ended = made("2", "乙", valid_until=date(2024, 6, 30))
    void = related(ended, "extends", OLD, "2024-07-01", until=date(2028, 1, 31))
    assert end_of_validity(OLD, _lives(void).events(OLD)) == (END, None)
    keeps = related(OTHER, "cleanup_keeps", OLD, "2024-07-01", until=date(2028, 1, 31))
    assert end_of_validity(OLD, _lives(keeps).events(OLD)) == (END, None)


def test_what_has_been_ended_is_not_extended_until_it_is_restored() -> None:
    extends = related(THIRD, "extends", OLD, "2024-08-01", until=date(2028, 1, 31))
    repeals = related(OTHER, "repeals", OLD, "2024-07-01")
    same_day = related(OTHER, "repeals", OLD, "2024-08-01")
    later = related(OTHER, "repeals", OLD, "2024-08-02")
    restores = related(FOREVER, "restores", OLD, "2024-07-15")
    assert validity_of(OLD, _lives(repeals, extends), date(2024, 8, 1)).until == END
    assert validity_of(OLD, _lives(same_day, extends), date(2024, 8, 1)).until == END
    assert validity_of(OLD, _lives(later, extends), date(2024, 8, 1)).until == date(2028, 1, 31)
    assert validity_of(OLD, _lives(repeals, restores, extends), date(2024, 8, 1)).until == date(2028, 1, 31)
    at_once = related(FOREVER, "restores", OLD, "2024-07-01")
    assert validity_of(OLD, _lives(repeals, at_once, extends), date(2024, 8, 1)).until == date(2028, 1, 31)


def test_a_document_that_had_ended_itself_brings_nothing_about() -> None:
    source = made("2", "乙", valid_until=date(2024, 6, 30))
    relation = related(source, "amends", FOREVER, "2024-07-01")
    assert _life(FOREVER, relation)[1:] == ["2024-07-01 修改 乙 不发生：乙"]
    assert _life(FOREVER, related(source, "amends", FOREVER, "2024-06-30"))[1:] == ["2024-06-30 修改 乙"]
    repeals = related(THIRD, "repeals", OTHER, "2024-06-01")
    amends = related(OTHER, "amends", FOREVER, "2024-07-01")
    assert _life(FOREVER, amends, repeals)[1:] == ["2024-07-01 修改 乙 不发生：丙"]
    assert validity_of(FOREVER, _lives(amends, repeals), date(2025, 1, 1)).state is State.IN_FORCE
    # What has been amended is in force.
    amended = related(THIRD, "amends", OTHER, "2024-06-01")
    assert _life(FOREVER, amends, amended)[1:] == ["2024-07-01 修改 乙"]


def test_documents_that_end_each_other_are_each_in_force() -> None:
    first, second = related(OTHER, "repeals", FOREVER, "2024-07-01"), related(FOREVER, "repeals", OTHER, "2024-06-01")
    lives = _lives(first, second)
    assert [event.kind for event in lives.events(FOREVER)] == [EventKind.IN_FORCE, EventKind.REPEALED]


def test_where_the_ground_was_withdrawn_validity_is_undecided() -> None:
    repeals = related(OTHER, "repeals", FOREVER, "2024-07-01")
    withdraws = related(THIRD, "withdraws", OTHER, "2024-09-01")
    assert _life(FOREVER, repeals, withdraws)[1:] == ["2024-07-01 废止 乙", "2024-09-01 依据被撤回 丙 注：乙"]
    keeps = related(OTHER, "cleanup_keeps", FOREVER, "2024-07-01")
    assert _life(FOREVER, keeps, withdraws)[1:] == ["2024-07-01 清理继续有效 乙"]
    void = related(OTHER, "repeals", FOREVER, "2024-10-01")
    assert _life(FOREVER, void, withdraws)[1:] == ["2024-10-01 废止 乙 不发生：丙"]
    repealed = related(THIRD, "repeals", OTHER, "2024-09-01")
    assert _life(FOREVER, repeals, repealed)[1:] == ["2024-07-01 废止 乙"]


UNDATED = made("9", "无日期")


@pytest.mark.parametrize(
    ("relation", "undated"),
    [
        (related(UNDATED, "repeals", OLD), True),
        (related(UNDATED, "declares_expired", OLD), True),
        (related(UNDATED, "withdraws", OLD), True),
        (related(UNDATED, "amends", OLD), False),
        (related(UNDATED, "based_on", OLD), False),
        (related(UNDATED, "repeals", OLD, clauses=("第一条",)), False),
        (related(UNDATED, "repeals", OLD, "2024-07-01"), False),
        (related(OTHER, "repeals", OLD), False),
    ],
)
def test_an_end_without_a_day(relation: Relation, undated: bool) -> None:
    assert is_undated_end(relation) is undated


def test_an_end_without_a_day_leaves_validity_undecided() -> None:
    events = _lives().events(OLD)
    relations = (related(OTHER, "based_on", OLD), related(UNDATED, "repeals", OLD))
    assert validity_on(OLD, relations, date(2021, 1, 1)) == Validity(
        state=State.UNDECIDED, as_of=date(2021, 1, 1), events=events, by=UNDATED, until=END
    )
    # What has ended for another reason has ended.
    assert validity_on(OLD, relations, date(2025, 2, 1)) == Validity(
        state=State.EXPIRED, as_of=date(2025, 2, 1), events=events, since=date(2025, 2, 1), until=END
    )


def _event(kind: EventKind, day: str, by: Item | None = None, note: str = "", void_by: Item | None = None) -> Event:
    return Event(kind=kind, day=date.fromisoformat(day), by=by, note=note, void_by=void_by)


IN_FORCE = _event(EventKind.IN_FORCE, "2020-02-01")
REPEALED = _event(EventKind.REPEALED, "2024-07-01", OTHER)
EXPIRED = _event(EventKind.EXPIRED, "2024-08-01")
GROUND = _event(EventKind.GROUND_WITHDRAWN, "2024-09-01", THIRD, "乙")
RESTORED = _event(EventKind.RESTORED, "2024-10-01", THIRD)
AMENDED = _event(EventKind.AMENDED, "2024-06-01", OTHER)
AMENDED_AGAIN = _event(EventKind.AMENDED, "2024-06-15", THIRD)
PARTLY = _event(EventKind.PARTLY_REPEALED, "2024-05-01", OTHER)
DAY = date(2025, 1, 1)


@pytest.mark.parametrize(
    ("events", "standing"),
    [
        ((), Standing(State.UNMARKED)),
        ((IN_FORCE,), Standing(State.IN_FORCE, IN_FORCE.day)),
        ((_event(EventKind.IN_FORCE, "2025-01-02"),), Standing(State.NOT_YET)),
        ((_event(EventKind.KEPT, "2024-01-01", OTHER),), Standing(State.IN_FORCE)),
        ((_event(EventKind.EXTENDED, "2025-01-01", OTHER),), Standing(State.IN_FORCE)),
        ((_event(EventKind.KEPT, "2025-01-02", OTHER),), Standing(State.UNMARKED)),
        ((IN_FORCE, REPEALED, EXPIRED), Standing(State.REPEALED, REPEALED.day, REPEALED)),
        ((EXPIRED,), Standing(State.EXPIRED, EXPIRED.day, EXPIRED)),
        ((IN_FORCE, _event(EventKind.REPEALED, "2025-01-02", OTHER)), Standing(State.IN_FORCE, IN_FORCE.day)),
        (
            (IN_FORCE, _event(EventKind.REPEALED, "2024-07-01", OTHER, void_by=THIRD)),
            Standing(State.IN_FORCE, IN_FORCE.day),
        ),
        ((IN_FORCE, REPEALED, GROUND), Standing(State.UNDECIDED, GROUND.day, GROUND)),
        # The end of its own term, and an end by another document, are not undone.
        ((IN_FORCE, REPEALED, EXPIRED, GROUND), Standing(State.EXPIRED, EXPIRED.day, EXPIRED)),
        (
            (_event(EventKind.REPEALED, "2024-07-01", FOREVER), GROUND),
            Standing(State.REPEALED, date(2024, 7, 1), _event(EventKind.REPEALED, "2024-07-01", FOREVER)),
        ),
        (
            (GROUND, _event(EventKind.WITHDRAWN, "2024-09-02", FOREVER)),
            Standing(State.WITHDRAWN, date(2024, 9, 2), _event(EventKind.WITHDRAWN, "2024-09-02", FOREVER)),
        ),
        ((IN_FORCE, REPEALED, RESTORED), Standing(State.IN_FORCE, RESTORED.day, RESTORED)),
        ((IN_FORCE, REPEALED, GROUND, RESTORED), Standing(State.IN_FORCE, RESTORED.day, RESTORED)),
        (
            (IN_FORCE, RESTORED, _event(EventKind.DECLARED_EXPIRED, "2024-11-01", OTHER)),
            Standing(State.EXPIRED, date(2024, 11, 1), _event(EventKind.DECLARED_EXPIRED, "2024-11-01", OTHER)),
        ),
        ((IN_FORCE, AMENDED, AMENDED_AGAIN), Standing(State.AMENDED, AMENDED_AGAIN.day, AMENDED_AGAIN)),
        # To have lost a part says more than to have been amended, whichever was the last.
        ((IN_FORCE, PARTLY, AMENDED), Standing(State.PARTLY, PARTLY.day, PARTLY)),
        ((IN_FORCE, AMENDED, REPEALED, RESTORED), Standing(State.AMENDED, RESTORED.day, AMENDED)),
        (
            (RESTORED, _event(EventKind.AMENDED, "2024-11-01", OTHER)),
            Standing(State.AMENDED, date(2024, 11, 1), _event(EventKind.AMENDED, "2024-11-01", OTHER)),
        ),
    ],
)
def test_the_standing_on_a_day(events: tuple[Event, ...], standing: Standing) -> None:
    assert standing_on(events, DAY) == standing


def test_everything_that_is_known_of_validity() -> None:
    extends = related(OTHER, "extends", OLD, "2025-01-15", until=date(2028, 1, 31))
    repeals = related(THIRD, "repeals", OLD, "2027-07-01")
    lives = _lives(extends, repeals)
    events = lives.events(OLD)
    assert validity_of(OLD, lives, date(2020, 1, 31)) == Validity(
        state=State.NOT_YET,
        as_of=date(2020, 1, 31),
        events=events,
        until=date(2028, 1, 31),
        extension=events[2],
        former_until=END,
        changes=((date(2020, 2, 1), State.IN_FORCE), (date(2027, 7, 1), State.REPEALED)),
    )
    assert validity_of(OLD, lives, date(2027, 7, 1)) == Validity(
        state=State.REPEALED,
        as_of=date(2027, 7, 1),
        events=events,
        since=date(2027, 7, 1),
        by=THIRD,
        until=date(2028, 1, 31),
        extension=events[2],
        former_until=END,
    )


def test_a_document_to_which_nothing_leads() -> None:
    validity = validity_of(OLD, _lives(), date(2024, 1, 1))
    assert (validity.state, validity.until, validity.by) == (State.IN_FORCE, END, None)


def test_an_extension_that_was_withdrawn_leaves_the_end_open() -> None:
    withdraws = related(THIRD, "withdraws", OTHER, "2024-09-01")
    until = date(2030, 1, 31)
    for item, former in ((OLD, END), (FOREVER, until)):
        lives = _lives(related(OTHER, "extends", item, "2024-07-01", until=until), withdraws)
        validity = validity_of(item, lives, date(2024, 12, 1))
        assert (validity.state, validity.since, validity.by) == (State.UNDECIDED, date(2024, 9, 1), THIRD)
        assert (validity.until, validity.extension, validity.former_until) == (None, None, former)
    # Where another thing is undecided, the end is as known as before.
    validity = validity_of(OLD, _lives(related(OTHER, "amends", OLD, "2024-07-01"), withdraws), date(2024, 12, 1))
    assert (validity.state, validity.until, validity.former_until) == (State.UNDECIDED, END, None)


def test_a_term_that_is_over_says_nothing_of_what_was_restored() -> None:
    lives = _lives(related(OTHER, "restores", OLD, "2026-03-01"))
    validity = validity_of(OLD, lives, date(2026, 8, 1))
    assert (validity.state, validity.since, validity.by) == (State.IN_FORCE, date(2026, 3, 1), OTHER)
    assert (validity.until, validity.extension, validity.former_until) == (None, None, END)
    before = validity_of(OLD, lives, END)
    assert (before.state, before.until, before.former_until) == (State.IN_FORCE, END, None)
    assert before.changes == ((date(2025, 2, 1), State.EXPIRED), (date(2026, 3, 1), State.IN_FORCE))
