"""What names an item within its tables and records: the powers, guides and penalties that rest on it, with links to each."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.relation import Relation
from gongkai.pages.items.cited_cells import spot_url
from gongkai.pages.items.item_view import RelationGroup
from gongkai.pages.lists.line import Line, line_of

_MOST = 50
"""Lines below one heading; the heading has the number of all, and the data files have the rest."""


def cited_groups(item: Item, publication: Publication) -> tuple[RelationGroup, ...]:
    """The relations from texts to the item as a whole, by heading; those to one of its entries stand beside the entry."""
    groups: dict[str, list[Relation]] = {}
    for one in publication.incoming.get(item.index_no, ()):
        if one.spot and one.entry is None:
            groups.setdefault(one.kind.reverse, []).append(one)
    return tuple(_group(heading, relations, publication) for heading, relations in groups.items())


def cited_lines(relations: Iterable[Relation], publication: Publication) -> tuple[Line, ...]:
    """One line for each place that names a document, the newest first; the last one says how many more there are."""
    lines: dict[str, Line] = {}
    for one in relations:
        line = _line(one, publication)
        known = lines.get(line.url)
        lines[line.url] = replace(known, remark=_joined(known.remark, line.remark)) if known else line
    ordered = sorted(lines.values(), key=lambda line: (line.day, line.url), reverse=True)
    shown = ordered[:_MOST]
    if len(ordered) > _MOST:
        more = f"另有 {len(ordered) - _MOST:,} 处没有列出"
        shown[-1] = replace(shown[-1], remark=_joined(shown[-1].remark, more))
    return tuple(shown)


def _group(heading: str, relations: list[Relation], publication: Publication) -> RelationGroup:
    count = sum(one.spot.count for one in relations if one.spot)
    return RelationGroup(f"{heading}（{count:,} 处）", cited_lines(relations, publication))


def _line(relation: Relation, publication: Publication) -> Line:
    assert relation.spot is not None
    source = line_of(relation.source, publication)
    parts = ["、".join(relation.clauses)]
    if relation.spot.words:
        parts.append(f"载《{relation.source.title}》")
    if relation.spot.count > 1:
        parts.append(f"{relation.spot.count:,} 条记录")
    return replace(
        source,
        title=relation.spot.words or relation.source.title,
        url=spot_url(relation),
        number="",
        remark="；".join(filter(None, parts)),
    )


def _joined(one: str, other: str) -> str:
    """Both remarks, without what they share."""
    return "；".join(dict.fromkeys(filter(None, (*one.split("；"), *other.split("；")))))
