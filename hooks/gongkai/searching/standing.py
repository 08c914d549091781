"""The standing of an item in search results: its validity or term, or that of the document it explains, and what replaced it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.validity import Validity
from gongkai.pages.documents.explained import EXPLAINED, explained_document
from gongkai.pages.documents.grounds import GROUNDS


@dataclass(frozen=True, slots=True)
class Standing:
    """A state by its wording, empty for items that have none, and the later days on which it will change."""

    state: str = ""
    explains: bool = False
    """Whether it is the state of the document that the item explains."""
    changes: tuple[tuple[date, str], ...] = ()
    """Day and new state of each change that is already known."""
    see_also: tuple[tuple[str, Item], ...] = ()
    """Items that a reader of something no longer in force needs, each behind its label: 现行文件, 废止依据, 解读的文件."""
    of_term: bool = False
    """Whether it is the state of what the item announces for some days (预警、公示), which is no validity."""


StandingRow = tuple[str, int, tuple[tuple[str, str], ...]]
"""A standing as ``assets/gongkai/search_standing.js`` reads it: state, whose (1 of the explained document, 2 of a term), changes."""


def standing_row(state: str, explains: bool, changes: Iterable[tuple[date, str]], of_term: bool = False) -> StandingRow:
    """The row from which a browser works out the state on the day of the reader, with days in ISO 8601."""
    return state, 2 if of_term else int(explains), tuple((day.isoformat(), later) for day, later in changes)


def standing_of(item: Item, publication: Publication) -> Standing:
    """The standing of an item on the day of the build, ``publication.as_of``."""
    own = publication.validity.get(item.index_no)
    if own is not None:
        return Standing(own.state.value, changes=_changes(own), see_also=tuple(_replacement(own)))
    term = publication.terms.get(item.index_no)
    if term is not None:
        return Standing(term.now.words, of_term=True, changes=tuple((one.day, one.words) for one in term.later))
    explained = explained_document(item, publication)
    if explained is None:
        return Standing()
    document, validity = explained
    see_also = ((EXPLAINED, document), *(one for one in _replacement(validity) if one[0] == "现行文件"))
    return Standing(validity.state.value, True, _changes(validity), see_also)


def _changes(validity: Validity) -> tuple[tuple[date, str], ...]:
    return tuple((day, state.value) for day, state in validity.changes)


def _replacement(validity: Validity) -> Iterator[tuple[str, Item]]:
    """Label and item that replaced a document; where none did, the item that ended it, or will on a known day."""
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
