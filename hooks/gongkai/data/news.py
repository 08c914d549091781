"""The news of a column: new items, changes of state, ends of announcements, changes of records and departures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from itertools import groupby

from gongkai.model.departure import Departure
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.record import RecordChange
from gongkai.model.validity import Event, EventKind
from gongkai.pages.documents.history import DONE
from gongkai.texts.day_words import day_words

NEWEST = 50
"""Most entries of a feed about items and records, counted apart, so that a repeal of a hundred documents does not push them out."""
MOST_NAMED = 10
"""Most changes of records that one piece of news names."""

_TITLE_MARKS = {
    EventKind.IN_FORCE: "施行",
    EventKind.AMENDED: "已修改",
    EventKind.PARTLY_REPEALED: "部分失效",
    EventKind.EXTENDED: "延长有效期",
    EventKind.KEPT: "继续有效",
    EventKind.EXPIRED: "失效",
    EventKind.DECLARED_EXPIRED: "失效",
    EventKind.REPEALED: "废止",
    EventKind.WITHDRAWN: "撤回",
    EventKind.GROUND_WITHDRAWN: "效力不能判定",
    EventKind.RESTORED: "恢复效力",
}
"""The mark at the beginning of the title, by kind of event; events of other kinds do not change a state and are no news."""


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news; ``fragment`` distinguishes it from others about the same item and never changes."""

    day: date
    item: Item | Departure
    title: str
    summary: str
    fragment: str = ""
    time: str = ""
    """``HH:MM`` in Shanghai; empty where it is not recorded."""
    anchor: str = ""
    """The anchor on the item's page to which the entry links."""
    updated: date | None = None
    """The day of the last change, where it is later than ``day``."""


def news_of_items(publication: Publication) -> Iterator[News]:
    """One piece for each of the newest items that are public on the day, as many as a feed has at most.

    The title of a document that is no longer in force is marked.
    """
    public = [
        item for item in publication.reading.items if item.publish_date and item.publish_date <= publication.as_of
    ]
    for item in nlargest(NEWEST, public, key=lambda one: (one.publish_date, one.text("publish_time"), one.index_no)):
        if item.publish_date:
            validity = publication.validity.get(item.index_no)
            dead = validity if validity and validity.state.dead else None
            mark = f"【{dead.state.value}】" if dead else ""
            summary = item.summary or item.doc_no or item.title
            ended = dead.by.publish_date if dead and dead.by else None
            changed = [item.publish_date, item.day("update_date"), dead.since if dead else None, ended]
            last = max(day for day in changed if day and day <= publication.as_of)
            updated = last if last > item.publish_date else None
            time = item.text("publish_time")
            yield News(item.publish_date, item, mark + item.title, summary, time=time, updated=updated)


def news_of_states(publication: Publication) -> Iterator[News]:
    """One piece for all changes of a document's state of one kind and one day, up to the day of the build.

    Its day is that of the change, or the publication date of the document that states it where that is later.
    """
    for number, validity in publication.validity.items():
        item = publication.by_index[number]
        published = item.publish_date
        for (day, kind), group in groupby(_changes(item, validity.events), key=lambda event: (event.day, event.kind)):
            # A change that was known when the document was published is shown by the news of the item itself.
            events = [event for event in group if published and published <= _announced_on(event) <= publication.as_of]
            if events:
                yield News(
                    day=max(_announced_on(event) for event in events),
                    item=item,
                    title=f"【{_TITLE_MARKS[kind]}】{item.title}",
                    summary=f"自{day_words(day)}起，{'；'.join(map(_event_words, events))}。{_reasons(events)}",
                    fragment=f"{kind.name.lower().replace('_', '-')}-{day.isoformat()}",
                )


def news_of_terms(publication: Publication) -> Iterator[News]:
    """One piece for the day on which an announcement ends (解除、过期、公示期满), is replaced, or its outcome is public."""
    for number, standing in publication.terms.items():
        item = publication.by_index[number]
        # Of two states that begin on one day only the last was ever seen.
        states = {state.day: state for state in standing.states if state.tone == "over"}
        for day, state in states.items():
            if item.publish_date and item.publish_date < day <= publication.as_of:
                by = f"，见“{state.by.title}”" if state.by else ""
                yield News(
                    day=day,
                    item=item,
                    title=f"【{state.words}】{item.title}",
                    summary=f"自{day_words(day)}起{state.words}{by}。",
                    fragment=f"term-{day.isoformat()}",
                )


def news_of_records(publication: Publication) -> Iterator[News]:
    """One piece for all changes of records of an item on one day, however many there are."""
    for number, table in publication.records.items():
        item = publication.by_index[number]
        for day, group in groupby(table.changes, key=lambda change: change.day):
            changes = list(group)
            actions = "、".join(dict.fromkeys(change.action.value for change in changes))
            words = "；".join(_change_words(change) for change in changes[:MOST_NAMED])
            rest = f"；等 {len(changes)} 处" if len(changes) > MOST_NAMED else ""
            fragment = f"changes-{day.isoformat()}"
            yield News(day, item, f"【记录{actions}】{item.title}", f"{words}{rest}。", fragment, anchor="changes")


def news_of_departures(publication: Publication) -> Iterator[News]:
    """One piece for each departure, for readers who got the item by an earlier feed."""
    for one in publication.departures:
        if one.day and one.day <= publication.as_of and one.index_no:
            summary = f"{one.manner.value}理由：{one.reason}" if one.reason else one.manner.state
            yield News(one.day, one, f"【{one.manner.state}】{one.name}", summary, "departed")


def _changes(item: Item, events: Iterable[Event]) -> Iterator[Event]:
    """The events that change the state; after its end a document has none until it is restored."""
    end: Event | None = None
    for event in events:
        if event.kind not in _TITLE_MARKS or event.void_by:
            continue
        # A document that is in force when it is published needs no further news.
        if event.kind is EventKind.IN_FORCE and item.publish_date and event.day <= item.publish_date:
            continue
        if event.kind in (EventKind.RESTORED, EventKind.GROUND_WITHDRAWN):
            end = None
        elif end and (event.day, event.kind) != (end.day, end.kind):
            continue
        elif event.kind.ends:
            end = event
        yield event


def _announced_on(event: Event) -> date:
    published = event.by.publish_date if event.by else None
    return max(event.day, published) if published else event.day


def _event_words(event: Event) -> str:
    if event.kind is EventKind.IN_FORCE:
        return "本文件施行"
    if event.by is None:
        return f"本文件失效（有效期至{day_words(event.until)}）"
    by = f"由“{event.by.title}”" + (f"（{event.by.doc_no}）" if event.by.doc_no else "")
    if event.kind is EventKind.GROUND_WITHDRAWN:
        return f"改变本文件效力的“{event.note}”{by}撤回，本文件的效力不能判定"
    subject = "、".join(event.clauses) or "本文件"
    until = f"，有效期至{day_words(event.until)}" if event.until and not event.kind.ends else ""
    # Named articles are repealed as a whole.
    done = DONE[EventKind.REPEALED if event.kind is EventKind.PARTLY_REPEALED and event.clauses else event.kind]
    return f"{subject}{by}{done}{until}"


def _reasons(events: Iterable[Event]) -> str:
    notes = dict.fromkeys(event.note for event in events if event.kind is not EventKind.GROUND_WITHDRAWN)
    return "".join(f"理由：{note.rstrip('。')}。" for note in notes if note)


def _change_words(change: RecordChange) -> str:
    column = f"（{change.column.title}）" if change.column else ""
    return f"{change.key}{column}{change.action.value}" + (f"，理由：{change.reason}" if change.reason else "")


NEWS = (news_of_items, news_of_records, news_of_departures)
"""The kinds of news about items and records, which share one limit of the feed."""
NEWS_OF_STATES = (news_of_states, news_of_terms)
"""The kinds of news about changes of state, which are counted apart."""
