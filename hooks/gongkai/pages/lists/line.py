"""One line of a list of items: title, number, date, validity."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.model.addresses import item_url
from gongkai.model.badge import Badge, badge_of_outside, badge_on
from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.model.plain_repr import plain_repr
from gongkai.model.publication import Publication
from gongkai.model.relation import OutsideDocument, Relation
from gongkai.texts.mentions import OUTSIDE_PAGE, outside_anchor


@plain_repr
@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An item as a list shows it; ``url`` is relative to the site's root."""

    title: str
    url: str
    number: str = ""
    day: str = ""
    kind: str = ""
    agency: str = ""
    badge: Badge | None = None
    notes: tuple[Link, ...] = ()
    """Further links in the line, for example to the document that an interpretation explains."""
    remark: str = ""
    shown_from: str = ""
    """ISO date from which it is shown in its list; empty if it is shown on the build day."""
    shown_until: str = ""


def line_of(item: Item, publication: Publication, *, notes: tuple[Link, ...] = (), remark: str = "") -> Line:
    """The line of an item, with its validity on the build day."""
    own = publication.reading.settings.agency.name
    return Line(
        title=item.plain_title,
        url=item_url(item),
        number=item.doc_no,
        day=item.publish_date.isoformat() if item.publish_date else "",
        kind=item.kind.title,
        agency=item.agency if item.agency != own else "",
        badge=badge_on(item, publication),
        notes=notes,
        remark=remark,
    )


def line_of_target(relation: Relation, publication: Publication) -> Line:
    """The line of a relation's target, an item or an outside document."""
    target = relation.target
    remark = _remark(relation)
    if isinstance(target, OutsideDocument):
        address = target.page or f"{OUTSIDE_PAGE}#{outside_anchor(target.key)}"
        return Line(
            title=target.title or target.number,
            url=address,
            number=target.number if target.title else "",
            badge=badge_of_outside(target),
            remark=remark,
        )
    return line_of(target, publication, remark=remark)


def line_of_source(relation: Relation, publication: Publication) -> Line:
    """The line of the item that states a relation."""
    return line_of(relation.source, publication, remark=_remark(relation))


def _remark(relation: Relation) -> str:
    parts = []
    if relation.clauses:
        parts.append("、".join(relation.clauses))
    if relation.date:
        parts.append(f"自{relation.date.year}年{relation.date.month}月{relation.date.day}日起")
    if relation.until:
        parts.append(f"有效期至{relation.until.year}年{relation.until.month}月{relation.until.day}日")
    if relation.note:
        parts.append(relation.note)
    return "；".join(parts)


def newest_first(items: Sequence[Item]) -> list[Item]:
    """The items by publication date, newest first."""
    return sorted(
        items, key=lambda item: (item.publish_date.toordinal() if item.publish_date else 0, item.index_no), reverse=True
    )
