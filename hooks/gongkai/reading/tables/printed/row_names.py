"""Names of rows that are printed in several columns, each level in its own: 三、本年度办理结果, （三）不予公开, 1.属于国家秘密."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.model.words.matcher import matcher
from gongkai.reading.tables.printed.cell_nature import folded

_NUMBER = matcher(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[)）]|\d+[.．、]", re.ASCII)


class RowName:
    """Puts the levels of the name of a row together, row by row from the top down."""

    def __init__(self) -> None:
        self._above: tuple[str, ...] = ()

    def whole(self, parts: Sequence[str]) -> str:
        """The lowest level that is printed, after the numbers of the levels above it, or their names where they have none."""
        filled = [place for place, part in enumerate(parts) if part]
        if not filled:
            return ""
        if filled[0]:
            # A level is printed once for all rows below it.
            parts = (*self._above[: filled[0]], *parts[filled[0] :])
        self._above = tuple(parts[: filled[-1] + 1])
        *upper, last = [part for part in self._above if part]
        return "".join(_shortened(part) for part in upper) + last


def official(label: str, rows: Sequence[str]) -> str:
    """The prescribed label that differs from the printed one only in blanks and in the width of signs; else the printed one."""
    plain = folded(label)
    return next((row for row in rows if folded(row) == plain), label)


def _shortened(part: str) -> str:
    number = _NUMBER.match(part)
    return number[0] if number else f"{part}-"
