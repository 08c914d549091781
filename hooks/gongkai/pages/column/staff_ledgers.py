"""Ledgers as staff see them in the preview and in the report of a self-check: all of them, also those that are not public."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.ledgers.all_ledgers import ledgers_of
from gongkai.model.ledgers.ledger import INTERNAL, PUBLIC
from gongkai.model.publication import Publication
from gongkai.pages.column.ledger_pages import (
    PER_PAGE,
    LedgerCounts,
    LedgerLines,
    filled_columns,
    lines_of,
    shown_counts,
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
    lines: LedgerLines


def staff_ledgers(publication: Publication) -> tuple[StaffLedger, ...]:
    """All ledgers that say anything, each with at most ``PER_PAGE`` rows."""
    found = []
    for ledger in ledgers_of(publication):
        if not ledger.rows:
            continue
        only = ledger.kind.only
        rows = [row for row in ledger.rows if not only or ledger.words(row, "state") in only][:PER_PAGE]
        rows = rows if ledger.kind.listed else []
        found.append(
            StaffLedger(
                name=ledger.kind.name,
                title=ledger.kind.title,
                about=ledger.kind.about,
                seen_by=PUBLIC if ledger.public else INTERNAL,
                count=len(ledger.rows),
                counts=shown_counts(ledger, publication),
                lines=lines_of(ledger, rows, filled_columns(ledger, rows), publication),
            )
        )
    return tuple(found)
