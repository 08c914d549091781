"""Which constraints all published records of a type satisfy, so that a schema promises nothing that the files break."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from operator import itemgetter
from typing import Any

from gongkai.model.kind import Field, Kind
from gongkai.reading.vocabulary import terms

BEFORE_CELLS, ANCHOR = 3, 2
"""Number of parts of a packed row before its cells, and the place of the anchor among them."""


class KeptConstraints:
    """Takes the rows of an item and keeps the constraints that none of them violates; those of all items are joined.

    Old records, and those published as printed, need not satisfy what the type asks of new ones.
    """

    def __init__(self, kind: Kind, filled: frozenset[str]) -> None:
        """``filled`` are the names of the columns that are not empty in every row of the type."""
        self.filled = filled
        self._places = {column.name: place + BEFORE_CELLS for place, column in enumerate(kind.records)}
        self._required = {column.name for column in kind.records if column.constraints.required}
        self._limited = {column.name: column for column in kind.records if _is_limited(column)}
        self._key = kind.record.key
        self._keys: set[str] = set()

    @staticmethod
    def of(kind: Kind, kept: Mapping[str, Any]) -> KeptConstraints:
        """The constraints that ``as_json`` made into ``kept``."""
        found = KeptConstraints(kind, frozenset(kept["filled"]))
        found.join(kept)
        return found

    def join(self, kept: Mapping[str, Any]) -> None:
        """Keep only what another one of the same type keeps too, as its ``as_json`` says; keys are unique in one item only."""
        self._required &= {*kept["required"]}
        self._limited = {name: column for name, column in self._limited.items() if name in kept["limited"]}
        self._key = self._key and kept["key"]

    def as_json(self) -> dict[str, Any]:
        """What is kept, as plain JSON."""
        return {
            "filled": sorted(self.filled),
            "required": sorted(self._required),
            "limited": sorted(self._limited),
            "key": self._key,
        }

    def add_rows(self, rows: Sequence[Sequence[str]]) -> None:
        """Check rows, each as the parts of a packed row (``model.record``)."""
        for name in self._required | self._limited.keys():
            texts = set(map(itemgetter(self._places[name]), rows))
            if "" in texts:
                texts.discard("")
                self._required.discard(name)
            if name in self._limited and not _all_within(texts, self._limited[name]):
                del self._limited[name]
        if self._key:
            before = len(self._keys)
            self._keys.update(map(itemgetter(self._places[self._key]), rows))
            if "" in self._keys or len(self._keys) != before + len(rows):
                self._key = ""

    @property
    def key(self) -> str:
        """Name of the key column, if its texts are unique in every item; else empty."""
        return self._key

    def is_required(self, column: Field) -> bool:
        """Whether the column is required and no row lacks it."""
        return column.name in self._required

    def keeps_limits(self, column: Field) -> bool:
        """Whether the column has limits (enumeration, minimum, maximum) and every row keeps them."""
        return column.name in self._limited


def allowed_values(column: Field) -> tuple[str, ...]:
    """The only values that a column may have; empty where others are accepted too."""
    if column.open:
        return ()
    return column.constraints.enum or terms(column.vocabulary)


def _is_limited(column: Field) -> bool:
    limits = column.constraints
    return bool(allowed_values(column)) or limits.minimum is not None or limits.maximum is not None


def _all_within(texts: set[str], column: Field) -> bool:
    allowed = allowed_values(column)
    if allowed:
        return texts <= set(allowed)
    limits = column.constraints
    figures = set(map(Decimal, texts))
    return not figures or (
        (limits.minimum is None or min(figures) >= limits.minimum)
        and (limits.maximum is None or max(figures) <= limits.maximum)
    )
