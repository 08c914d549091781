"""What an item's page promises or shows to have been kept: by when something must be public, and when it was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.binding.times.owed import counted_words, following, owed_because_of
from gongkai.binding.times.time_limits import TimeLimit, limits_of
from gongkai.model.addresses import item_url
from gongkai.model.badge import Badge
from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.model.terms.deadline import PUBLISHED
from gongkai.texts.day_words import day_words

_ESTIMATED = "，暂估：当年放假安排还没有公布"


@dataclass(frozen=True, slots=True)
class Promise:
    """One line: what is due by which day, how that stands, and the item that keeps it."""

    words: str
    badge: Badge
    line: Link | None = None
    done: str = ""
    """When it was kept, in words."""


def promises_of(item: Item, publication: Publication) -> tuple[Promise, ...]:
    """The lines of an item's page: its own limits that are to be shown, those of items that refer to it, what is owed."""
    return (
        *(_kept(limit, None) for limit in _shown(item, publication)),
        *_of_others(item, publication),
        *_owed(item, publication),
    )


def _shown(item: Item, publication: Publication) -> Iterator[TimeLimit]:
    return (one for one in limits_of(item, publication) if one.deadline.shown and one.kept and not item.legacy)


def _of_others(item: Item, publication: Publication) -> Iterator[Promise]:
    """The limits that run from this item, of every item that has one."""
    seen: set[str] = set()
    for relation in publication.incoming.get(item.index_no, ()):
        source = relation.source
        if source.index_no in seen:
            continue
        seen.add(source.index_no)
        for limit in _shown(source, publication):
            if limit.deadline.through == relation.kind.name and limit.span.source is item:
                yield _kept(limit, Link(source.title, item_url(source)))


def _kept(limit: TimeLimit, line: Link | None) -> Promise:
    badge = Badge("迟于期限", "changed") if limit.is_late else Badge("按期", "live")
    last, span = day_words(limit.span.last), limit.span
    about = f"（{counted_words(span)}{_ESTIMATED if span.estimated else ''}）"
    done = "公开" if limit.deadline.kept_by == PUBLISHED else ""
    return Promise(f"{_thing(limit)}：应于{last}前{done}{about}", badge, line, day_words(limit.kept))


def _owed(item: Item, publication: Publication) -> Iterator[Promise]:
    for one in owed_because_of(item, publication):
        if one.last is None:
            standing = publication.terms.get(item.index_no)
            if standing and standing.last_day:
                yield Promise(
                    f"{one.what}：公示期满以后发布（{one.counted}）",
                    _awaited(following(standing.last_day), publication),
                )
            continue
        about = f"（{one.counted}{_ESTIMATED if one.estimated else ''}）"
        badge = _pending(following(one.last), publication)
        yield Promise(f"{one.what.removesuffix('公开')}：应于{day_words(one.last)}前公开{about}", badge)


def _pending(overdue: date, publication: Publication) -> Badge:
    if overdue <= publication.as_of:
        return Badge("已过期限", "changed")
    return Badge("待公开", "soon", f"{overdue.isoformat()}:已过期限:changed")


def _awaited(after: date, publication: Publication) -> Badge:
    if after <= publication.as_of:
        return Badge("待公告", "over")
    return Badge("公示中", "live", f"{after.isoformat()}:待公告:over")


def _thing(limit: TimeLimit) -> str:
    """What must be public: «落实方案» of the limit 落实方案公开."""
    return limit.deadline.name.removesuffix("公开")
