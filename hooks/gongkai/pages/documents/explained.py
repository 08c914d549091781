"""The document that an item (such as an interpretation) explains, and whose validity it therefore shares."""

from __future__ import annotations

from datetime import date

from gongkai.model.addresses import item_url
from gongkai.model.badge import badge_of
from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.model.validity import Validity

EXPLAINING = ("interprets", "explains")
"""Relations by which an item without its own validity shares that of the related document."""
EXPLAINED = "解读的文件"


def explained_document(item: Item, publication: Publication) -> tuple[Item, Validity] | None:
    """The document that an item explains and its validity; of several, the one in force longest. None if there is none."""
    found = [
        (relation.target, validity)
        for relation in publication.outgoing.get(item.index_no, ())
        if relation.kind.name in EXPLAINING and isinstance(relation.target, Item)
        if (validity := publication.validity.get(relation.target.index_no)) is not None
    ]
    return max(found, key=lambda one: _end(one[1]), default=None)


def explained_notes(item: Item, publication: Publication) -> tuple[Link, ...]:
    """The note in an item's list line about the document it explains, if that has ended or is known to end."""
    found = explained_document(item, publication) if item.index_no not in publication.validity else None
    if found is None or _end(found[1]) == date.max:
        return ()
    document, validity = found
    return (Link(document.title, item_url(document), badge_of(validity), EXPLAINED),)


def _end(validity: Validity) -> date:
    """The first day on which a document is no longer in force, as far as known; ``date.max`` if it has no known end."""
    if validity.state.dead:
        return validity.since or date.min
    return next((day for day, state in validity.changes if state.dead), date.max)
