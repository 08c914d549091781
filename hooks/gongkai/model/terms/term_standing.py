"""The standing of an item's term on a day, and the states to come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from gongkai.model.item import Item


@dataclass(frozen=True, slots=True)
class TermState:
    """A state of a term, from ``day`` on; ``by`` is the item that brought it about."""

    day: date
    words: str
    tone: str
    """``soon``, ``live`` or ``over``."""
    by: Item | None = None


@dataclass(frozen=True, slots=True)
class TermStanding:
    """The state of an item's term on a day, and all its states in order."""

    now: TermState
    states: tuple[TermState, ...]
    last_day: date | None = None
    """The last day of the term, where it states one."""
    owed: str = ""
    """What is still to follow the end (结果公告); empty where nothing is, or it is public."""

    @property
    def later(self) -> tuple[TermState, ...]:
        """The states that begin after the day."""
        return self.states[self.states.index(self.now) + 1 :]
