"""Validity on a day as a pure function of a document's events; never a default, never typed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from gongkai.binding.events import end_of_validity, events_of, is_undated_end
from gongkai.model.item import Item
from gongkai.model.relation import Relation
from gongkai.model.validity import Event, EventKind, State, Validity

_ENDS = {
    EventKind.REPEALED: State.REPEALED,
    EventKind.WITHDRAWN: State.WITHDRAWN,
    EventKind.DECLARED_EXPIRED: State.EXPIRED,
    EventKind.EXPIRED: State.EXPIRED,
}
_CHANGES = ((EventKind.PARTLY_REPEALED, State.PARTLY), (EventKind.AMENDED, State.AMENDED))
_PROVE_FORCE = (EventKind.KEPT, EventKind.EXTENDED)


@dataclass(frozen=True, slots=True)
class Standing:
    """How a document stands on a day: its state, since when if that is known, and the event on which it rests."""

    state: State
    since: date | None = None
    ground: Event | None = None


@dataclass(slots=True)
class Lives:
    """The events of every document of a column, each worked out once, since they rest on each other."""

    incoming: Mapping[str, Sequence[Relation]]
    _known: dict[str, tuple[Event, ...]] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)

    def events(self, item: Item) -> tuple[Event, ...]:
        """The events of a document's life in order of their days."""
        if item.index_no not in self._known:
            self._asked.add(item.index_no)
            self._known[item.index_no] = events_of(item, self.incoming.get(item.index_no, ()), self._end_by)
        return self._known[item.index_no]

    def _end_by(self, source: Item, day: date) -> Event | None:
        # Where documents end each other in a circle, which is an error of its own, each is taken to stand.
        if source.index_no not in self._known and (
            source.index_no in self._asked or not self.incoming.get(source.index_no)
        ):
            return _term_end(source, day)
        standing = standing_on(self.events(source), day)
        return standing.ground if standing.state.dead else None


def validity_on(item: Item, incoming: Iterable[Relation], as_of: date) -> Validity:
    """The state of ``item`` on ``as_of`` from its own dates and from what later documents, all of them in force, say of it."""
    return validity_of(item, Lives({item.index_no: tuple(incoming)}), as_of)


def validity_of(item: Item, lives: Lives, as_of: date) -> Validity:
    """The state of a document of a column on ``as_of``, and what will become of it by what is already known.

    A document that has ended does not revive when the document that ended it is repealed; it does where one says so.
    """
    events = lives.events(item)
    standing = standing_on(events, as_of)
    undated = next((one for one in lives.incoming.get(item.index_no, ()) if is_undated_end(one)), None)
    until, extension = end_of_validity(item, events)
    former = item.valid_until if extension else None
    if _term_is_open(until, extension, standing, as_of):
        until, extension, former = None, None, item.valid_until or until
    validity = Validity(
        state=standing.state,
        as_of=as_of,
        events=events,
        since=standing.since,
        by=standing.ground.by if standing.ground else None,
        until=until,
        extension=extension,
        former_until=former,
        changes=tuple(_changes(events, standing.state, as_of)),
    )
    if undated and not standing.state.dead:
        return replace(validity, state=State.UNDECIDED, since=None, by=undated.source, changes=())
    return validity


def standing_on(events: Iterable[Event], day: date) -> Standing:
    """How a document with these events stands on a day."""
    effective = [event for event in events if not event.void_by]
    known = [event for event in effective if event.day <= day]
    ends: list[Event] = []
    open_question: Event | None = None
    restored: Event | None = None
    for event in known:
        if event.kind in _ENDS:
            ends.append(event)
            open_question = None
        elif event.kind is EventKind.GROUND_WITHDRAWN:
            # What ended it for another reason, its own term among them, is not open.
            ends = [end for end in ends if end.by is None or end.by.title != event.note]
            open_question = None if ends else event
        elif event.kind is EventKind.RESTORED:
            ends, open_question, restored = [], None, event
    if open_question:
        return Standing(State.UNDECIDED, open_question.day, open_question)
    if ends:
        return Standing(_ENDS[ends[0].kind], ends[0].day, ends[0])
    in_force = next((event for event in effective if event.kind is EventKind.IN_FORCE), None)
    if in_force and in_force.day > day:
        return Standing(State.NOT_YET)
    for kind, state in _CHANGES:
        last = next((event for event in reversed(known) if event.kind is kind), None)
        if last:
            return Standing(state, max(last.day, restored.day) if restored else last.day, last)
    if restored:
        return Standing(State.IN_FORCE, restored.day, restored)
    if in_force:
        return Standing(State.IN_FORCE, in_force.day)
    # A clean-up or an extension proves that a document is in force, not since when.
    proven = any(event.kind in _PROVE_FORCE for event in known)
    return Standing(State.IN_FORCE if proven else State.UNMARKED)


def _changes(events: Sequence[Event], state: State, as_of: date) -> Iterator[tuple[date, State]]:
    last = state
    for day in sorted({event.day for event in events if event.day > as_of}):
        later = standing_on(events, day).state
        if later is not last:
            yield day, later
            last = later


def _term_is_open(until: date | None, extension: Event | None, standing: Standing, as_of: date) -> bool:
    """Whether nobody has said until when: revived after its term without a new one, or extended by what was withdrawn."""
    if standing.state.dead or until is None:
        return False
    return until < as_of or (standing.state is State.UNDECIDED and extension is not None)


def _term_end(item: Item, day: date) -> Event | None:
    """The end of a document about which nobody says anything: that of its own term."""
    until = item.valid_until
    if until is None or until >= day:
        return None
    return Event(kind=EventKind.EXPIRED, day=until + timedelta(days=1), until=until)
