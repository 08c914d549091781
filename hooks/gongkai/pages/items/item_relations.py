"""The relations shown on an item's page: those it states, and those that other items state about it."""

from __future__ import annotations

from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.pages.items.item_view import RelationGroup
from gongkai.pages.items.used_as_basis import cited_groups
from gongkai.pages.lists.line import Line, line_of_source, line_of_target

_FIRST = ("政策解读", "解读对象", "意见采纳情况", "决策文件")


def relations_of(item: Item, publication: Publication) -> tuple[RelationGroup, ...]:
    """The relations grouped by heading, most important headings first.

    Effects on the item's validity are left out, since its history (效力沿革) on the same page shows them. What texts name
    stands in the texts; what names this item within texts comes last.
    """
    validity = publication.validity.get(item.index_no)
    in_history = {event.by.index_no for event in validity.events if event.by} if validity else set()
    groups: dict[str, dict[str, Line]] = {}
    for relation in publication.incoming.get(item.index_no, ()):
        if relation.spot:
            continue
        if relation.kind.effect not in ("", "none") and relation.source.index_no in in_history:
            continue
        line = line_of_source(relation, publication)
        groups.setdefault(relation.kind.reverse, {}).setdefault(line.url, line)
    for relation in publication.outgoing.get(item.index_no, ()):
        if relation.spot:
            continue
        line = line_of_target(relation, publication)
        groups.setdefault(relation.kind.forward, {}).setdefault(line.url, line)
    order = sorted(groups, key=lambda heading: _FIRST.index(heading) if heading in _FIRST else len(_FIRST))
    stated = tuple(RelationGroup(heading, _by_day(groups[heading])) for heading in order)
    return stated + cited_groups(item, publication)


def _by_day(lines: dict[str, Line]) -> tuple[Line, ...]:
    return tuple(sorted(lines.values(), key=lambda line: (line.day, line.url), reverse=True))
