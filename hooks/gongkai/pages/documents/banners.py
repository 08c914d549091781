"""The banners above an item: its validity, now and on later known days, and notices about it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

from gongkai.binding.validity_on_day import Standing, standing_on
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.relation import OutsideDocument
from gongkai.model.validity import Event, EventKind, State, Validity
from gongkai.pages.documents.history import DONE
from gongkai.pages.documents.shown_text import text_notices
from gongkai.pages.documents.term_words import term_words
from gongkai.pages.items.item_view import Banner, Notice
from gongkai.pages.lists.line import Line, line_of, line_of_target
from gongkai.texts.day_words import day_words
from gongkai.texts.versions import versions_of

_HEADS = {
    State.REPEALED: ("dead", "已废止"),
    State.EXPIRED: ("dead", "已失效"),
    State.WITHDRAWN: ("dead", "已撤回"),
    State.AMENDED: ("changed", "已修改"),
    State.PARTLY: ("changed", "部分失效"),
    State.NOT_YET: ("soon", "尚未施行"),
    State.UNDECIDED: ("changed", "的效力不能判定"),
}
_NOTICES = {
    "corrects": "对本信息作了勘误：",
    "changes": "对本信息作了变更说明：",
    "withdraws": "撤回本信息：",
    "terminates": "对本信息作了终止说明：",
    "takes_down": "对本信息作了撤下说明：",
}
_CHANGES = (EventKind.AMENDED, EventKind.PARTLY_REPEALED)


def banners_of(item: Item, publication: Publication) -> tuple[Banner, ...]:
    """The banners of an item's page: its own validity, notices about it, and the state of what it explains.

    A banner that becomes or ceases to be true on a known later day carries that date, so that a saved copy of the page
    shows the right banners on the day it is read.
    """
    return (
        *_own(item, publication, "本文件", of_text=True),
        *_stated(item, publication),
        *_of_explained(item, publication),
    )


def banners_beside(item: Item, publication: Publication) -> tuple[Banner, ...]:
    """The banners of a document for the pages of its former texts and comparisons, without those about the shown text."""
    own = _own(item, publication, "本文件", of_text=False)
    return tuple(one for one in own if one.head != f"本文件{_HEADS[State.AMENDED][1]}")


def _own(item: Item, publication: Publication, name: str, *, of_text: bool) -> Iterator[Banner]:
    validity = publication.validity.get(item.index_no)
    if validity:

        def on(day: date) -> tuple[Banner, ...]:
            found = tuple(_on(day, validity, publication, name))
            standing = _standing(validity, day)
            if not found or not of_text or not _mentions_text(found[0].head.removeprefix(name), item, publication):
                return found
            texts = text_notices(item, publication, day, standing.state)
            return (replace(found[0], notices=(*found[0].notices, *texts)), *found[1:])

        yield from _over_days(validity, on)


_HEADS_ABOUT_TEXT = tuple(
    head for state, (_, head) in _HEADS.items() if state not in (State.NOT_YET, State.UNDECIDED, State.PARTLY)
)
"""Headings of banners that always say which text is shown; others say so only if it is not the published text."""


def _mentions_text(head: str, item: Item, publication: Publication) -> bool:
    if head in _HEADS_ABOUT_TEXT:
        return True
    versions = versions_of(item, publication) if publication.incoming.get(item.index_no) else None
    return versions is not None and versions.original is not None


def _over_days(validity: Validity, banners_on: Callable[[date], tuple[Banner, ...]]) -> Iterator[Banner]:
    """The banners of the build day and of every later day with an event, each with the period in which it is shown."""
    current = dict.fromkeys(banners_on(validity.as_of), "")
    for day in sorted({event.day for event in validity.events if event.day > validity.as_of}):
        later = banners_on(day)
        for banner, since in current.items():
            if banner not in later:
                yield replace(banner, shown_from=since, shown_until=day.isoformat())
        current = {banner: current.get(banner, day.isoformat()) for banner in later}
    for banner, since in current.items():
        yield replace(banner, shown_from=since)


def _standing(validity: Validity, day: date) -> Standing:
    # If the document ended on an unknown day, its validity is uncertain on every day.
    if validity.state is State.UNDECIDED and validity.since is None:
        return Standing(State.UNDECIDED)
    return standing_on(validity.events, day)


def _on(day: date, validity: Validity, publication: Publication, name: str) -> Iterator[Banner]:
    standing = _standing(validity, day)
    state = standing.state
    extended = tuple(_extended(day, validity, publication))
    if state.dead:
        yield Banner(*_head(state, name), tuple(_ended(standing.ground, validity, publication)))
        return
    if state is State.UNDECIDED:
        yield Banner(*_head(state, name), tuple(_undecided(standing, validity, publication)))
    elif state is State.NOT_YET:
        start = next((event.day for event in validity.events if event.kind is EventKind.IN_FORCE), None)
        yield Banner(*_head(state, name), (Notice(f"{name}自{day_words(start)}起施行。"),))
    elif state in _HEADS:
        yield Banner(
            *_head(state, name),
            (*_restored(day, validity, publication), *_changed(day, validity, publication), *extended),
        )
    elif standing.ground and standing.ground.kind is EventKind.RESTORED:
        yield Banner("live", f"{name}已恢复效力", (_effect(standing.ground, publication), *extended))
    elif extended:
        yield Banner("live", f"{name}有效期已延长", extended)
    yield from _ending(day, validity, publication, name)


def _head(state: State, name: str) -> tuple[str, str]:
    tone, head = _HEADS[state]
    return tone, f"{name}{head}"


def _ended(event: Event | None, validity: Validity, publication: Publication) -> Iterator[Notice]:
    if event is None:
        return
    if event.by is None:
        yield Notice(f"有效期至{day_words(event.until)}，期满后自行失效。")
        return
    yield _effect(event, publication)
    if event.by is not validity.by or not validity.successors:
        return
    last = line_of(validity.successors[-1], publication)
    following = publication.validity.get(validity.successors[-1].index_no)
    if following is None or not following.state.dead:
        yield Notice("现行文件：", (last,))
    else:
        yield Notice("接替它的文件也已不再有效：", (last,))


def _effect(event: Event, publication: Publication) -> Notice:
    """«自2024年7月1日起，由……废止。» The acting document is shown without badge, which would interrupt the sentence."""
    reason = f"{event.note.rstrip('。')}。" if event.note else ""
    lines = (_without_badge(event.by, publication),) if event.by else ()
    return Notice(f"自{day_words(event.day)}起，由", lines, f"{DONE[event.kind]}。{reason}")


def _undecided(standing: Standing, validity: Validity, publication: Publication) -> Iterator[Notice]:
    if standing.ground:
        words = f"改变本文件效力的“{standing.ground.note}”已于{day_words(standing.ground.day)}由"
        after = "撤回，没有文件说明本文件此后是否有效。"
        lines = (_without_badge(standing.ground.by, publication),) if standing.ground.by else ()
        yield Notice(words, lines, after)
    elif validity.by:
        yield Notice("由", (_without_badge(validity.by, publication),), "终止效力，但是没有写明日期。")
    yield Notice("请向发文机关核实后再使用。")


def _changed(day: date, validity: Validity, publication: Publication) -> Iterator[Notice]:
    for event in validity.events:
        if event.by and event.kind in _CHANGES and event.day <= day and not event.void_by:
            clauses = f"{'、'.join(event.clauses)}" or "有关内容"
            words = f"自{day_words(event.day)}起，{clauses}已由下列文件{DONE[event.kind]}："
            yield Notice(words, (line_of(event.by, publication),))


def _restored(day: date, validity: Validity, publication: Publication) -> Iterator[Notice]:
    for event in validity.events:
        if event.kind is EventKind.RESTORED and event.day <= day and not event.void_by:
            yield _effect(event, publication)


def _extended(day: date, validity: Validity, publication: Publication) -> Iterator[Notice]:
    event = validity.extension
    if event and event.by and event.day <= day and event.kind is EventKind.EXTENDED:
        after = f"延长有效期，有效期至{term_words(validity)}。"
        yield Notice("由", (_without_badge(event.by, publication),), after)


def _ending(day: date, validity: Validity, publication: Publication, name: str) -> Iterator[Banner]:
    """Advance notice that a later document will end this one; the expiry of a term is shown among the facts instead."""
    for later in sorted({event.day for event in validity.events if event.day > day}):
        standing = standing_on(validity.events, later)
        if standing.state.dead:
            if standing.ground and standing.ground.by:
                yield Banner("soon", f"{name}将要{standing.state.value}", (_effect(standing.ground, publication),))
            return


def _without_badge(item: Item, publication: Publication) -> Line:
    return replace(line_of(item, publication), badge=None)


def _stated(item: Item, publication: Publication) -> Iterator[Banner]:
    """Notices about an item, except the one that withdraws it, which the validity banner names."""
    validity = publication.validity.get(item.index_no)
    withdrawn_by = validity.by if validity and validity.state is State.WITHDRAWN else None
    notices = tuple(
        Notice(_NOTICES[relation.kind.name], (line_of(relation.source, publication),))
        for relation in publication.incoming.get(item.index_no, ())
        if relation.kind.name in _NOTICES
        and not (relation.kind.name == "withdraws" and relation.source is withdrawn_by)
    )
    if notices:
        yield Banner("changed", "本信息另有说明", notices)


def _of_explained(item: Item, publication: Publication) -> Iterator[Banner]:
    """The banners of the documents that an interpretation explains, unless they are simply in force."""
    for relation in publication.outgoing.get(item.index_no, ()):
        if relation.kind.name != "interprets" or isinstance(relation.target, OutsideDocument):
            continue
        name = "本解读所对应的文件"
        line = replace(line_of_target(relation, publication), badge=None)
        for one in _own(relation.target, publication, name, of_text=False):
            yield replace(one, notices=(Notice(f"{name}：", (line,)), *one.notices))
