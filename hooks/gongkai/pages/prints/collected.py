"""What a pocket book (口袋书) collects: the items that it names, then those of the types and subjects that it names."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model.item import Item
from gongkai.model.publication import Publication

POCKET_BOOK = "pocket_book"
_COLLECTS = "collects"


def collected_items(book: Item, publication: Publication) -> tuple[Item, ...]:
    """The items in the order of the book, each once; of types and subjects only what is not out of force."""
    found = {one.index_no: one for one in _named(book, publication)}
    kinds, subjects = _words(book, "whole_kinds"), _words(book, "whole_subjects")
    if kinds or subjects:
        for item in publication.reading.items:
            validity = publication.validity.get(item.index_no)
            is_meant = (not kinds or item.kind.title in kinds) and (not subjects or _is_of(item.subject, subjects))
            if is_meant and item is not book and item.kind is not book.kind and not (validity and validity.state.dead):
                found.setdefault(item.index_no, item)
    return tuple(found.values())


def _named(book: Item, publication: Publication) -> Iterator[Item]:
    for relation in publication.outgoing.get(book.index_no, ()):
        if relation.kind.name == _COLLECTS and isinstance(relation.target, Item):
            yield relation.target


def _words(book: Item, name: str) -> tuple[str, ...]:
    value = book.values.get(name)
    return tuple(map(str, value)) if isinstance(value, tuple) else ()


def _is_of(subject: str, subjects: tuple[str, ...]) -> bool:
    return any(subject == one or subject.startswith(f"{one}/") for one in subjects)
