"""One column of all records as numbers, by which a browser filters and sorts a hundred thousand rows at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from decimal import Decimal

from gongkai.model.pinyin_order import pinyin_key

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def ranked(texts: Iterator[str], by_value: bool) -> tuple[list[str], array[int]]:
    """The different texts in the order in which people sort them, the empty one first, and the place of each row's text."""
    seen: dict[str, int] = {"": 0}
    codes = array("L")
    for text in texts:
        code = seen.get(text)
        if code is None:
            code = seen[text] = len(seen)
        codes.append(code)
    values = sorted(seen, key=_value_key) if by_value else sorted(seen, key=pinyin_key)
    rank = array("L", [0]) * len(values)
    for place, value in enumerate(values):
        rank[seen[value]] = place
    return values, array("L", [rank[code] for code in codes])


def _value_key(text: str) -> tuple[bool, Decimal]:
    return bool(text), Decimal(text or 0)


def column_data(values: list[str] | None, count: int, codes: array[int]) -> dict[str, object]:
    """One number a row in base 64, each as wide as the largest."""
    width = 1 if count <= 64 else 2 if count <= 4096 else 3
    if width == 1:
        written = "".join([_DIGITS[code] for code in codes])
    else:
        pairs = [first + second for first in _DIGITS for second in _DIGITS]
        if width == 2:
            written = "".join([pairs[code] for code in codes])
        else:
            written = "".join([_DIGITS[code >> 12] + pairs[code & 4095] for code in codes])
    return {"values": values, "width": width, "codes": written}
