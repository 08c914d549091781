"""All ledgers of a column, in the order of their definitions, each with who may see it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from gongkai.incremental.same_object import SameObject
from gongkai.ledgers.attribute_changes import attribute_changes
from gongkai.ledgers.column_statistics import column_statistics
from gongkai.ledgers.duty_matrix import duty_matrix
from gongkai.ledgers.filings import filings, normative_register
from gongkai.ledgers.interpretations_due import interpretations_due
from gongkai.ledgers.kept_by_hand import delivery_register, indicator_map, outside_links
from gongkai.ledgers.timeliness import timeliness
from gongkai.ledgers.withheld import withheld
from gongkai.model.column import Settings
from gongkai.model.ledgers.ledger import Ledger, LedgerKind, LedgerRow
from gongkai.model.publication import Publication
from gongkai.reading.registers.ledger_kinds import ledger_kinds

ROWS: Mapping[str, Callable[[Publication], Iterable[LedgerRow]]] = {
    "duty_matrix": duty_matrix,
    "timeliness": timeliness,
    "withheld": withheld,
    "attribute_changes": attribute_changes,
    "interpretations_due": interpretations_due,
    "normative_register": normative_register,
    "filings": filings,
    "statistics": column_statistics,
    "outside_links": outside_links,
    "indicators": indicator_map,
    "deliveries": delivery_register,
}
"""What makes the rows of each ledger, by its name."""


def is_public(kind: LedgerKind, settings: Settings) -> bool:
    """Whether the public sees a ledger: as the column says, else as is usual."""
    return dict(settings.ledgers).get(kind.name, kind.public)


def ledgers_of(publication: Publication) -> Iterator[Ledger]:
    """All ledgers, the empty ones too."""
    for kind in ledger_kinds().values():
        yield Ledger(kind, is_public(kind, publication.reading.settings), tuple(ROWS[kind.name](publication)))


def has_public_ledgers(publication: Publication) -> bool:
    """Whether there may be ledgers for the public, without making their rows."""
    settings = publication.reading.settings
    return bool(publication.reading.items) and any(is_public(kind, settings) for kind in ledger_kinds().values())


def public_ledgers(publication: Publication) -> tuple[Ledger, ...]:
    """The ledgers that the public sees and that say anything; the rows of others are not made."""
    return _public(SameObject(publication))


@lru_cache(maxsize=1)
def _public(same: SameObject[Publication]) -> tuple[Ledger, ...]:
    """Remembered, since the pages and the data of a publication are made one after the other."""
    return tuple(_filled(same.it))


def _filled(publication: Publication) -> Iterator[Ledger]:
    for kind in ledger_kinds().values():
        if is_public(kind, publication.reading.settings):
            rows = tuple(ROWS[kind.name](publication))
            if rows:
                yield Ledger(kind, True, rows)
