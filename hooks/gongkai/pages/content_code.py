"""The short code of an item's content (校验短码), printed on every sheet, so that paper and page can be compared."""

from __future__ import annotations

import hashlib

from gongkai.model.item import Item
from gongkai.pages.wording import words_of

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's digits: none of them is read for another."""


def content_code(item: Item) -> str:
    """Eight digits, ``7F3K-92QD``: the first 40 bits of the SHA-256 of what is published, in the order of the type.

    Public particulars, text, tables and the digests of attachments count; the validity does not, since it changes with
    the day while the content stays.
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
    bits = int.from_bytes(hashlib.sha256("".join(told).encode()).digest()[:5], "big")
    digits = "".join(_DIGITS[bits >> shift & 31] for shift in range(35, -1, -5))
    return f"{digits[:4]}-{digits[4:]}"
