"""One column of all records as numbers, by which a browser filters and sorts a hundred thousand rows at once."""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from decimal import Decimal

from gongkai.model.formula import figure_in
from gongkai.model.pinyin_order import in_pinyin_order

_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


class Ranked:
    """A column whose texts are given row by row, and which then knows the place of each among all."""

    def __init__(self, texts: Iterable[str] = ()) -> None:
        self._met = _Met({"": 0})
        self._codes = array("L")
        self.extend(texts)

    def extend(self, texts: Iterable[str]) -> None:
        """Note the texts of the next rows."""
        self._codes.extend(map(self._met.__getitem__, texts))

    def ranked(self, by_value: bool) -> tuple[list[str], array[int]]:
        """The different texts in the order in which people sort them, the empty one first, and the place of each row's text."""
        values = sorted(self._met, key=_value_key) if by_value else in_pinyin_order(self._met)
        rank = array("L", [0]) * len(values)
        for place, value in enumerate(values):
            rank[self._met[value]] = place
        return values, array("L", [rank[code] for code in self._codes])


class _Met(dict[str, int]):
    """A number for each text, given when it is first met."""

    def __missing__(self, text: str) -> int:
        self[text] = code = len(self)
        return code


def _value_key(text: str) -> tuple[bool, Decimal]:
    # A cell that is published as it is printed may be no figure; it stands before all figures.
    figure = figure_in(text)
    return bool(text), figure.value if figure else Decimal("-Infinity")


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
