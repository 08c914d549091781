"""Validity on a day as a pure function of a document's events; never a default, never typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from gongkai.model.item import Item
from gongkai.model.relation import Relation
from gongkai.model.validity import Event, EventKind, State, Validity

_BY_EFFECT = {
    "repeals": EventKind.REPEALED,
    "declares_expired": EventKind.DECLARED_EXPIRED,
    "amends": EventKind.AMENDED,
    "repeals_partly": EventKind.PARTLY_REPEALED,
    "extends": EventKind.EXTENDED,
    "keeps": EventKind.KEPT,
    "withdraws": EventKind.WITHDRAWN,
}
_ORDER = {kind: place for place, kind in enumerate(EventKind)}
_ENDS = {
    EventKind.REPEALED: State.REPEALED,
    EventKind.WITHDRAWN: State.REPEALED,
    EventKind.DECLARED_EXPIRED: State.EXPIRED,
    EventKind.EXPIRED: State.EXPIRED,
}


def validity_on(item: Item, incoming: Iterable[Relation], as_of: date) -> Validity:
    """The state of ``item`` on ``as_of`` from its own dates and from what later documents say of it.

    What will happen by what is already known stands in ``changes``. A document that has ended does not revive when the
    document that ended it is repealed.
    """
    events = events_of(item, incoming)
    state, since, by = _state(events, as_of)
    changes = []
    last = state
    for day in sorted({event.day for event in events if event.day > as_of}):
        later, _, _ = _state(events, day)
        if later is not last:
            changes.append((day, later))
            last = later
    return Validity(state=state, as_of=as_of, events=events, since=since, by=by, changes=tuple(changes))


def events_of(item: Item, incoming: Iterable[Relation]) -> tuple[Event, ...]:
    """The events of a document's life in order of their days, the future ones too."""
    found = list(_own_events(item))
    for relation in incoming:
        found += _event_by(relation)
    end = _end_of_validity(item, found)
    if end:
        # The last day of validity still counts, so the document ends with the beginning of the next (民法典第二百零三条).
        found.append(Event(kind=EventKind.EXPIRED, day=end + timedelta(days=1), until=end))
    return tuple(sorted(found, key=lambda e: (e.day, _ORDER[e.kind], e.by.index_no if e.by else "", e.clauses)))


def _own_events(item: Item) -> Iterator[Event]:
    signed = item.day("signed_on") or item.doc_date
    if signed:
        yield Event(kind=EventKind.SIGNED, day=signed)
    if item.publish_date:
        yield Event(kind=EventKind.PUBLISHED, day=item.publish_date)
    if item.effective_from:
        yield Event(kind=EventKind.IN_FORCE, day=item.effective_from)


def _event_by(relation: Relation) -> Iterator[Event]:
    kind = _BY_EFFECT.get(relation.kind.effect)
    source = relation.source
    day = day_of(relation)
    if kind is None or day is None:
        return
    if relation.clauses and kind in (EventKind.REPEALED, EventKind.DECLARED_EXPIRED):
        # A repeal of single articles leaves the rest of the document in force.
        kind = EventKind.PARTLY_REPEALED
    yield Event(kind=kind, day=day, by=source, clauses=relation.clauses, until=relation.until, note=relation.note)


def day_of(relation: Relation) -> date | None:
    """The day from which a relation has its effect: as stated, else when the document that states it came into force."""
    source = relation.source
    return relation.date or source.effective_from or source.doc_date or source.publish_date


def _end_of_validity(item: Item, events: Iterable[Event]) -> date | None:
    """The last day of validity: what the document says, unless an extension made before that day says more."""
    end = item.valid_until
    extensions = sorted(
        (e for e in events if e.kind is EventKind.EXTENDED and e.until), key=lambda e: (e.day, e.until or e.day)
    )
    for extension in extensions:
        if end is None or extension.day <= end + timedelta(days=1):
            end = max(end, extension.until) if end and extension.until else extension.until
    return end


def _state(events: Iterable[Event], day: date) -> tuple[State, date | None, Item | None]:
    """State on a day, since when, and by which document."""
    known = [event for event in events if event.day <= day]
    for event in known:
        if event.kind in _ENDS:
            return _ENDS[event.kind], event.day, event.by
    in_force = [event for event in events if event.kind is EventKind.IN_FORCE]
    if in_force and in_force[0].day > day:
        return State.NOT_YET, None, None
    for kind, state in ((EventKind.PARTLY_REPEALED, State.PARTLY), (EventKind.AMENDED, State.AMENDED)):
        last = [event for event in known if event.kind is kind]
        if last:
            return state, last[-1].day, last[-1].by
    for kind in (EventKind.KEPT, EventKind.EXTENDED):
        last = [event for event in known if event.kind is kind]
        if last:
            return State.IN_FORCE, last[-1].day, last[-1].by
    if in_force:
        return State.IN_FORCE, in_force[0].day, None
    return State.UNMARKED, None, None
