"""The list of the items of a type, and where it stands in the tree of the column."""

from __future__ import annotations

from dataclasses import dataclass, field

from gongkai.model.place import Place

_NOWHERE = Place("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The list of the items of a type, and where it stands in the tree of the column."""

    path: str
    """Address of the list without ``.html``, for example ``policy``."""
    title: str
    part: str
    """One of the five fixed parts of the column."""
    group: str = ""
    """Branch of the tree within the part, for example 决策公开."""
    order: int = 0
    place: Place = field(default=_NOWHERE, repr=False, compare=False)
