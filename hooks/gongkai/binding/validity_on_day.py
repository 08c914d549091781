"""The validity of a document on a day, computed from its events alone; it is never entered and has no default."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

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
    """The state of a document on a day, since when if that is known, and the event that determines it."""

    state: State
    since: date | None = None
    ground: Event | None = None


@dataclass(slots=True)
class Lifecycles:
    """The events of every document of a column, computed once each, since they depend on each other.

    ``incoming`` are the relations that lead to each document, by its index number.
    """

    incoming: Mapping[str, Sequence[Relation]]
    _computed: dict[str, tuple[Event, ...]] = field(default_factory=dict)
    _in_progress: set[str] = field(default_factory=set)

    def events(self, item: Item) -> tuple[Event, ...]:
        """The events of ``item``, by day, including future and void ones."""
        number = item.index_no
        if number not in self._computed:
            self._in_progress.add(number)
            self._computed[number] = events_of(item, self.incoming.get(number, ()), self._end_by)
            self._in_progress.remove(number)
        return self._computed[number]

    def _end_by(self, source: Item, day: date) -> Event | None:
        # Documents that end each other in a cycle, which binding reports as an error, are each treated as not ended.
        pending = source.index_no in self._in_progress
        standing = standing_on(events_of(source, (), self._end_by) if pending else self.events(source), day)
        return standing.ground if standing.state.dead else None


def validity_on(item: Item, incoming: Iterable[Relation], as_of: date) -> Validity:
    """The validity of ``item`` on ``as_of`` from its dates and ``incoming``, whose sources end only by their own terms."""
    return validity_of(item, Lifecycles({item.index_no: tuple(incoming)}), as_of)


def validity_of(item: Item, lifecycles: Lifecycles, as_of: date) -> Validity:
    """The validity of ``item`` on ``as_of``, and the changes after that day that are already known.

    A document that has ended does not revive when the document that ended it is repealed, unless one restores it.
    """
    events = lifecycles.events(item)
    standing = standing_on(events, as_of)
    undated = next((one for one in lifecycles.incoming.get(item.index_no, ()) if is_undated_end(one)), None)
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
    """The standing on ``day`` of a document with these events, which are in order of their days."""
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
            # An end for another reason, such as the end of its own term, is not undone.
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
    # A review (清理) or an extension proves that a document is in force, but not since when.
    proven = any(event.kind in _PROVE_FORCE for event in known)
    return Standing(State.IN_FORCE if proven else State.UNMARKED)


def _changes(events: Sequence[Event], state: State, as_of: date) -> Iterator[tuple[date, State]]:
    """The days after ``as_of`` on which the state changes, each with the new state."""
    last = state
    for day in sorted({event.day for event in events if event.day > as_of}):
        later = standing_on(events, day).state
        if later is not last:
            yield day, later
            last = later


def _term_is_open(until: date | None, extension: Event | None, standing: Standing, as_of: date) -> bool:
    """Whether the last day is unknown: restored after its term without a new one, or extended by a withdrawn document."""
    if standing.state.dead or until is None:
        return False
    return until < as_of or (standing.state is State.UNDECIDED and extension is not None)
