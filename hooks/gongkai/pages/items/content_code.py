"""The digest of an item's content, independent of its page, and its short code (校验短码), printed on every sheet."""

from __future__ import annotations

import hashlib

from gongkai.model.item import Item
from gongkai.texts.value_words import value_words

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""The digits of Crockford's Base32, which avoids characters that look alike."""


def content_code(item: Item) -> str:
    """The short code of an item: the first 40 bits of its content digest in Base32, such as ``7F3K-92QD``."""
    return code_of(content_digest(item))


def code_of(digest: str) -> str:
    """The short code of a hexadecimal digest."""
    bits = int(digest[:10], 16)
    digits = "".join(_DIGITS[bits >> shift & 31] for shift in range(35, -1, -5))
    return f"{digits[:4]}-{digits[4:]}"


def content_digest(item: Item) -> str:
    """The SHA-256 of the content in hexadecimal; it does not depend on the day or the site."""
    return hashlib.sha256(content_text(item).encode()).hexdigest()


def content_text(item: Item) -> str:
    """The published content of an item as one text, in the order of its type.

    It covers public fields, body, tables and digests of attachments; not the validity, which changes with the day, and
    not records, whose files have digests of their own.
    """
    values = item.values
    content = [f"{item.index_no}\n{item.title}\n{item.agency}\n"]
    for field in item.kind.fields:
        if field.name in values and field.public:
            content.append(f"{field.title}：{value_words(values[field.name], field)}\n")
    for name in sorted(item.tables):
        table = item.tables[name]
        content += ("\t".join(row) + "\n" for row in (table.header, *table.rows))
    content += (f"{attachment.name} {attachment.sha256}\n" for attachment in item.attachments)
    content.append(item.body.strip())
    return "".join(content)
