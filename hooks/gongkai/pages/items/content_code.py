"""The digest of an item's content apart from its page, and the short code (校验短码) of it that is printed on every sheet."""

from __future__ import annotations

import hashlib

from gongkai.model.item import Item
from gongkai.texts.value_words import words_of

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's digits: none of them is read for another."""


def content_code(item: Item) -> str:
    """Eight digits, ``7F3K-92QD``: the first 40 bits of the digest of the content."""
    return code_of(content_digest(item))


def code_of(digest: str) -> str:
    """The short code of a digest."""
    bits = int(digest[:10], 16)
    digits = "".join(_DIGITS[bits >> shift & 31] for shift in range(35, -1, -5))
    return f"{digits[:4]}-{digits[4:]}"


def content_digest(item: Item) -> str:
    """The SHA-256 of the content in hexadecimal: equal contents have equal digests, whatever day and site they stand on."""
    return hashlib.sha256(content_text(item).encode()).hexdigest()


def content_text(item: Item) -> str:
    """What is published as one text, in the order of the type.

    Public particulars, text, tables and the digests of attachments count; the validity does not, since it changes with
    the day while the content stays, and neither do records, whose files have digests of their own.
    """
    values = item.values
    told = [f"{item.index_no}\n{item.title}\n{item.agency}\n"]
    for field in item.kind.fields:
        if field.name in values and field.public:
            told.append(f"{field.title}：{words_of(values[field.name], field)}\n")
    for name in sorted(item.tables):
        table = item.tables[name]
        told += ("\t".join(row) + "\n" for row in (table.header, *table.rows))
    told += (f"{attachment.name} {attachment.sha256}\n" for attachment in item.attachments)
    told.append(item.body.strip())
    return "".join(told)
