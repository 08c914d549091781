"""One column of all records, dictionary-encoded: a browser filters and sorts a hundred thousand rows by its numbers."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from decimal import Decimal

from gongkai.model.formula import figure_in
from gongkai.model.pinyin_order import in_pinyin_order

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


class RankedColumn:
    """A column that takes the text of each row and gives it back as the rank of the text among all different ones."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._values = _Codes({"": 0})
        self._codes = array("L")
        self.extend(texts)

    def extend(self, texts: Iterable[str]) -> None:
        """Add the texts of the next rows."""
        self._codes.extend(map(self._values.__getitem__, texts))

    def ranked(self, by_value: bool) -> tuple[list[str], array[int]]:
        """The different texts in sorted order, and for each row the rank of its text there.

        The empty text comes first; the others are ordered by their figures where ``by_value``, else by pinyin.
        """
        values = sorted(self._values, key=_value_key) if by_value else in_pinyin_order(self._values)
        rank = array("L", [0]) * len(values)
        for place, value in enumerate(values):
            rank[self._values[value]] = place
        return values, array("L", [rank[code] for code in self._codes])


class _Codes(dict[str, int]):
    """The code of a text: numbers from 0 on in the order in which texts are first met."""

    def __missing__(self, text: str) -> int:
        self[text] = code = len(self)
        return code


def _value_key(text: str) -> tuple[bool, Decimal]:
    # A cell that is published as printed may be no figure; it sorts before all figures.
    figure = figure_in(text)
    return bool(text), figure.value if figure else Decimal("-Infinity")


def column_data(values: list[str] | None, count: int, codes: array[int]) -> dict[str, object]:
    """The column as JSON: its texts (None where there are too many to offer), digits a row, and the codes.

    Each code takes as many digits of base 64 (RFC 4648, section 5) as ``count`` different texts need.
    """
    width = 1
    while count > 64**width:
        width += 1
    # Digits are written two by two, the first of an odd number alone.
    pairs = [first + second for first in _DIGITS for second in _DIGITS] if width > 1 else []
    shifts = range(12 * (width // 2 - 1), -1, -12)
    if width % 2:
        columns = [[_DIGITS[code >> 6 * (width - 1)] for code in codes]]
    else:
        columns = []
    columns += [[pairs[code >> shift & 4095] for code in codes] for shift in shifts]
    written = "".join(columns[0]) if len(columns) == 1 else "".join(map("".join, zip(*columns)))
    return {"values": values, "width": width, "codes": written}
