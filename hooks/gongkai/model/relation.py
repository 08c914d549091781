"""Relations between items: each is stated once, on the later item, and shown on both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as date_type

from gongkai.model.item import Item
from gongkai.model.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationKind:
    """A kind of relation and its headings on both pages, from vocabulary/relations.yml."""

    name: str
    forward: str
    """Heading on the page of the source, for example 废止的文件."""
    reverse: str
    """Heading on the page of the target, for example 被以下文件废止."""
    effect: str = ""
    """Effect on the target's validity: repeals, declares_expired, amends, repeals_partly, extends, keeps, withdraws, restores, or none."""
    acyclic: bool = False
    """Whether its relations must not form a cycle."""
    target_gone: bool = False
    """Whether its target may be an item that has left; the page at the old address then says what happened to it."""
    target_first: bool = False
    """Whether its target must be public when its source is: nobody explains, repeals or answers what is still unknown."""
    target_types: tuple[str, ...] = ()
    """Names of the types that its target may have; empty for all."""
    remark: str = ""
    """What stands beside the link on both pages, with names of columns of the row and of fields of the source in braces."""


@dataclass(frozen=True, slots=True)
class OutsideDocument:
    """A document outside the column, known only by its number or title."""

    key: str
    """Comparison key of the number, or of the title where it has no number."""
    number: str
    title: str = ""
    url: str = ""
    page: str = ""
    """Address within the site of its departure page, where it was once in this column."""
    left: str = ""
    """Its state then: 已撤回 or 已撤下; else empty."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where within an item a relation is stated, or which part of its target it means: an entry, a list, the records."""

    anchor: str
    """Anchor on the page of the item."""
    words: str
    """Name of the entry or key of the record; empty for a list or for records as a whole."""
    field: str = ""
    """Name of the field or column whose text states the relation."""
    title: str = ""
    """Title of that field or column."""
    count: int = 1
    """Number of the records that state it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One statement: ``source`` has this relation to ``target``."""

    kind: RelationKind
    source: Item
    target: Item | OutsideDocument
    written: str
    """The reference as it stands in the source."""
    date: date_type | None = None
    clauses: tuple[str, ...] = ()
    """Articles concerned, where the relation is partial."""
    note: str = ""
    until: date_type | None = None
    """New end of validity, where the relation sets one."""
    replaces: bool | None = None
    """Whether the source takes the place of the target (替代), where that is stated."""
    spot: Spot | None = None
    """Where it is stated, for a name within a text (``cites``); None for a field of its own."""
    entry: Spot | None = None
    """The entry or record of the target that is meant; None for the whole item."""
    place: Place


def day_of(relation: Relation) -> date_type | None:
    """The day from which a relation takes effect.

    The stated date, else the first known date of its source: 施行, notice, 成文, 发布; None where there is none.
    """
    source = relation.source
    decided = source.day("notice_date")
    return relation.date or source.effective_from or decided or source.doc_date or source.publish_date
