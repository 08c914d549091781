"""The addresses outside the column to which its items lead, in their fields and texts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from gongkai.model.item import Item, Row
from gongkai.model.publication import Publication
from gongkai.model.web_address import is_safe
from gongkai.model.words.matcher import matcher

_ADDRESS = matcher(r"https?://[^\s<>()\[\]（）《》“”‘’\"'，。；、！？|\\`]+", re.IGNORECASE)
_END = ".,;:!?*_~"


def outside_addresses(publication: Publication) -> dict[str, list[Item]]:
    """The items that lead to each outside address, in the order of the column; the site of the column itself is none."""
    own = urlsplit(publication.reading.settings.site_domain)
    found: dict[str, list[Item]] = {}
    for item in publication.reading.items:
        for url in dict.fromkeys(_addresses(item)):
            parts = urlsplit(url)
            within = parts.netloc == own.netloc and parts.path.startswith(own.path.rstrip("/") or "/")
            if not (own.netloc and within) and is_safe(url):
                found.setdefault(url, []).append(item)
    return found


def _addresses(item: Item) -> Iterator[str]:
    public = {field.name for field in item.kind.fields if field.public}
    for name, value in item.values.items():
        if name in public:
            yield from _in_value(value)
    for text in (item.body, *(one.text for one in item.texts.values())):
        yield from _in_text(text)


def _in_value(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield from _in_text(value)
    elif isinstance(value, Row):
        for one in value.values.values():
            yield from _in_value(one)
    elif isinstance(value, tuple):
        for one in value:
            yield from _in_value(one)


def _in_text(text: str) -> Iterator[str]:
    if "://" in text:
        for match in _ADDRESS.finditer(text):
            yield match.group().rstrip(_END)
