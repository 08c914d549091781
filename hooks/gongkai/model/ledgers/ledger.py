"""Ledgers (台账): tables that say how the duties of disclosure are met, each defined in ``vocabulary/ledgers.yml``."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.model.item import Item

PUBLIC, INTERNAL = "公开", "内部"
"""Who sees a ledger, as the settings of a column say it (台账)."""


@dataclass(frozen=True, slots=True)
class LedgerColumn:
    """A column of a ledger: English name, official label, and whether it holds texts, days or numbers."""

    name: str
    title: str
    type: str = "string"
    """``string``, ``date`` or ``number``."""


@dataclass(frozen=True, slots=True)
class LedgerTable:
    """A table of counts: a row for each value of the column ``by``, a column for each value of ``over``."""

    by: str
    over: str
    page: str = ""
    """The page to which the head of a column leads, with ``{}`` for the year that it names; empty for none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerKind:
    """The definition of a ledger."""

    name: str
    title: str
    about: str
    source: str
    public: bool
    """Whether the public sees it where the settings do not say."""
    staff_only: bool
    """Whether the settings may not make it public."""
    columns: tuple[LedgerColumn, ...]
    tables: tuple[LedgerTable, ...] = ()
    weight: str = ""
    """The column of numbers that the tables add up; empty where they count rows."""
    split: str = ""
    """The column by whose values the page is divided where there are many rows."""
    only: tuple[str, ...] = ()
    """The values of ``state`` whose rows the page shows; empty for all of them. The data hold all rows."""
    listed: bool = True
    """Whether the page lists rows at all, besides the tables."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)


@dataclass(frozen=True, slots=True)
class Cell:
    """What a ledger says in one cell: the words, and the item, the page of the column or the outside address they lead to."""

    words: str = ""
    item: Item | None = None
    stands: bool = False
    """Whether the words are the validity of the item, which pages show as its mark."""
    page: str = ""
    """Relative to the root of the site."""
    url: str = ""


LedgerRow = tuple[Cell, ...]
"""The cells of a row, in the order of the columns."""


@dataclass(frozen=True, slots=True)
class Ledger:
    """A ledger with its rows on the day of a publication."""

    kind: LedgerKind
    public: bool
    rows: tuple[LedgerRow, ...]

    def words(self, row: LedgerRow, column: str) -> str:
        """The words of the row in the column of that name; empty where the ledger has no such column."""
        names = self.kind.names
        return row[names.index(column)].words if column in names else ""
