"""Codes of subjects that are printed in several columns: 类, 款 and 项, in each row or only where they change."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_LONGEST_PART = 3


class SplitCode:
    """Puts the parts of a code together, row by row from the top down."""

    def __init__(self) -> None:
        self._above: tuple[str, ...] = ()

    def whole(self, parts: Sequence[str]) -> str:
        """The code of a row. Parts that are blank before a filled one are those of the row above (201, then 13 below it)."""
        filled = [place for place, part in enumerate(parts) if part]
        parts = [unicodedata.normalize("NFKC", part) if part.isdigit() else part for part in parts]
        if not filled or not all(parts[place].isdigit() for place in filled):
            self._above = ()
            return "".join(parts)
        first = filled[0]
        if first and len(parts[first]) < _LONGEST_PART and all(self._above[:first]) and len(self._above) >= first:
            parts = [*self._above[:first], *parts[first:]]
        self._above = tuple(parts[: filled[-1] + 1])
        code = ""
        for part in parts:
            # Some print the whole code down to each level in its column: 201, 20113, 2011301.
            code = part if code and len(part) > len(code) and part.startswith(code) else code + part
        return code
