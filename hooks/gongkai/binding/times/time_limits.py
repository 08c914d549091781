"""The time limits of an item on real days: from which day each runs, which is the last, and when it was kept."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from gongkai.calendar.due import HOURS, due_date
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.terms.deadline import Deadline
from gongkai.reading.values.fields import holds
from gongkai.texts.body_blocks import imprint_in
from gongkai.texts.times.limit_words import limit_in, limit_words

_PRINTED = "printed_on"


@dataclass(frozen=True, slots=True)
class Span:
    """The days of a limit: it runs from the field ``anchor`` of ``source``, ``start``, to ``last``.

    Both are days, or both moments where the limit is in hours.
    """

    source: Item
    anchor: str
    start: date
    last: date
    words: str = ""
    """The length of the limit, «3个工作日»; empty for a fixed day."""
    estimated: bool = False
    """Whether it depends on holidays that are not published yet (暂估)."""

    @property
    def counted_from(self) -> str:
        """The label of the field from which it runs, «印发日期»."""
        return self.source.kind.by_name[self.anchor].title


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """One limit: the item that must keep it, None where there is none yet, and when it was kept, None before that."""

    deadline: Deadline
    span: Span
    item: Item | None = None
    kept: date | None = None

    @property
    def is_late(self) -> bool:
        """Whether it was kept too late."""
        return self.kept is not None and self.kept > self.span.last


def limits_of(item: Item, publication: Publication) -> Iterator[TimeLimit]:
    """The limits that ``item`` must keep, as far as the days from which they run are known."""
    for deadline in item.kind.deadlines:
        if _binds(deadline, item, publication):
            span = _own_span(deadline, item, publication)
            if span:
                yield TimeLimit(deadline, span, item, _kept(item, deadline, span.start))


def awaited_from(source: Item, publication: Publication) -> Iterator[TimeLimit]:
    """The limits of items that ``source`` still waits for, such as the plans by which others carry out this one."""
    stated = (one for kind in publication.reading.kinds.values() for one in kind.deadlines if one.awaited)
    for deadline in {(one.name, one.through): one for one in stated}.values():
        if not _waits(deadline, source) or _related(source, deadline.through, publication):
            continue
        span = _span(deadline, source, publication)
        if span:
            yield TimeLimit(deadline, span)


def spans_from(source: Item, relation: str, publication: Publication) -> Iterator[tuple[Deadline, Span]]:
    """The limits that run from ``source`` for whoever states the relation to it, each with its days."""
    stated = (one for kind in publication.reading.kinds.values() for one in kind.deadlines if one.through == relation)
    for deadline in {one.name: one for one in stated}.values():
        span = _span(deadline, source, publication)
        if span:
            yield deadline, span


def _waits(deadline: Deadline, source: Item) -> bool:
    """Whether ``source`` says that something is to follow: by the condition, or by the limit that it states itself."""
    if deadline.there and not holds(deadline.there, source.values, source.kind.by_label):
        return False
    return bool(deadline.there or (deadline.limit_from and source.text(deadline.limit_from)))


def _related(source: Item, relation: str, publication: Publication) -> list[Item]:
    """The items that state the relation to ``source``."""
    return [one.source for one in publication.incoming.get(source.index_no, ()) if one.kind.name == relation]


def _binds(deadline: Deadline, item: Item, publication: Publication) -> bool:
    """Whether the limit applies, by the agency's level, its condition on the fields, and what the item refers to."""
    if deadline.applies_to and publication.reading.settings.agency.level not in deadline.applies_to:
        return False
    if deadline.when and not holds(deadline.when, item.values, item.kind.by_label):
        return False
    if not deadline.about:
        return True
    targets = (relation.target for relation in publication.outgoing.get(item.index_no, ()))
    return any(isinstance(target, Item) and target.kind.title in deadline.about for target in targets)


def _own_span(deadline: Deadline, item: Item, publication: Publication) -> Span | None:
    """The span of a limit of ``item``; of several anchors the latest, so that nobody is told too early to be late."""
    if not deadline.through:
        return _span(deadline, item, publication)
    related = publication.outgoing.get(item.index_no, ())
    targets = [one.target for one in related if one.kind.name == deadline.through and isinstance(one.target, Item)]
    there = [one for one in targets if not deadline.there or holds(deadline.there, one.values, one.kind.by_label)]
    spans = [span for one in there if (span := _span(deadline, one, publication))]
    latest = max(spans, key=lambda span: (span.start, span.source.index_no), default=None)
    if latest and deadline.first and not _is_first(deadline, item, latest.source, publication):
        return None
    return latest


def _is_first(deadline: Deadline, item: Item, source: Item, publication: Publication) -> bool:
    """Whether no other item of its type that refers to ``source`` was earlier."""
    rivals = [one for one in _related(source, deadline.through, publication) if one.kind is item.kind]
    first = min(rivals, key=lambda one: (str(one.day(deadline.kept_by) or date.max), one.index_no), default=item)
    return first.index_no == item.index_no


def _span(deadline: Deadline, source: Item, publication: Publication) -> Span | None:
    """The span from the first anchor that ``source`` has; None where it has none, or does not state the limit."""
    start = next(((name, day) for name in deadline.anchors if (day := _day(source, name))), None)
    stated = limit_in(source.text(deadline.limit_from)) if deadline.limit_from else (deadline.limit, deadline.unit)
    if start is None or stated is None:
        return None
    (name, moment), (limit, unit) = start, stated
    words = "" if unit == "月日" or not limit else limit_words(limit, unit)
    if unit == HOURS:
        begins = moment if isinstance(moment, datetime) else None
        return Span(source, name, begins, begins + timedelta(hours=limit), words) if begins else None
    day = moment.date() if isinstance(moment, datetime) else moment
    if deadline.ahead:
        return Span(source, name, day, day - timedelta(days=limit), words)
    due = due_date(day, limit, unit, publication.reading.calendar)
    return Span(source, name, day, due.day, words, due.estimated)


def _day(item: Item, name: str) -> date | None:
    """The day or moment in a field, of a year its last day; the printing date may stand in the text (版记) only."""
    year = item.values.get(name)
    if isinstance(year, int) and not isinstance(year, bool):
        return date(year, 12, 31)
    day = item.day(name)
    if day is None and name == _PRINTED and item.body:
        imprint = imprint_in(item.body, item.style)
        return imprint.printed_on if imprint else None
    return day


def _kept(item: Item, deadline: Deadline, start: date) -> date | None:
    """The day or moment that must keep the limit; of the rows of a table the earliest from ``start`` on."""
    name, _, column = deadline.kept_by.partition(".")
    if not column:
        return _comparable(item.day(name), start)
    days = (_comparable(row.day(column), start) for row in item.rows(name))
    return min((day for day in days if day and day >= start), default=None)


def _comparable(day: date | None, start: date) -> date | None:
    """``day`` as a moment where ``start`` is one; None where it has no time then; else without its time."""
    if isinstance(start, datetime):
        return day if isinstance(day, datetime) else None
    return day.date() if isinstance(day, datetime) else day
