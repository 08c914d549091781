"""The validity history of a document (效力沿革), event by event."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.validity import Event, EventKind, Validity
from gongkai.pages.items.item_view import Step
from gongkai.pages.lists.line import line_of
from gongkai.texts.day_words import day_words

DONE = {
    EventKind.AMENDED: "修改",
    EventKind.PARTLY_REPEALED: "部分废止",
    EventKind.EXTENDED: "延长有效期",
    EventKind.KEPT: "清理后继续有效",
    EventKind.DECLARED_EXPIRED: "宣布失效",
    EventKind.REPEALED: "废止",
    EventKind.WITHDRAWN: "撤回",
    EventKind.RESTORED: "恢复效力",
}
"""The effect of an event as a verb after «由……»."""


def history_of(item: Item, validity: Validity, publication: Publication) -> tuple[Step, ...]:
    """All events of an item in chronological order, including future and void ones."""
    return tuple(_step(event, item, publication) for event in validity.events if not came_too_late(event, validity))


def came_too_late(event: Event, validity: Validity) -> bool:
    """Whether the event is the expiry of a document that had already ended before."""
    ended = validity.state.dead and validity.since is not None and event.day > validity.since
    return event.kind is EventKind.EXPIRED and ended


def _step(event: Event, item: Item, publication: Publication) -> Step:
    remarks = ["、".join(event.clauses), *_evaluations(event, item, publication)]
    if event.kind is not EventKind.GROUND_WITHDRAWN:
        remarks.append(event.note)
    if event.void_by:
        ended = event.void_by.doc_no or event.void_by.title
        remarks.append(f"没有发生效力：在此之前，该文件已不再有效，见{ended}")
    return Step(
        day=event.day.isoformat(),
        words=_words(event),
        line=line_of(event.by, publication) if event.by else None,
        remark="；".join(filter(None, remarks)),
        ends=event.kind.ends and not event.void_by,
        future=event.day > publication.as_of,
    )


def _evaluations(event: Event, item: Item, publication: Publication) -> Iterator[str]:
    """The evaluations of the item that led to the document which changed it."""
    if event.by is None:
        return
    evaluated = [one.source for one in publication.incoming.get(item.index_no, ()) if one.kind.name == "evaluates"]
    for relation in publication.incoming.get(event.by.index_no, ()):
        if relation.kind.name == "leads_to" and relation.source in evaluated:
            yield f"源于评估“{relation.source.title}”"


def _words(event: Event) -> str:
    if event.kind is EventKind.GROUND_WITHDRAWN:
        return f"改变本文件效力的“{event.note}”由以下文件撤回"
    if event.by is not None and event.kind in DONE:
        until = f"，有效期至{day_words(event.until)}" if event.until and not event.kind.ends else ""
        return f"由以下文件{DONE[event.kind]}{until}"
    if event.kind is EventKind.EXPIRED:
        return f"有效期届满（有效期至{day_words(event.until)}）"
    words: str = event.kind.value
    return words
