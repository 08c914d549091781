"""The mark of a document's validity, in words first and colour second."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gongkai.model.item import Item
from gongkai.model.plain_repr import plain_repr
from gongkai.model.publication import Publication
from gongkai.model.relation import OutsideDocument
from gongkai.model.validity import State, Validity

_TONES = {
    State.REPEALED: "dead",
    State.EXPIRED: "dead",
    State.WITHDRAWN: "dead",
    State.AMENDED: "changed",
    State.PARTLY: "changed",
    State.NOT_YET: "soon",
    State.IN_FORCE: "live",
    State.UNMARKED: "unmarked",
    State.UNDECIDED: "changed",
}


@plain_repr
@dataclass(frozen=True, slots=True)
class Badge:
    """Wording and tone of a validity, and the later days on which it will change by what is already known."""

    words: str
    tone: str
    changes: str = ""
    """``2026-12-31:失效`` and so on, separated by blanks, for the reader's browser."""


def badge_of(validity: Validity | None) -> Badge | None:
    """The badge of a validity; None for things that have none."""
    if validity is None:
        return None
    return _badge(validity.state, validity.changes)


@lru_cache(maxsize=1024)
def _badge(state: State, changes: tuple[tuple[date, State], ...]) -> Badge:
    """Most documents of a column have one of a few badges, and each is shown in many lists."""
    return Badge(state.value, _TONES[state], " ".join(f"{day.isoformat()}:{later.value}" for day, later in changes))


def badge_on(item: Item, publication: Publication) -> Badge | None:
    """The badge of an item."""
    return badge_of(publication.validity.get(item.index_no))


def badge_of_outside(document: OutsideDocument) -> Badge | None:
    """The badge of a document that is not in the column: none, but for what has left it."""
    return Badge(document.left, "dead") if document.left else None
