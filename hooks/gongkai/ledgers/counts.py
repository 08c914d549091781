"""The tables of counts of a ledger: how many rows, or what sum of a column, each pair of values has, with totals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.model.ledgers.ledger import Cell, Ledger, LedgerTable
from gongkai.model.words.matcher import matcher

TOTAL = "合计"
_NUMBERED = matcher(r"(\d{1,4})[年月]\Z")


@dataclass(frozen=True, slots=True)
class CountTable:
    """A table of counts; every row has a count for each of ``columns``, the last of which is the total."""

    by: str
    """Label of the column whose values are the heads of the rows."""
    columns: tuple[Cell, ...]
    rows: tuple[tuple[Cell, tuple[int, ...]], ...]
    """(head, counts), the last row being the total."""


def counts_of(ledger: Ledger) -> Iterator[CountTable]:
    """All tables of a ledger that has rows."""
    for table in ledger.kind.tables if ledger.rows else ():
        yield _counted(ledger, table)


def _counted(ledger: Ledger, table: LedgerTable) -> CountTable:
    names = ledger.kind.names
    by, over = names.index(table.by), names.index(table.over)
    weight = names.index(ledger.kind.weight) if ledger.kind.weight else None
    counts: Counter[tuple[str, str]] = Counter()
    heads: dict[str, Cell] = {}
    for row in ledger.rows:
        heads.setdefault(row[by].words, row[by])
        counts[(row[by].words, row[over].words)] += int(row[weight].words) if weight is not None else 1
    columns = _in_order((value for _, value in counts), newest_first=table.over == "year")
    rows = [
        (heads[head], (*per, sum(per)))
        for head in _in_order(heads, newest_first=table.by == "year")
        for per in [tuple(counts[(head, value)] for value in columns)]
    ]
    whole = tuple(sum(column) for column in zip(*(per for _, per in rows), strict=True))
    shown = [_head(table, value) for value in (*columns, TOTAL)]
    return CountTable(ledger.kind.columns[by].title, tuple(shown), (*rows, (Cell(TOTAL), whole)))


def _head(table: LedgerTable, value: str) -> Cell:
    match = _NUMBERED.match(value)
    return Cell(value, page=table.page.format(match[1])) if table.page and match else Cell(value)


def _in_order(values: Iterable[str], *, newest_first: bool) -> list[str]:
    """Years and months by their numbers, everything else as the rows have it; what is not noted comes last."""
    given = list(dict.fromkeys(values))
    if any(_NUMBERED.match(value) for value in given):
        given.sort(key=_number, reverse=newest_first)
        given.sort(key=lambda value: not _NUMBERED.match(value))
    return sorted(given, key=lambda value: not value)


def _number(value: str) -> int:
    match = _NUMBERED.match(value)
    return int(match[1]) if match else 0
