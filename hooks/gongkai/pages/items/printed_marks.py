"""Note marks where a page shows a defect of the original (原件如此), and the notes that explain them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.model.item import Item
from gongkai.model.printed_defect import Defect, Part
from gongkai.model.publication import Publication

OF_TEXTS = (Part.BODY, Part.TEXT)
"""Parts whose notes are shown directly below their text."""
_LONGEST = 40
"""The most characters of the printed text that a note repeats."""


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """One note: its number on the page, the place, the printed text, what was found, and why it is published so."""

    number: int
    where: str
    printed: str
    found: tuple[str, ...]
    reason: str


class PrintedMarks:
    """The marks of one item by place; numbers count from 1, in the order of 照原件公开."""

    def __init__(self, defects: Iterable[Defect]) -> None:
        self._defects = dict(enumerate(defects, 1))

    def __bool__(self) -> bool:
        return bool(self._defects)

    def field(self, name: str) -> int:
        """The number of the mark of a field; 0 if it has none."""
        return next((number for number, one in self._of(Part.FIELD, name).items()), 0)

    def lines(self, name: str = "") -> tuple[tuple[int, int], ...]:
        """(line, number of its mark) in the body or in the text file ``name``; lines count from 0."""
        return self._lines(Part.TEXT, name) if name else self._lines(Part.BODY)

    def lines_of_field(self, name: str) -> tuple[tuple[int, int], ...]:
        """(line, number of its mark) in a text field; lines count from 0."""
        return self._lines(Part.LINE, name)

    def cells(self, layout: str) -> tuple[tuple[int, int, int], ...]:
        """(row, cell, number of its mark) in a table of figures; both count from 0."""
        return tuple((one.spot.row, one.spot.column, number) for number, one in self._of(Part.CELL, layout).items())

    def table(self, layout: str) -> int:
        """The number of the mark of a whole table of figures; 0 if it has none."""
        return next(iter(self._of(Part.TABLE, layout)), 0)

    def rows(self, field: str) -> tuple[tuple[int, int], ...]:
        """(row, number of its mark) in a table field; rows count from 0."""
        return tuple((one.spot.row, number) for number, one in self._of(Part.ROW, field).items())

    def records(self) -> dict[tuple[int, int], dict[str, int]]:
        """(file, line) of a record → name of each marked column → number of its mark."""
        found: dict[tuple[int, int], dict[str, int]] = {}
        for number, one in self._of(Part.RECORD).items():
            found.setdefault((one.spot.column, one.spot.row), {})[one.spot.name] = number
        return found

    def notes(self, *parts: Part, name: str = "", within: Iterable[int] | None = None) -> tuple[PrintedNote, ...]:
        """The notes of the given parts, restricted to one name and to the numbers ``within`` if given."""
        wanted = None if within is None else set(within)
        return tuple(
            _note(number, one)
            for number, one in self._defects.items()
            if one.spot.part in parts and name in ("", one.spot.name) and (wanted is None or number in wanted)
        )

    def sentence(self, number: int) -> str:
        """The note on a place as a sentence, without the name of the place."""
        note = _note(number, self._defects[number])
        printed = f"印作“{note.printed}”。" if note.printed else ""
        return f"{printed}{''.join(note.found)}理由：{note.reason}。"

    def _lines(self, part: Part, name: str = "") -> tuple[tuple[int, int], ...]:
        return tuple((one.spot.row, number) for number, one in self._of(part, name).items())

    def _of(self, part: Part, name: str = "") -> dict[int, Defect]:
        return {
            number: one
            for number, one in self._defects.items()
            if one.spot.part is part and name in ("", one.spot.name)
        }


NO_MARKS = PrintedMarks(())


def marks_of(item: Item, publication: Publication) -> PrintedMarks:
    """The marks of an item; ``NO_MARKS`` if it publishes nothing as printed."""
    # Defects are queried only if needed, since the page's cache entry depends on everything it queries.
    return PrintedMarks(publication.defects.get(item.index_no, ())) if "as_printed" in item.values else NO_MARKS


def _note(number: int, one: Defect) -> PrintedNote:
    spot = one.spot
    where = spot.words
    if spot.part in (Part.CELL, Part.RECORD):
        # The note is below its table, so the name of the table is not repeated.
        where = where.partition(" / ")[2]
        where = where if spot.printed else f"{where}（空白）"
    shown_elsewhere = len(spot.printed) > _LONGEST or spot.part not in (Part.FIELD, Part.CELL, Part.RECORD)
    return PrintedNote(number, where, "" if shown_elsewhere else spot.printed, one.found, one.reason.rstrip("。；; "))
