"""A relation between two items, stated once on the later one and shown on both."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date as date_type

from gongkai.model.item import Item
from gongkai.model.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class RelationKind:
    """A kind of relation with its wording on both ends, as read from vocabulary/relations.yml."""

    name: str
    forward: str
    """Heading on the page that states it, for example 废止的文件."""
    reverse: str
    """Heading on the page it points to, for example 被以下文件废止."""
    effect: str = ""
    """Effect on the target's validity: repeals, declares_expired, amends, repeals_partly, extends, keeps, withdraws, restores, or none."""
    acyclic: bool = False
    target_gone: bool = False
    """Whether it may speak of an item that is no longer there, whose address then shows what happened to it."""


@dataclass(frozen=True, slots=True)
class OutsideDocument:
    """A document that is not in this column, known only by its number or title."""

    key: str
    """Normal form of the number, or of the title where it has no number."""
    number: str
    title: str = ""
    url: str = ""
    page: str = ""
    """Address within the site of the page that says that it has left, where it once stood in this column."""
    left: str = ""
    """What is said of it then: 已撤回, 已撤下."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation:
    """One statement: ``source`` does something to ``target``."""

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
    place: Place


def day_of(relation: Relation) -> date_type | None:
    """The day from which a relation has its effect: as stated, else when what states it came into force or was decided."""
    source = relation.source
    decided = source.day("notice_date")
    return relation.date or source.effective_from or decided or source.doc_date or source.publish_date
