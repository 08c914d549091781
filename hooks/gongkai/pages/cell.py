"""One cell of a table on a page: its words, and where they lead."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.model.badge import Badge


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table; ``url`` is relative to the site's root."""

    words: str
    url: str = ""
    badge: Badge | None = None
    pieces: tuple[Cell, ...] = ()
    """The same words in pieces, some of them links, where the cell is more than one link."""
    state: Badge | None = None
    """A state that is shown before the words, whatever its tone."""
