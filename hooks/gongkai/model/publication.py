"""The whole column, read and bound: what every later stage takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from gongkai.model.column import DirectoryEntry, Settings
from gongkai.model.departure import Departure
from gongkai.model.item import Item
from gongkai.model.kind import Kind
from gongkai.model.place import Place
from gongkai.model.printed_defect import Defect
from gongkai.model.problems.problem import Problem
from gongkai.model.record import RecordTable
from gongkai.model.relation import OutsideDocument, Relation
from gongkai.model.validity import Validity


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in a source; its place is that of the first of its words."""

    words: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadColumn:
    """What the sources say, before anything is bound."""

    root: Path
    settings: Settings
    kinds: Mapping[str, Kind]
    """By English name."""
    directory: tuple[DirectoryEntry, ...]
    items: Sequence[Item]
    """In the order of their index numbers."""
    problems: Sequence[Problem] = ()
    calendar: Mapping[date, bool] = field(default_factory=dict)
    """Day → whether it is a working day, as the agency's own calendar files say."""
    synonyms: tuple[tuple[str, ...], ...] = ()
    """Groups of words that mean the same to people who search."""
    files: Sequence[str] = ()
    """Every source file that was read, relative to the project."""
    comments: Sequence[Comment] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """The column on a day: items, relations on both ends, validity, and what is wrong with it."""

    reading: ReadColumn
    as_of: date
    by_index: Mapping[str, Item]
    by_number: Mapping[str, Item]
    """By normal form of 发文字号."""
    outgoing: Mapping[str, tuple[Relation, ...]]
    """Relations that the item (by index_no) states."""
    incoming: Mapping[str, tuple[Relation, ...]]
    """Relations that point to the item (by index_no)."""
    outside: Mapping[str, OutsideDocument]
    """Outside documents by key."""
    outside_incoming: Mapping[str, tuple[Relation, ...]]
    validity: Mapping[str, Validity]
    """By index_no, for items whose kind has a validity."""
    records: Mapping[str, RecordTable] = field(default_factory=dict)
    """By index_no, for items that bring records or a history of records."""
    addresses: Mapping[str, str] = field(default_factory=dict)
    """Where a source file or an attachment is published, by its path relative to the project."""
    departures: Sequence[Departure] = ()
    """What has left the column, in the order of the index numbers; those whose number is not known come first."""
    defects: Mapping[str, tuple[Defect, ...]] = field(default_factory=dict)
    """By index_no, what items publish as it is printed; known once the column is checked."""
    problems: Sequence[Problem] = ()
