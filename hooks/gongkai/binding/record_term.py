"""The standing of a record on a day, by the term that its type defines; the script in the browser repeats this rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from gongkai.model.kind import Field, RecordTerm
from gongkai.model.words.matcher import matcher

_DAY = matcher("[0-9]{4}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a record on a day, in words, and the first and last day of its term as far as they matter then."""

    words: str
    tone: str
    """live, soon, past, stopped, or empty where the record does not say."""
    start: str = ""
    end: str = ""


NOTHING_SAID = Standing("", "")


class TermReader:
    """Reads the standing of the records of one table."""

    def __init__(self, term: RecordTerm, columns: Sequence[Field]) -> None:
        """``columns`` are the columns of the table, in the order of the cells that ``on`` is given."""
        places = {column.name: place for place, column in enumerate(columns)}
        self._term = term
        self._start = places.get(term.start)
        self._end = places.get(term.end)
        self._stopped = places.get(term.stopped_by)

    def on(self, cells: Sequence[str], day: date) -> Standing:
        """The standing on ``day`` of the record with these cells; the last day is part of the term."""
        if self._stopped is not None and cells[self._stopped] in self._term.stopped:
            return Standing(self._term.no_longer, "stopped")
        return _standing(self._term, _cell(cells, self._start), _cell(cells, self._end), day)


def _cell(cells: Sequence[str], place: int | None) -> str:
    return "" if place is None else cells[place]


@lru_cache(maxsize=16384)
def _standing(term: RecordTerm, start: str, end: str, day: date) -> Standing:
    first, last = day_in(start), day_in(end)
    if end in term.endless:
        end, last = "", None
    elif last is None:
        # Where a blank end means that the term goes on (移出日期), it does; any other unknown end leaves the standing open.
        if end.strip("-—－/") or not (term.start and not term.endless and first):
            return NOTHING_SAID
        end = ""
    begins = start if first and first > day else ""
    if begins:
        return Standing(term.before, "soon", start, end)
    if last is None:
        return Standing(term.without_end, "live")
    if last < day:
        return Standing(term.after, "past", "", end)
    return Standing(term.within, "live", "", end)


@lru_cache(maxsize=16384)
def day_in(text: str) -> date | None:
    """The date that ``text`` states as YYYY-MM-DD; None for any other text."""
    try:
        return date.fromisoformat(text) if _DAY.fullmatch(text) else None
    except ValueError:
        return None
