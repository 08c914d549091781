"""The life of a document (效力沿革) and the banner that says what came of it."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.calendar.words import day_words
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.relation import OutsideDocument
from gongkai.model.validity import Event, EventKind, State, Validity
from gongkai.pages.item_view import Banner, Notice, Step
from gongkai.pages.line import Line, line_of, line_of_target
from gongkai.pages.versions import versions_of

_ENDS = (EventKind.REPEALED, EventKind.DECLARED_EXPIRED, EventKind.EXPIRED, EventKind.WITHDRAWN)
_DONE = {
    EventKind.AMENDED: "修改",
    EventKind.PARTLY_REPEALED: "部分废止",
    EventKind.EXTENDED: "延长有效期",
    EventKind.KEPT: "清理后继续有效",
    EventKind.DECLARED_EXPIRED: "宣布失效",
    EventKind.REPEALED: "废止",
    EventKind.WITHDRAWN: "撤回",
}
ORIGINAL = "以下为原文，仅供查阅。"
"""What the banner of a dead document says of the text below it."""
_HEADS = {
    State.REPEALED: ("dead", "本文件已废止"),
    State.EXPIRED: ("dead", "本文件已失效"),
    State.AMENDED: ("changed", "本文件已修改"),
    State.PARTLY: ("changed", "本文件部分失效"),
    State.NOT_YET: ("soon", "本文件尚未施行"),
}
_NOTICES = {
    "corrects": "对本信息作了勘误：",
    "changes": "对本信息作了变更说明：",
    "withdraws": "撤回本信息：",
    "terminates": "对本信息作了终止说明：",
    "takes_down": "对本信息作了撤下说明：",
}


def history_of(validity: Validity, publication: Publication) -> tuple[Step, ...]:
    """The events in order of their days, those to come among them."""
    steps = []
    for event in validity.events:
        if event.kind is EventKind.EXPIRED and validity.state.dead and validity.since and event.day > validity.since:
            # A document that was ended before cannot expire any more.
            continue
        line = line_of(event.by, publication) if event.by else None
        clauses = "、".join(event.clauses)
        words = _words(event)
        future = event.day > publication.as_of
        steps.append(
            Step(
                event.day.isoformat(),
                words,
                line,
                "；".join(filter(None, (clauses, event.note))),
                event.kind in _ENDS,
                future,
            )
        )
    return tuple(steps)


def banners_of(item: Item, publication: Publication) -> tuple[Banner, ...]:
    """The banners of an item's page: its own validity, what will come, notices about it, and the end of what it explains."""
    return tuple(_banners(item, publication))


def _banners(item: Item, publication: Publication) -> Iterator[Banner]:
    validity = publication.validity.get(item.index_no)
    if validity:
        yield from _own(item, validity, publication)
    notices = tuple(
        Notice(_NOTICES[relation.kind.name], (line_of(relation.source, publication),))
        for relation in publication.incoming.get(item.index_no, ())
        if relation.kind.name in _NOTICES
    )
    if notices:
        yield Banner("changed", "本信息另有说明", notices)
    yield from _of_explained(item, publication)


def _own(item: Item, validity: Validity, publication: Publication) -> Iterator[Banner]:
    if validity.state in _HEADS:
        tone, head = _HEADS[validity.state]
        yield Banner(tone, head, (*_notices(validity, publication), *_current_text(item, validity, publication)))
    for day, state in validity.changes:
        if state.dead:
            words = f"自{day_words(day)}起，本文件{state.value}。{ORIGINAL}"
            yield Banner("dead", f"本文件已{state.value}", (Notice(words),), day.isoformat())


def _current_text(item: Item, validity: Validity, publication: Publication) -> Iterator[Notice]:
    """Where the text of an amended document stands as it is in force; its own page keeps the text as issued."""
    versions = versions_of(item, publication) if validity.state is State.AMENDED else None
    current = versions.on(publication.as_of) if versions else None
    if current and not current.own:
        line = Line(title=f"{day_words(current.day)}起的文本", url=current.url)
        yield Notice("以下为公布时的原文，现行文本见：", (line,))


def _notices(validity: Validity, publication: Publication) -> Iterator[Notice]:
    events = [event for event in validity.events if event.day <= publication.as_of]
    if validity.state is State.NOT_YET:
        start = next((event.day for event in validity.events if event.kind is EventKind.IN_FORCE), None)
        yield Notice(f"本文件自{day_words(start)}起施行。")
    elif validity.state.dead:
        last = next(event for event in events if event.kind in _ENDS)
        yield _end(last, publication)
        if len(validity.successors) > 1 or (validity.successors and validity.successors[-1] is not last.by):
            yield Notice("现行文件：", (line_of(validity.successors[-1], publication),))
    else:
        for event in events:
            if event.by and event.kind in (EventKind.AMENDED, EventKind.PARTLY_REPEALED):
                clauses = f"{'、'.join(event.clauses)}" or "有关内容"
                words = f"自{day_words(event.day)}起，{clauses}已由下列文件{_DONE[event.kind]}，请一并查阅："
                yield Notice(words, (line_of(event.by, publication),))


def _end(event: Event, publication: Publication) -> Notice:
    since = f"自{day_words(event.day)}起，"
    if event.by is None:
        return Notice(f"本文件有效期至{day_words(event.until)}，期满后自行失效。{ORIGINAL}")
    done = {EventKind.REPEALED: "废止", EventKind.DECLARED_EXPIRED: "宣布失效", EventKind.WITHDRAWN: "撤回"}[event.kind]
    reason = f"{event.note.rstrip('。')}。" if event.note else ""
    return Notice(f"{since}由", (line_of(event.by, publication),), f"{done}。{reason}{ORIGINAL}")


def _of_explained(item: Item, publication: Publication) -> Iterator[Banner]:
    """An interpretation says when what it explains is no longer simply in force."""
    for relation in publication.outgoing.get(item.index_no, ()):
        if relation.kind.name != "interprets" or isinstance(relation.target, OutsideDocument):
            continue
        validity = publication.validity.get(relation.target.index_no)
        if validity is None:
            continue
        line = line_of_target(relation, publication)
        if validity.state in _HEADS:
            tone, head = _HEADS[validity.state]
            yield Banner(tone, head.replace("本文件", "本解读所对应的文件"), (_explained(validity, line),))
        for day, state in validity.changes:
            if state.dead:
                words = f"自{day_words(day)}起{state.value}："
                yield Banner("dead", f"本解读所对应的文件已{state.value}", (Notice(words, (line,)),), day.isoformat())


def _explained(validity: Validity, line: Line) -> Notice:
    since = f"自{day_words(validity.since)}起" if validity.since else "目前"
    return Notice(f"{since}{validity.state.value}：", (line,))


def _words(event: Event) -> str:
    if event.by is not None and event.kind in _DONE:
        until = f"，有效期延长至{day_words(event.until)}" if event.until and event.kind is EventKind.EXTENDED else ""
        return f"由以下文件{_DONE[event.kind]}{until}"
    if event.kind is EventKind.EXPIRED:
        return f"有效期届满（有效期至{day_words(event.until)}）"
    words: str = event.kind.value
    return words
