"""The cells of ledgers: rows are written with the names of their columns, and put in the order of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache

from gongkai.model.item import Item
from gongkai.model.ledgers.ledger import Cell, LedgerRow
from gongkai.reading.registers.ledger_kinds import ledger_kinds

NO_UNIT = "没有写明科室"
_EMPTY = Cell()

Value = Cell | str | int | date | None
"""What a cell can be given as; None and the empty text leave it empty."""


def row_of(ledger: str, values: Mapping[str, Value]) -> LedgerRow:
    """The row of the ledger with that name; columns that ``values`` does not name are empty."""
    return tuple(_cell(values.get(name)) for name in _names(ledger))


def link_cell(item: Item, words: str = "") -> Cell:
    """The cell that leads to an item, under its title or under other words."""
    return Cell(words or item.title, item)


def unit_of(item: Item) -> str:
    """The unit that answers for an item."""
    return item.unit or NO_UNIT


def year_of_day(day: date | None) -> str:
    """The year of a day in words; empty for none."""
    return f"{day.year}年" if day else ""


@cache
def _names(ledger: str) -> tuple[str, ...]:
    return ledger_kinds()[ledger].names


def _cell(value: Value) -> Cell:
    if isinstance(value, Cell):
        return value
    if value is None or value == "":
        return _EMPTY
    return Cell(value.isoformat() if isinstance(value, date) else str(value))
