"""The badge that shows a document's validity, or the term of an announcement: its wording, and a tone for the style sheet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gongkai.model.item import Item
from gongkai.model.plain_repr import plain_repr
from gongkai.model.publication import Publication
from gongkai.model.relation import OutsideDocument
from gongkai.model.terms.term_standing import TermStanding
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
    """Wording and tone of a validity, and the later days on which it is already known to change."""

    words: str
    tone: str
    changes: str = ""
    """Day and new state of each change (``2026-12-31:失效``, of a term with its tone), separated by blanks, for the browser."""


def badge_of(validity: Validity | None) -> Badge | None:
    """The badge of a validity; None where there is no validity."""
    if validity is None:
        return None
    return badge_of_state(validity.state, validity.changes)


@lru_cache(maxsize=1024)
def badge_of_state(state: State, changes: tuple[tuple[date, State], ...]) -> Badge:
    """The badge of a state; cached, since a column has few different badges and shows each in many lists."""
    return Badge(state.value, _TONES[state], " ".join(f"{day.isoformat()}:{later.value}" for day, later in changes))


def badge_on(item: Item, publication: Publication) -> Badge | None:
    """The badge of an item on the day of ``publication``: its validity, else its term; None where it has neither."""
    return badge_of(publication.validity.get(item.index_no)) or badge_of_term(publication.terms.get(item.index_no))


def badge_of_term(standing: TermStanding | None) -> Badge | None:
    """The badge of a term; None where there is none."""
    if standing is None:
        return None
    changes = (f"{state.day.isoformat()}:{state.words}:{state.tone}" for state in standing.later)
    return Badge(standing.now.words, standing.now.tone, " ".join(changes))


def badge_of_outside(document: OutsideDocument) -> Badge | None:
    """The badge of a document outside the column: only one that has left the column (撤回, 撤下) has one."""
    return Badge(document.left, "dead") if document.left else None
