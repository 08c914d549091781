"""The time limits that a type definition states: which date must keep them, and from which they run."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.model.place import Place

PUBLISHED = "publish_date"
"""Name of the field that says when an item was published."""
_NOWHERE = Place("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """A time limit that one date of an item must keep, counted from another of its own or of a related item (standards §0)."""

    name: str
    anchors: tuple[str, ...]
    """Names of the date fields, or of the year field, from which the limit runs: the first of them that is given."""
    kept_by: str = PUBLISHED
    """Name of the date field that must keep the limit; ``posts.time`` is the earliest of a table from then on."""
    limit: int
    unit: str
    """One of ``calendar.due.UNITS``; of 月日 ``limit`` is MMDD of the year after the item's year."""
    limit_from: str = ""
    """Name of the text field that states the limit («30个工作日») beside the anchor; an item without it has no limit."""
    through: str = ""
    """Relation of the item to the one that has the anchor; empty where that is the item itself."""
    there: str = ""
    """Condition on the item that has the anchor."""
    first: bool = False
    """Whether only the first of all items with that relation to the same item is bound."""
    awaited: bool = False
    """Whether the item that has the anchor waits for one, so that the day is told before there is any."""
    shown: bool = False
    """Whether pages show the day and how it was kept, at both ends."""
    level: str = "警告"
    source: str = ""
    applies_to: tuple[str, ...] = ()
    """Levels of agencies (部门, 县级 …) that the limit binds; empty for all."""
    ahead: bool = False
    """Whether the limit is the shortest time before the anchor instead of the longest after it."""
    when: str = ""
    """Condition under which the limit binds, in the words of the catalogue; empty for always."""
    about: tuple[str, ...] = ()
    """The limit binds only items that refer to one of these types (by title); empty for all items."""
    place: Place = field(default=_NOWHERE, repr=False, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeLimit:
    """The longest time from a decision on a published record to its line in the history (记录变更)."""

    limit: int
    unit: str
    source: str = ""
