"""What holds of every record of a type, so that a published schema promises nothing that the files do not keep."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from operator import itemgetter

from gongkai.model.kind import Field, Kind
from gongkai.reading.vocabulary import terms

BEFORE_CELLS, ANCHOR = 3, 2
"""Parts of a row at rest before its cells, and the place of the anchor among them."""


class RecordTruth:
    """Watches the rows of all items of a type and remembers which limits of its columns none of them breaks.

    Old records, and such as are published with the faults of their paper, need not keep what the type asks of new ones.
    """

    def __init__(self, kind: Kind, filled: frozenset[str]) -> None:
        """``filled`` are the names of the columns that hold something in some row of the type."""
        self.filled = filled
        self._places = {column.name: place + BEFORE_CELLS for place, column in enumerate(kind.records)}
        self._required = {column.name for column in kind.records if column.constraints.required}
        self._limited = {column.name: column for column in kind.records if _is_limited(column)}
        self._key = kind.record.key if kind.record.key in self._places else ""
        self._keys: set[str] = set()

    def begin(self) -> None:
        """The rows of another item follow."""
        self._keys = set()

    def look(self, rows: Sequence[Sequence[str]]) -> None:
        """Take in rows, each in its parts at rest."""
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
        """Name of the column whose texts tell the rows of one item apart; empty for none."""
        return self._key

    def is_whole(self, column: Field) -> bool:
        """Whether the type asks for the column and every row has it."""
        return column.name in self._required

    def keeps_limits(self, column: Field) -> bool:
        """Whether the column has limits of its values and every row keeps them."""
        return column.name in self._limited


def allowed_values(column: Field) -> tuple[str, ...]:
    """The values to which a column is confined; none where others are taken too."""
    if column.open:
        return ()
    return column.constraints.enum or (terms(column.vocabulary) if column.vocabulary else ())


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
