"""The versions of an item in other scripts: which address search engines take, and the language of each."""

from __future__ import annotations

from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.script import is_traditional

_RELATION = "variant_of"
TRADITIONAL, SIMPLIFIED = "zh-Hant", "zh-Hans"


def language_of(item: Item) -> str:
    """``zh-Hant`` for an item whose title and text are in Traditional characters; else empty."""
    return TRADITIONAL if item.title_hans and is_traditional(item.body or item.title) else ""


def original_of(item: Item, publication: Publication) -> Item | None:
    """The item of which this one is a variant, if it is in the column."""
    for relation in publication.outgoing.get(item.index_no, ()):
        if relation.kind.name == _RELATION and isinstance(relation.target, Item):
            return relation.target
    return None


def canonical_of(item: Item, publication: Publication) -> str:
    """Address of the version that search engines take; empty for an item that is no variant."""
    original = original_of(item, publication)
    return item_url(original) if original else ""


def alternates_of(item: Item, publication: Publication) -> tuple[tuple[str, str], ...]:
    """Language and address of each version, where there are versions in both scripts; else nothing."""
    original = original_of(item, publication) or item
    variants = [one.source for one in publication.incoming.get(original.index_no, ()) if one.kind.name == _RELATION]
    found: dict[str, str] = {}
    for one in (original, *variants):
        found.setdefault(language_of(one) or SIMPLIFIED, item_url(one))
    return tuple(sorted(found.items())) if len(found) > 1 else ()
