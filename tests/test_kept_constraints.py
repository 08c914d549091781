"""A schema promises only what every row keeps, whatever the type asks of new rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from gongkai.data.kept_constraints import KeptConstraints, allowed_values
from gongkai.model.kind import Constraints, Field, FieldType, Kind, RecordUse
from gongkai.model.problems.yielded import gathered
from gongkai.reading.types.kinds import load_kinds
from gongkai.reading.vocabulary import terms


def _kind(*columns: Field, key: str = "") -> Kind:
    return replace(gathered(load_kinds(None))[0]["policy_document"], records=columns, record=RecordUse(key=key))


def _kept(kind: Kind, *items: Sequence[tuple[str, ...]]) -> KeptConstraints:
    """The constraints after rows of several items, which come page by page; here each row is a page of its own."""
    found = KeptConstraints(kind, frozenset())
    for rows in items:
        own = KeptConstraints(kind, frozenset())
        for row in rows:
            own.add_rows([["0", "2", "row", *row]])
        found.join(own.as_json())
    return found


@pytest.mark.parametrize(
    ("items", "key"),
    [
        ([[("1",), ("2",)]], "no"),
        ([[("1",), ("1",)]], ""),
        ([[("1",), ("",)]], ""),
        ([[("",), ("1",), ("2",)]], ""),
        ([[("1",)], [("1",)]], "no"),
        ([[("1",), ("1",)], [("2",)]], ""),
        ([[], []], "no"),
    ],
)
def test_a_key_is_in_every_row_and_once_in_an_item(items: list[list[tuple[str, ...]]], key: str) -> None:
    assert _kept(_kind(Field(name="no", title="编号"), key="no"), *items).key == key


def test_rows_of_one_page_share_no_key() -> None:
    kind = _kind(Field(name="no", title="编号"), key="no")
    for rows, key in ((["1", "2"], "no"), (["1", "1"], "")):
        found = KeptConstraints(kind, frozenset())
        found.add_rows([["0", "2", "row", row] for row in rows])
        assert found.key == key


def test_a_type_without_a_key_has_none() -> None:
    assert _kept(_kind(Field(name="no", title="编号")), [("1",), ("2",)]).key == ""


@pytest.mark.parametrize(
    ("constraints", "rows", "required", "limited"),
    [
        (Constraints(), ["1"], False, False),
        (Constraints(required=True), ["1", "2"], True, False),
        (Constraints(required=True), ["1", ""], False, False),
        (Constraints(required=True, enum=("甲", "乙")), ["甲", "乙"], True, True),
        (Constraints(required=True, enum=("甲", "乙")), ["甲", ""], False, True),
        (Constraints(required=True, enum=("甲", "乙")), ["丙", "甲"], True, False),
        (Constraints(minimum=Decimal(0)), ["0", "", "12"], False, True),
        (Constraints(minimum=Decimal(0)), ["-0.1"], False, False),
        (Constraints(maximum=Decimal(9)), ["-3", "9"], False, True),
        (Constraints(maximum=Decimal(9)), ["9.5"], False, False),
        (Constraints(minimum=Decimal(0), maximum=Decimal(9)), ["0", "9"], False, True),
        (Constraints(minimum=Decimal(0), maximum=Decimal(9)), ["10"], False, False),
        (Constraints(minimum=Decimal(0), maximum=Decimal(9)), ["-1"], False, False),
    ],
)
def test_constraints_hold_for_every_row(
    constraints: Constraints, rows: list[str], required: bool, limited: bool
) -> None:
    column = Field(name="no", title="编号", type=FieldType.NUMBER, constraints=constraints)
    for found in (_kept(_kind(column), [(row,) for row in rows]), _kept(_kind(column), *([(row,)] for row in rows))):
        assert (found.is_required(column), found.keeps_limits(column)) == (required, limited)


def test_what_one_column_breaks_another_keeps() -> None:
    limits = Constraints(required=True, maximum=Decimal(9))
    columns = [Field(name=name, title=name, constraints=limits) for name in "abc"]
    found = _kept(_kind(*columns), [("1", "", "10"), ("2", "3", "4")])
    assert [found.is_required(column) for column in columns] == [True, False, True]
    assert [found.keeps_limits(column) for column in columns] == [True, True, False]


def test_only_closed_vocabularies_limit_a_column() -> None:
    named = Field(name="a", title="甲", vocabulary="genres")
    assert allowed_values(named) == terms("genres") != ()
    assert allowed_values(replace(named, open=True)) == ()
    assert allowed_values(replace(named, constraints=Constraints(enum=("甲",)))) == ("甲",)
    assert allowed_values(Field(name="a", title="甲")) == ()
