"""What is new in a column: items, changes of the state of documents, and what happened to records."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from gongkai.model.departure import Departure
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.record import RecordChange
from gongkai.model.validity import Event, EventKind
from gongkai.pages.documents.history import DONE
from gongkai.texts.day_words import day_words

MOST_TOLD = 10
"""Changes of records that one piece of news names."""

_MARKS = {
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
"""What the title of the news begins with; events of no other kind change what a document is worth."""


@dataclass(frozen=True, slots=True)
class News:
    """One piece of news; ``fragment`` tells it from others about the same item and stays the same for good."""

    day: date
    item: Item | Departure
    title: str
    summary: str
    fragment: str = ""
    time: str = ""
    """Hour and minute in Shanghai, where they are recorded."""
    anchor: str = ""
    """The place on the item's page that tells of it."""
    updated: date | None = None
    """The day of the last change of what is told, where it is a later one."""


def news_of_items(publication: Publication) -> Iterator[News]:
    """The items that are public on the day; the title of a document that has ended is marked since the day of its end."""
    for item in publication.reading.items:
        if item.publish_date and item.publish_date <= publication.as_of:
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
    """Every change of a document's state that has come about: what one day brought of one kind is one piece of news.

    It is new on the day from which it holds, or on which the document that says so was published where that is later.
    """
    for number, validity in publication.validity.items():
        item = publication.by_index[number]
        if item.publish_date is None or item.publish_date > publication.as_of:
            continue
        for (day, kind), group in groupby(_changes(item, validity.events), key=lambda event: (event.day, event.kind)):
            # What was known when the document was published stands in the title of its own news.
            events = [event for event in group if item.publish_date <= _known_on(event) <= publication.as_of]
            if events:
                yield News(
                    day=max(_known_on(event) for event in events),
                    item=item,
                    title=f"【{_MARKS[kind]}】{item.title}",
                    summary=f"自{day_words(day)}起，{'；'.join(map(_happened, events))}。{_reasons(events)}",
                    fragment=f"{kind.name.lower().replace('_', '-')}-{day.isoformat()}",
                )


def news_of_records(publication: Publication) -> Iterator[News]:
    """What happened to the records of an item on one day is one piece of news, however many they are."""
    for number, table in publication.records.items():
        item = publication.by_index[number]
        for day, group in groupby(table.changes, key=lambda change: change.day):
            changes = list(group)
            actions = "、".join(dict.fromkeys(change.action.value for change in changes))
            told = "；".join(_told(change) for change in changes[:MOST_TOLD])
            rest = f"；等 {len(changes)} 处" if len(changes) > MOST_TOLD else ""
            fragment = f"changes-{day.isoformat()}"
            yield News(day, item, f"【记录{actions}】{item.title}", f"{told}{rest}。", fragment, anchor="changes")


def news_of_departures(publication: Publication) -> Iterator[News]:
    """Whoever took the item in by an earlier feed is told that it has gone, and why."""
    for one in publication.departures:
        if one.day and one.day <= publication.as_of and one.index_no:
            summary = f"{one.manner.value}理由：{one.reason}" if one.reason else one.manner.state
            yield News(one.day, one, f"【{one.manner.state}】{one.name}", summary, "departed")


def _changes(item: Item, events: Iterable[Event]) -> Iterator[Event]:
    """The events that change the state; what is said of a document after its end changes nothing until it is restored."""
    end: Event | None = None
    for event in events:
        if event.kind not in _MARKS or event.void_by:
            continue
        # A document that is in force when it is published is news itself.
        if event.kind is EventKind.IN_FORCE and item.publish_date and event.day <= item.publish_date:
            continue
        if event.kind in (EventKind.RESTORED, EventKind.GROUND_WITHDRAWN):
            end = None
        elif end and (event.day, event.kind) != (end.day, end.kind):
            continue
        elif event.kind.ends:
            end = event
        yield event


def _known_on(event: Event) -> date:
    published = event.by.publish_date if event.by else None
    return max(event.day, published) if published else event.day


def _happened(event: Event) -> str:
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


def _told(change: RecordChange) -> str:
    column = f"（{change.column.title}）" if change.column else ""
    return f"{change.key}{column}{change.action.value}" + (f"，理由：{change.reason}" if change.reason else "")
