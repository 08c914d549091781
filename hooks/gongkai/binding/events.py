"""The events in the life of a document, from its own dates and from the relations that other documents state to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta

from gongkai.model.item import Item
from gongkai.model.relation import Relation, day_of
from gongkai.model.validity import Event, EventKind

EndBy = Callable[[Item, date], "Event | None"]
"""A function that returns the event that had ended a document by a day; None where nothing had."""

_BY_EFFECT = {
    "repeals": EventKind.REPEALED,
    "declares_expired": EventKind.DECLARED_EXPIRED,
    "amends": EventKind.AMENDED,
    "repeals_partly": EventKind.PARTLY_REPEALED,
    "extends": EventKind.EXTENDED,
    "keeps": EventKind.KEPT,
    "withdraws": EventKind.WITHDRAWN,
    "restores": EventKind.RESTORED,
}
_ORDER = {kind: place for place, kind in enumerate(EventKind)}
_EXTEND = (EventKind.EXTENDED, EventKind.RESTORED)
_SURVIVE_WITHDRAWAL = (EventKind.KEPT, EventKind.WITHDRAWN)
"""Events that remain when the document that states them is withdrawn: a confirmation, and a withdrawal that happened."""


def events_of(item: Item, incoming: Iterable[Relation], end_by: EndBy) -> tuple[Event, ...]:
    """All events of ``item``, by day, including future ones and void ones (``void_by``).

    ``incoming`` are the relations that lead to it; ``end_by`` tells whether a document that states one had ended itself.
    """
    found = list(_own_events(item))
    stated = [(relation, event) for relation in incoming if (event := _event_by(relation))]
    for relation, event in stated:
        ended = end_by(relation.source, event.day)
        found.append(replace(event, void_by=ended.by or relation.source) if ended else event)
    found += list(_grounds_withdrawn(found, end_by))
    end, _ = end_of_validity(item, found)
    if end:
        # A document is in force through its last day and ends at the beginning of the next one (民法典第二百零三条).
        found.append(Event(kind=EventKind.EXPIRED, day=end + timedelta(days=1), until=end))
    return tuple(sorted(found, key=lambda e: (e.day, _ORDER[e.kind], e.by.index_no if e.by else "", e.clauses)))


def end_of_validity(item: Item, events: Iterable[Event]) -> tuple[date | None, Event | None]:
    """The last day of validity and the extension that set it.

    That is the date of the document itself, with no extension, unless one that was made in time sets a later day. The day
    is None where the document states none and nothing limits it.
    """
    events = tuple(events)
    end, by = item.valid_until, None
    extensions = [(e.day, e.until, e) for e in events if e.kind in _EXTEND and e.until and not e.void_by]
    for day, until, extension in sorted(extensions, key=lambda one: one[:2]):
        in_time = end is None or day <= end + timedelta(days=1) or extension.kind is EventKind.RESTORED
        if in_time and (end is None or until > end) and not _ended_before(extension, events):
            end, by = until, extension
    return end, by


def _ended_before(extension: Event, events: Iterable[Event]) -> bool:
    """Whether another document had ended this one before the extension, without a later event that undid it."""
    deciding = [event for event in events if event.day <= extension.day and not event.void_by and _decides(event.kind)]
    last = max(deciding, key=lambda event: (event.day, not event.kind.ends), default=None)
    return last is not None and last.kind.ends


def _decides(kind: EventKind) -> bool:
    """Whether such an event ends a document, or undoes an end; the end of its own term does not count."""
    undone = kind in (EventKind.RESTORED, EventKind.GROUND_WITHDRAWN)
    return undone or (kind.ends and kind is not EventKind.EXPIRED)


def is_undated_end(relation: Relation) -> bool:
    """Whether the relation ends its target as a whole, but neither it nor its source states a day."""
    kind = _BY_EFFECT.get(relation.kind.effect)
    return kind is not None and kind.ends and not relation.clauses and day_of(relation) is None


def _own_events(item: Item) -> Iterator[Event]:
    if item.doc_date:
        yield Event(kind=EventKind.DATED, day=item.doc_date)
    signed = item.day("signed_on")
    if signed and signed != item.doc_date:
        yield Event(kind=EventKind.SIGNED, day=signed)
    if item.publish_date:
        yield Event(kind=EventKind.PUBLISHED, day=item.publish_date)
    if item.effective_from:
        yield Event(kind=EventKind.IN_FORCE, day=item.effective_from)


def _event_by(relation: Relation) -> Event | None:
    kind = _BY_EFFECT.get(relation.kind.effect)
    day = day_of(relation)
    if kind is None or day is None:
        return None
    if relation.clauses and kind in (EventKind.REPEALED, EventKind.DECLARED_EXPIRED):
        # A repeal of individual articles leaves the rest of the document in force.
        kind = EventKind.PARTLY_REPEALED
    return Event(
        kind=kind, day=day, by=relation.source, clauses=relation.clauses, until=relation.until, note=relation.note
    )


def _grounds_withdrawn(events: Iterable[Event], end_by: EndBy) -> Iterator[Event]:
    """An event for each document withdrawn after it took effect: validity is undecided until one restores it (恢复效力)."""
    for event in events:
        if not event.by or event.void_by or event.kind in _SURVIVE_WITHDRAWAL:
            continue
        ended = end_by(event.by, date.max)
        if ended and ended.kind is EventKind.WITHDRAWN:
            yield Event(kind=EventKind.GROUND_WITHDRAWN, day=ended.day, by=ended.by, note=event.by.title)
