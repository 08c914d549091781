"""Ledgers as staff see them in the preview and in the report of a self-check: all of them, also those that are not public."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.ledgers.all_ledgers import ledgers_of
from gongkai.model.ledgers.ledger import INTERNAL, PUBLIC
from gongkai.model.publication import Publication
from gongkai.pages.column.ledger_pages import (
    PER_PAGE,
    LedgerCell,
    LedgerCounts,
    filled_columns,
    heads_of,
    shown_counts,
    shown_row,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffLedger:
    """A ledger with who may see it, its counts, and its first rows."""

    name: str
    title: str
    about: str
    seen_by: str
    """公开 or 内部."""
    count: int
    counts: tuple[LedgerCounts, ...]
    heads: tuple[tuple[str, str], ...]
    rows: tuple[tuple[LedgerCell, ...], ...]


def staff_ledgers(publication: Publication) -> tuple[StaffLedger, ...]:
    """All ledgers that say anything, each with at most ``PER_PAGE`` rows."""
    found = []
    for ledger in ledgers_of(publication):
        if not ledger.rows:
            continue
        only = ledger.kind.only
        rows = [row for row in ledger.rows if not only or ledger.words(row, "state") in only][:PER_PAGE]
        filled = filled_columns(ledger, rows)
        listed = ledger.kind.listed
        found.append(
            StaffLedger(
                name=ledger.kind.name,
                title=ledger.kind.title,
                about=ledger.kind.about,
                seen_by=PUBLIC if ledger.public else INTERNAL,
                count=len(ledger.rows),
                counts=shown_counts(ledger, publication),
                heads=heads_of(ledger, filled),
                rows=tuple(shown_row(row, filled, ledger, publication) for row in rows) if listed else (),
            )
        )
    return tuple(found)
