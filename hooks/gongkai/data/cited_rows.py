"""What tables, lists and records name, as one table: a row for each basis, entry or record that a text states, with validity."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model.addresses import item_url
from gongkai.model.badge import badge_on
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.relation import Relation
from gongkai.texts.mentions import OUTSIDE_PAGE, outside_anchor

CITED = "references.csv"
"""Its file name in ``data/``."""
CITED_COLUMNS = (
    ("relation", "关系"),
    ("index_no", "索引号"),
    ("title", "名称"),
    ("url", "网址"),
    ("entry", "条目"),
    ("field", "栏目"),
    ("written", "写明的名称"),
    ("clauses", "条款"),
    ("count", "记录数"),
    ("target", "指向的索引号或文号"),
    ("target_title", "指向的名称"),
    ("target_entry", "指向的条目"),
    ("target_url", "指向的网址"),
    ("state", "指向的有效性"),
)
"""English name and official label of every column."""


def has_cited(publication: Publication) -> bool:
    """Whether any text names something, so that there is a table."""
    return any(one.spot for relations in publication.outgoing.values() for one in relations)


def cited_rows(publication: Publication) -> Iterator[tuple[str, ...]]:
    """The labels, then the rows, by index number."""
    yield tuple(title for _, title in CITED_COLUMNS)
    for number in sorted(publication.outgoing):
        yield from (_row(one, publication) for one in publication.outgoing[number] if one.spot)


def _row(one: Relation, publication: Publication) -> tuple[str, ...]:
    assert one.spot is not None
    target = one.target
    if isinstance(target, Item):
        badge = badge_on(target, publication)
        url = item_url(target) + (f"#{one.entry.anchor}" if one.entry else "")
        named = (target.index_no, target.title, one.entry.words if one.entry else "", url, badge.words if badge else "")
    else:
        address = target.page or f"{OUTSIDE_PAGE}#{outside_anchor(target.key)}"
        named = (target.number, target.title, "", address, target.left)
    return (
        one.kind.forward,
        one.source.index_no,
        one.source.title,
        f"{item_url(one.source)}#{one.spot.anchor}",
        one.spot.words,
        one.spot.title,
        one.written,
        "、".join(one.clauses),
        str(one.spot.count) if one.spot.count > 1 else "",
        *named,
    )
