"""The standing of what an item announces for a time (预警、公示): its state on a day, and the later days on which it changes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta

from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.terms.item_term import ItemTerm
from gongkai.model.terms.term_standing import TermStanding, TermState
from gongkai.reading.values.fields import holds


def with_terms(publication: Publication) -> Publication:
    """The publication with the standing of every item whose type defines a term and whose fields state one."""
    standings = ((item.index_no, _standing(item, publication)) for item in publication.reading.items if item.kind.term)
    return replace(publication, terms={number: standing for number, standing in standings if standing})


def _standing(item: Item, publication: Publication) -> TermStanding | None:
    term = item.kind.term
    # What is a document with a validity has that to show.
    if term is None or item.index_no in publication.validity:
        return None
    if term.when and not holds(term.when, item.values, item.kind.by_label):
        return None
    states = _states(item, term, publication)
    if not states:
        return None
    now = [one for one in states if one.day <= publication.as_of][-1]
    last = min((day for end in term.ends if (day := _day(item, end.field))), default=None)
    owed = term.owed if last and not item.legacy and not _followers(item, term, publication) else ""
    return TermStanding(now, states, last, owed)


def _states(item: Item, term: ItemTerm, publication: Publication) -> tuple[TermState, ...]:
    start = _day(item, term.start)
    ended = min(_ends(item, term, publication), key=lambda one: one.day, default=None)
    if start is None and ended is None:
        return ()
    # A term that does not say when it begins has begun with the publication.
    states = [TermState(date.min, term.before, "soon")] if start else []
    states.append(TermState(start or date.min, term.within, "live"))
    if ended:
        states = [one for one in states if one.day < ended.day]
        follower = None if ended.by else min(_followers(item, term, publication), key=_published, default=None)
        # What was published long ago elsewhere has its notice elsewhere, too.
        waits = term.awaiting and follower is None and ended.by is None and not item.legacy
        states.append(replace(ended, words=term.awaiting) if waits else ended)
        if follower and follower.publish_date:
            states.append(TermState(max(ended.day, follower.publish_date), term.followed, "over", follower))
    return tuple(states)


def _published(item: Item) -> tuple[date, str]:
    return item.publish_date or date.max, item.index_no


def _ends(item: Item, term: ItemTerm, publication: Publication) -> Iterator[TermState]:
    for end in term.ends:
        day = _day(item, end.field)
        if day:
            yield TermState(day if end.at_once else day + timedelta(days=1), end.state, "over")
    for relation in publication.incoming.get(item.index_no, ()) if term.replaced_by else ():
        day = relation.source.publish_date
        if relation.kind.name == term.replaced_by and day:
            yield TermState(day, term.replaced, "over", relation.source)


def _followers(item: Item, term: ItemTerm, publication: Publication) -> list[Item]:
    """The public items that follow the end, whichever of the two states the relation."""
    named = [one for one in publication.outgoing.get(item.index_no, ()) if one.kind.name in term.followed_by]
    naming = [one for one in publication.incoming.get(item.index_no, ()) if one.kind.name in term.followed_by]
    return [one.target for one in named if isinstance(one.target, Item)] + [one.source for one in naming]


def _day(item: Item, name: str) -> date | None:
    day = item.day(name) if name else None
    return day.date() if isinstance(day, datetime) else day
