"""What is left of a table when records leave: whole rows, columns and history, with or without names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from gongkai.binding.records.record_end import published_table
from gongkai.model.item import Item, RecordFile
from gongkai.model.kind import Field, RecordTerm, RecordUse
from gongkai.model.place import Place
from gongkai.model.record import SEPARATOR, Action, RecordChange, RecordTable

from tests.items import DOCUMENT, made

COLUMNS = tuple(Field(name=name, title=name) for name in ("key", "end", "note", "place"))
FILES = tuple(
    RecordFile(
        path=f"catalogue/{number}.csv", absolute="", encoding="utf-8", header=(), place=Place("catalogue/a.yml", 9)
    )
    for number in range(2)
)
TERM = RecordTerm(start="", end="end", leaves="公示期已满")


def _item(term: RecordTerm | None, key: str = "key") -> Item:
    return made("p/1", records=FILES, kind=replace(DOCUMENT, record=RecordUse(key=key, term=term)))


def _packed(file: int, line: int, *cells: str) -> str:
    return SEPARATOR.join([str(file), str(line), f"R-{cells[0]}", *cells])


ROWS = (
    _packed(1, 2, "丁", "2028-01-01", "", "省"),
    _packed(0, 4, "丙", "长期", "注", "省"),
    _packed(0, 3, "乙", "2026-11-05", "", "市"),
    _packed(0, 2, "甲", "2026-11-03", "注", "市"),
)
TABLE = RecordTable(
    columns=COLUMNS,
    packed=ROWS,
    days=("4", "3", "2", "1"),
    filled=frozenset(("key", "end", "note", "place")),
    constant=frozenset(),
)


def _left(place: int, key: str, day: date, anchor: str = "") -> RecordChange:
    return RecordChange(
        place=Place("catalogue/0.csv", place, 1),
        key=key,
        anchor=anchor or f"R-{key}",
        day=day,
        action=Action.WITHDRAWN,
        reason="公示期已满",
    )


@pytest.mark.parametrize("day", [date(2026, 11, 3), date(2020, 1, 1)])
def test_nothing_leaves_on_its_last_day(day: date) -> None:
    assert published_table(_item(TERM), TABLE, day) is TABLE


@pytest.mark.parametrize("term", [None, replace(TERM, leaves=""), replace(TERM, end="none")])
def test_where_records_stay_nothing_changes(term: RecordTerm | None) -> None:
    assert published_table(_item(term), TABLE, date(2030, 1, 1)) is TABLE


def test_the_next_day_it_is_in_the_history_alone() -> None:
    assert published_table(_item(TERM), TABLE, date(2026, 11, 4)) == replace(
        TABLE,
        packed=ROWS[:3],
        days=("4", "3", "2"),
        changes=(_left(2, "甲", date(2026, 11, 4)),),
        left=((0, 2),),
    )


def test_columns_are_those_of_the_rows_that_stay() -> None:
    rest = published_table(_item(TERM), TABLE, date(2026, 11, 6))
    assert rest == replace(
        TABLE,
        packed=ROWS[:2],
        days=("4", "3"),
        constant=frozenset(("place",)),
        changes=(_left(2, "甲", date(2026, 11, 4)), _left(3, "乙", date(2026, 11, 6))),
        left=((0, 2), (0, 3)),
    )
    # One row has no column in common with others, and the note of no row is left.
    alone = published_table(_item(TERM), replace(TABLE, packed=(ROWS[0], ROWS[2]), days=("4", "2")), date(2026, 11, 6))
    assert (alone.packed, alone.days) == (ROWS[:1], ("4",))
    assert (alone.filled, alone.constant) == (frozenset(("key", "end", "place")), frozenset())
    empty = published_table(_item(TERM), replace(TABLE, packed=ROWS[2:], days=("2", "1")), date(2026, 11, 6))
    assert (empty.packed, empty.days, empty.filled, empty.constant) == ((), (), frozenset(), frozenset())


def test_a_term_may_end_in_the_first_column() -> None:
    rows = (
        _packed(0, 2, "2026-11-03", "甲", "注", "省"),
        _packed(0, 3, "2028-01-01", "乙", "", "市"),
        _packed(0, 4, "2028-01-02", "丙", "", "市"),
    )
    columns = (COLUMNS[1], COLUMNS[0], *COLUMNS[2:])
    table = replace(TABLE, columns=columns, packed=rows, days=("1", "2", "3"))
    rest = published_table(_item(TERM), table, date(2026, 11, 4))
    assert (rest.packed, rest.days, rest.left) == (rows[1:], ("2", "3"), ((0, 2),))
    assert (rest.filled, rest.constant) == (frozenset(("key", "end", "place")), frozenset(("place",)))


def test_an_earlier_withdrawal_is_not_told_again_but_a_new_publication_is() -> None:
    withdrawn = replace(_left(2, "甲", date(2026, 2, 1)), reason="核对")
    corrected = replace(withdrawn, day=date(2026, 2, 3), action=Action.CORRECTED, column=COLUMNS[2], before="旧")
    added = replace(withdrawn, day=date(2026, 2, 10), action=Action.ADDED)
    told = published_table(_item(TERM), replace(TABLE, changes=(withdrawn, corrected)), date(2026, 11, 4)).changes
    assert told == (withdrawn, corrected)
    told = published_table(_item(TERM), replace(TABLE, changes=(withdrawn, added)), date(2026, 11, 4)).changes
    assert told == (withdrawn, added, _left(2, "甲", date(2026, 11, 4)))
    later = replace(added, key="丁", anchor="R-丁", day=date(2026, 11, 5))
    told = published_table(_item(TERM), replace(TABLE, changes=(later,)), date(2026, 11, 6)).changes
    assert told == (_left(2, "甲", date(2026, 11, 4)), later, _left(3, "乙", date(2026, 11, 6)))


def test_where_keys_name_people_the_history_does_not() -> None:
    corrected = replace(
        _left(3, "乙", date(2026, 2, 1)), action=Action.CORRECTED, column=COLUMNS[2], before="欠款", reason="笔误"
    )
    other = replace(corrected, key="丙", anchor="R-丙")
    item = _item(replace(TERM, unnamed=True))
    assert published_table(item, replace(TABLE, changes=(corrected, other)), date(2026, 11, 6)).changes == (
        replace(corrected, key="（编号不再列出）", anchor="R-p-1-2", before=""),
        other,
        _left(2, "（编号不再列出）", date(2026, 11, 4), "R-p-1-1"),
        _left(3, "（编号不再列出）", date(2026, 11, 6), "R-p-1-2"),
    )


def test_records_without_a_key_are_not_named() -> None:
    (told,) = published_table(_item(TERM, key=""), TABLE, date(2026, 11, 4)).changes
    assert told == _left(2, "（编号不再列出）", date(2026, 11, 4), "R-p-1-1")
