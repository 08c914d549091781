"""Numbers that are given one after another: the next one that nobody has used, in the form of those before it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, replace

from gongkai.model.words.matcher import matcher

_PARTS = matcher(r"(?P<head>.*?)(?P<serial>\d{1,9})(?P<tail>\D*)\Z", re.ASCII | re.DOTALL)
_YEAR = matcher(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class Series:
    """All numbers that differ in their serial alone, such as 990000017/2026-00001, -00002 …"""

    head: str
    tail: str = ""
    width: int = 1
    """The least digits of a serial, with zeros before it."""

    def number(self, serial: int) -> str:
        """The number with this serial."""
        return f"{self.head}{serial:0{self.width}d}{self.tail}"

    def in_year(self, year: int) -> Series:
        """The series of that year; the same one where its numbers name no year."""
        years = list(_YEAR.finditer(self.head))
        if not years:
            return self
        at = years[-1]
        return replace(self, head=f"{self.head[: at.start()]}{year}{self.head[at.end() :]}")


def split_number(number: str) -> tuple[Series, int] | None:
    """The series of a number and its serial, read in half-width characters; None where it does not end in a serial.

    A serial that begins with a zero, or has five digits and more, belongs to a series of that width.
    """
    match = _PARTS.match(unicodedata.normalize("NFKC", number).strip())
    if match is None or not match["head"]:
        return None
    serial = match["serial"]
    padded = serial.startswith("0") or len(serial) >= 5
    return Series(match["head"], match["tail"], len(serial) if padded else 1), int(serial)


class UnusedNumbers:
    """Gives numbers that stand nowhere in a column, each once."""

    def __init__(self, used: Iterable[str]) -> None:
        """``used`` are all numbers that may not be given again."""
        self._used = used
        self._last: dict[tuple[str, str], int] | None = None

    def next_in(self, series: Series) -> str:
        """The number after the highest one of the series; it counts as used from then on."""
        if self._last is None:
            self._last = {}
            for number in self._used:
                found = split_number(number)
                if found:
                    self._note(*found)
        serial = self._last.get((series.head.casefold(), series.tail), 0) + 1
        self._note(series, serial)
        return series.number(serial)

    def next_like(self, number: str) -> str:
        """The next number of the series of ``number``; empty where it is of none."""
        found = split_number(number)
        return self.next_in(found[0]) if found else ""

    def _note(self, series: Series, serial: int) -> None:
        assert self._last is not None
        key = series.head.casefold(), series.tail
        self._last[key] = max(serial, self._last.get(key, 0))
