"""The whole column, read and bound: the input of every later stage."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from gongkai.model.column import DirectoryEntry, Settings
from gongkai.model.departure import Departure
from gongkai.model.item import Item, ItemFacts
from gongkai.model.kind import Kind
from gongkai.model.ledgers.registers import Registers
from gongkai.model.place import Place
from gongkai.model.printed_defect import Defect
from gongkai.model.problems.problem import Problem
from gongkai.model.record import RecordTable
from gongkai.model.relation import OutsideDocument, Relation
from gongkai.model.terms.term_standing import TermStanding
from gongkai.model.validity import Validity
from gongkai.model.words.slip import Slip

NEVER = date.max
"""The day of publication of what its scope (公开范围) keeps off the site."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in a source file; ``place`` is where its words begin."""

    words: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadColumn:
    """The content of the sources, before references are resolved."""

    root: Path
    settings: Settings
    kinds: Mapping[str, Kind]
    """By English name."""
    directory: tuple[DirectoryEntry, ...]
    items: Sequence[Item]
    """In the order of their index numbers."""
    problems: Sequence[Problem] = ()
    calendar: Mapping[date, bool] = field(default_factory=dict)
    """Day → whether it is a working day, from the agency's own calendar files."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words that a search treats as the same."""
    lexicon: tuple[Slip, ...] = ()
    """The agency's own words that are wrong (catalogue/lexicon.yml)."""
    files: Sequence[str] = ()
    """Every source file that was read, relative to the project."""
    comments: Sequence[Comment] = ()
    registers: Registers = Registers()
    """What the agency keeps by hand (catalogue/ledgers/)."""
    facts: ItemFacts = field(default_factory=ItemFacts, repr=False, compare=False)
    """What is known of texts, so that those of unchanged items are not looked at."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The column on the day ``as_of``: items, relations from both ends, validity and problems."""

    reading: ReadColumn
    as_of: date
    by_index: Mapping[str, Item]
    by_number: Mapping[str, Item]
    """By comparison key of 发文字号 (``document_number.number_key``)."""
    outgoing: Mapping[str, tuple[Relation, ...]]
    """Relations that the item (by index_no) states."""
    incoming: Mapping[str, tuple[Relation, ...]]
    """Relations that point to the item (by index_no)."""
    outside: Mapping[str, OutsideDocument]
    """Outside documents by key."""
    outside_incoming: Mapping[str, tuple[Relation, ...]]
    validity: Mapping[str, Validity]
    """By index_no, for items whose kind has a validity."""
    terms: Mapping[str, TermStanding] = field(default_factory=dict)
    """By index_no, the standing of what items announce for some days (预警、公示)."""
    records: Mapping[str, RecordTable] = field(default_factory=dict)
    """By index_no, for items with records or a history of records."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Where a source file or an attachment is published, by its path relative to the project."""
    scheduled: Sequence[Item] = ()
    """Items whose day of publication is still to come, by day; staff are told of them, nothing public shows them."""
    scheduled_days: Mapping[str, date] = field(default_factory=dict)
    """The day of publication of every file that only items name which are not public, by its path relative to the project;
    ``NEVER`` for those of items that are not for everybody (公开范围).
    """
    sources: ReadColumn | None = None
    """What was bound, with the items that are not public on this day; None where no further day is to be looked at."""
    departures: Sequence[Departure] = ()
    """Items that have left the column, by index number; those whose number is not known come first."""
    defects: Mapping[str, tuple[Defect, ...]] = field(default_factory=dict)
    """By index_no, the defects that items publish as printed; filled by checking."""
    problems: Sequence[Problem] = ()
