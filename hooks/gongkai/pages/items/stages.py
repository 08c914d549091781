"""The progress (进程) of the procedure that an item belongs to: earlier, later and unpublished stages."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.reading.courses import Course, courses


@dataclass(frozen=True, slots=True)
class Stage:
    """One stage; without an address nothing is published yet. ``more`` is the number of further items in the stage."""

    title: str
    url: str = ""
    name: str = ""
    day: str = ""
    here: bool = False
    more: int = 0


@dataclass(frozen=True, slots=True)
class Stages:
    """The stages of one procedure, in order."""

    title: str
    steps: tuple[Stage, ...]


def stages_of(item: Item, publication: Publication) -> Stages | None:
    """The procedure in which the item is a stage; None if its first stage is not published.

    A document without a draft is no stage of a decision, since most documents need no consultation.
    """
    return next(
        filter(None, (_in_course(item, course, publication) for course in courses().get(item.kind.name, ()))), None
    )


def _in_course(item: Item, course: Course, publication: Publication) -> Stages | None:
    if item.kind.name != course.kinds[0] and not _connected(item, course, publication):
        return None
    near = [*_reached(item, course, publication, 1), *_reached(item, course, publication, -1)]
    # Items connected through other stages are only a fallback, so that a result shows its own plan, not a newer one.
    far = _reached(item, course, publication, 0)
    by_kind = {item.kind.name: [item]}
    for kind in course.kinds:
        found = [one for one in near if one.kind.name == kind] or [one for one in far if one.kind.name == kind]
        by_kind.setdefault(kind, sorted(found, key=_day))
    if not by_kind[course.kinds[0]]:
        return None
    shown = [(kind, title) for kind, title in course.stages if by_kind[kind] or kind not in course.optional]
    return Stages(course.name, tuple(_stage(title, by_kind[kind], item) for kind, title in shown))


def _reached(item: Item, course: Course, publication: Publication, direction: int) -> list[Item]:
    """Items reachable by the procedure's relations: only forwards (``direction`` 1), only backwards (-1), or both ways (0)."""
    found: dict[str, Item] = {}
    waiting = [item]
    while waiting:
        one = waiting.pop()
        for end in _connected(one, course, publication):
            step = course.kinds.index(end.kind.name) - course.kinds.index(one.kind.name)
            # Other items in the same stage belong to other procedures.
            if end.kind is item.kind or end.index_no in found or step * direction < 0 or (direction and not step):
                continue
            found[end.index_no] = end
            waiting.append(end)
    return list(found.values())


def _connected(item: Item, course: Course, publication: Publication) -> list[Item]:
    forward = publication.outgoing.get(item.index_no, ())
    back = publication.incoming.get(item.index_no, ())
    ends = [relation.target for relation in forward if relation.kind.name in course.relations]
    ends += [relation.source for relation in back if relation.kind.name in course.relations]
    return [end for end in ends if isinstance(end, Item) and end.kind.name in course.kinds]


def _day(item: Item) -> tuple[int, str]:
    return (item.publish_date.toordinal() if item.publish_date else 0, item.index_no)


def _stage(title: str, items: list[Item], here: Item) -> Stage:
    if not items:
        return Stage(title)
    shown = here if here in items else items[-1]
    day = shown.publish_date.isoformat() if shown.publish_date else ""
    return Stage(title, item_url(shown), shown.title, day, shown is here, len(items) - 1)
