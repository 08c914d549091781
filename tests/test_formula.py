"""Identities in exact decimals, with the rounding rule, on every scope."""

from __future__ import annotations

from decimal import Decimal

import pytest
from gongkai.model.formula import Figure, compare, evaluate, figure_in
from gongkai.reading.types.formula_parser import parse
from hypothesis import given
from hypothesis import strategies as st

MONEY = st.decimals(Decimal("-1e9"), Decimal("1e9"), places=2)


@given(st.lists(MONEY, min_size=1, max_size=8))
def test_a_sum_of_exact_figures_holds(parts: list[Decimal]) -> None:
    figures = {f"项{number}": Figure(part, -2) for number, part in enumerate(parts)}
    formula = parse("合计 = " + " + ".join(figures))
    outcome = evaluate(formula, (figures | {"合计": Figure(sum(parts, Decimal(0)), -2)}).get)
    assert outcome is not None
    assert outcome.holds


def test_a_missing_figure_decides_nothing() -> None:
    assert evaluate(parse("甲 = 乙"), {"甲": Figure(Decimal(1), 0)}.get) is None


@pytest.mark.parametrize(
    ("left", "right", "addends", "holds", "rounding"),
    [
        ("100.00", "100.00", 2, True, False),
        ("100.01", "100.00", 2, False, True),
        ("100.02", "100.00", 2, False, False),
        ("100.02", "100.00", 4, False, True),
    ],
)
def test_rounding_allows_half_a_unit_for_each_figure(
    left: str, right: str, addends: int, holds: bool, rounding: bool
) -> None:
    outcome = compare(Decimal(left), "=", Decimal(right), -2, addends)
    assert (outcome.holds, outcome.rounding) == (holds, rounding)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("1,234.50", "1234.50"),
        ("", "0"),
        ("—", "0"),
        ("-", "0"),
        ("0", "0"),
        ("-3.2", "-3.2"),
        ("１２", None),
        ("约12", None),
        ("1e3", None),
    ],
)
def test_figures_as_they_are_printed(cell: str, value: str | None) -> None:
    figure = figure_in(cell)
    assert (figure.value if figure else None) == (Decimal(value) if value is not None else None)


@pytest.mark.parametrize(
    ("left", "relation", "right", "last_place", "addends", "outcome"),
    [
        ("1", "=", "1", 0, 1, (True, False)),
        ("1", "≤", "1", 0, 1, (True, False)),
        ("1", "≤", "2", 0, 1, (True, False)),
        ("1", "≥", "1", 0, 1, (True, False)),
        ("2", "≥", "1", 0, 1, (True, False)),
        ("9", "≤", "1", 0, 1, (False, False)),
        ("1", "≥", "9", 0, 1, (False, False)),
        # Of whole numbers a sum may be rounded, a single figure not.
        ("10", "=", "11", 0, 1, (False, False)),
        ("10", "=", "11", 0, 2, (False, True)),
        ("10", "=", "11.5", 0, 2, (False, True)),
        ("10", "=", "11.6", 0, 2, (False, False)),
        ("10.0", "=", "10.1", -1, 1, (False, True)),
        ("10.5", "=", "11", 0, 1, (False, True)),
    ],
)
def test_how_two_sums_compare(
    left: str, relation: str, right: str, last_place: int, addends: int, outcome: tuple[bool, bool]
) -> None:
    found = compare(Decimal(left), relation, Decimal(right), last_place, addends)
    assert (found.left, found.right) == (Decimal(left), Decimal(right))
    assert (found.holds, found.rounding) == outcome


@pytest.mark.parametrize(("figure", "rounding"), [("6", True), ("7", False)])
def test_each_figure_but_the_sum_is_an_addend(figure: str, rounding: bool) -> None:
    figures = {"甲": "10", "乙": "5", "丙": figure}
    found = evaluate(parse("甲 = 乙 + 丙"), lambda label: figure_in(figures[label]))
    assert found is not None
    assert (found.holds, found.rounding) == (False, rounding)


@pytest.mark.parametrize(
    ("cell", "figure"),
    [
        *((cell, Figure(Decimal(0), -99)) for cell in ("", " ", "-", "—", "——", "/", "－")),
        ("1,234", Figure(Decimal(1234), 0)),
        ("1，234，567", Figure(Decimal(1234567), 0)),
        (" 1.50 ", Figure(Decimal("1.50"), -2)),
        ("-3", Figure(Decimal(-3), 0)),
        ("无", None),
        ("1.123456789", None),
        ("1234567890123456", None),
    ],
)
def test_a_figure_has_the_place_to_which_it_is_printed(cell: str, figure: Figure | None) -> None:
    assert figure_in(cell) == figure
