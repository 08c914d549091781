"""The term of an item, as its type defines it: what is announced for some days (预警、公示), and how each state is called."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TermEnd:
    """One way in which the term of an item ends, and the state afterwards."""

    field: str
    state: str
    at_once: bool = False
    """Whether the state begins on the day itself (解除) instead of the day after it (期满)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemTerm:
    """The days for which what an item announces lasts (预警、公示), and how each state is called; fields by their names."""

    start: str = ""
    ends: tuple[TermEnd, ...]
    """Of those that are given, the one that begins first counts."""
    before: str = "尚未开始"
    within: str = "进行中"
    replaced: str = ""
    """The state from the day on which another item takes its place by the relation ``replaced_by``."""
    replaced_by: str = ""
    followed_by: tuple[str, ...] = ()
    """Relations, in either direction, with the item that is to follow the end (公告)."""
    awaiting: str = ""
    """The state after the end as long as that item is not public."""
    followed: str = ""
    """The state after the end once that item is public."""
    owed: str = ""
    """What is to follow, for the sentence of the page (结果公告)."""
    when: str = ""
    """Condition under which an item has the term."""
    source: str = ""
