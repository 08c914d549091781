"""Whether one may rely on what an item says: its own state, or that of the document it explains, and what stands in its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.validity import State, Validity
from gongkai.pages.documents.explained import EXPLAINED, explained_document
from gongkai.pages.documents.grounds import GROUNDS

DEAD = frozenset(state.value for state in State if state.dead)
"""Wordings of the states that say that nobody may rely on a document any more."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A state by its wording ("" for things that have none), and the later days on which it changes by what is known."""

    state: str = ""
    explains: bool = False
    """Whether it is the state of the document that the item explains."""
    changes: tuple[tuple[date, str], ...] = ()
    kin: tuple[tuple[str, Item], ...] = ()
    """What a reader of something no longer in force needs beside it, and what it is: 现行文件, 废止依据, 解读的文件."""


Told = tuple[str, int, tuple[tuple[str, str], ...]]
"""A standing as ``assets/gongkai/search_standing.js`` reads it: state, whether it is of what is explained, days and states."""


def told(state: str, explains: bool, changes: Iterable[tuple[date, str]]) -> Told:
    """What a browser needs to tell the state on its own day."""
    return state, int(explains), tuple((day.isoformat(), later) for day, later in changes)


def standing_of(item: Item, publication: Publication) -> Standing:
    """The standing of an item on the day of publication."""
    own = publication.validity.get(item.index_no)
    if own is not None:
        return Standing(own.state.value, changes=_changes(own), kin=tuple(_instead(own)))
    explained = explained_document(item, publication)
    if explained is None:
        return Standing()
    document, validity = explained
    kin = ((EXPLAINED, document), *(one for one in _instead(validity) if one[0] == "现行文件"))
    return Standing(validity.state.value, True, _changes(validity), kin)


def _changes(validity: Validity) -> tuple[tuple[date, str], ...]:
    return tuple((day, state.value) for day, state in validity.changes)


def _instead(validity: Validity) -> Iterator[tuple[str, Item]]:
    """What took the place of a document; where nothing did, the document that ended it, or will on a day that is known."""
    if validity.successors:
        yield "现行文件", validity.successors[-1]
    elif validity.state.dead:
        if validity.by is not None:
            yield GROUNDS[validity.state], validity.by
    else:
        end = next(((day, state) for day, state in validity.changes if state.dead), None)
        by = next((one.by for one in validity.events if end and one.day == end[0] and one.kind.ends), None)
        if end and by is not None:
            yield GROUNDS[end[1]], by
