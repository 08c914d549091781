"""The document that an item without a validity of its own explains, whose state it shares."""

from __future__ import annotations

from datetime import date

from gongkai.model.addresses import item_url
from gongkai.model.badge import badge_of
from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.model.validity import Validity

EXPLAINING = ("interprets", "explains")
"""Relations by which an item without a validity of its own shares that of the document it speaks of."""
EXPLAINED = "解读的文件"


def explained_document(item: Item, publication: Publication) -> tuple[Item, Validity] | None:
    """The document that an item explains; of several the one that holds longest, since the item is of use as long as one is."""
    found = [
        (relation.target, validity)
        for relation in publication.outgoing.get(item.index_no, ())
        if relation.kind.name in EXPLAINING and isinstance(relation.target, Item)
        if (validity := publication.validity.get(relation.target.index_no)) is not None
    ]
    return max(found, key=lambda one: _end(one[1]), default=None)


def explained_notes(item: Item, publication: Publication) -> tuple[Link, ...]:
    """What a line of an item says of the document that it explains, where that has ended or will by what is known."""
    found = explained_document(item, publication) if item.index_no not in publication.validity else None
    if found is None or _end(found[1]) == date.max:
        return ()
    document, validity = found
    return (Link(document.title, item_url(document), badge_of(validity), EXPLAINED),)


def _end(validity: Validity) -> date:
    """The day from which nobody may rely on a document any more, as far as it is known."""
    if validity.state.dead:
        return validity.since or date.min
    return next((day for day, state in validity.changes if state.dead), date.max)
