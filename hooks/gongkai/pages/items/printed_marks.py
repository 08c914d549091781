"""Marks where a page shows what is wrong on the paper itself (原件如此), and the notes that say what and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.model.item import Item
from gongkai.model.printed_defect import Defect, Part
from gongkai.model.publication import Publication

OF_TEXTS = (Part.BODY, Part.TEXT)
"""What is noted below the text in which it stands."""
_LONGEST = 40
"""Characters of what is printed that a note repeats."""


@dataclass(frozen=True, slots=True)
class PrintedNote:
    """What is wrong at one place: its number on the page, the place, what is printed there, what was found, and why it stays."""

    number: int
    where: str
    printed: str
    found: tuple[str, ...]
    reason: str


class PrintedMarks:
    """The marks of one item by where they stand; numbers count from 1 in the order in which staff gave them."""

    def __init__(self, defects: Iterable[Defect]) -> None:
        self._defects = dict(enumerate(defects, 1))

    def __bool__(self) -> bool:
        return bool(self._defects)

    def field(self, name: str) -> int:
        """The number of the mark of a field; 0 where it has none."""
        return next((number for number, one in self._of(Part.FIELD, name).items()), 0)

    def lines(self, name: str = "") -> tuple[tuple[int, int], ...]:
        """Line of the body, or of the text in the file ``name``, counted from 0, and number of its mark."""
        return self._lines(Part.TEXT, name) if name else self._lines(Part.BODY)

    def lines_of_field(self, name: str) -> tuple[tuple[int, int], ...]:
        """Line of a field that is a text, counted from 0, and number of its mark."""
        return self._lines(Part.LINE, name)

    def cells(self, layout: str) -> tuple[tuple[int, int, int], ...]:
        """Row and cell of a table of figures, both counted from 0, with the number of the mark."""
        return tuple((one.spot.row, one.spot.column, number) for number, one in self._of(Part.CELL, layout).items())

    def table(self, layout: str) -> int:
        """The number of the mark of a table of figures as a whole; 0 where it has none."""
        return next(iter(self._of(Part.TABLE, layout)), 0)

    def rows(self, field: str) -> tuple[tuple[int, int], ...]:
        """Rows of a field that is a table, counted from 0, with the numbers of their marks."""
        return tuple((one.spot.row, number) for number, one in self._of(Part.ROW, field).items())

    def records(self) -> dict[tuple[int, int], dict[str, int]]:
        """File and line of a record, with the number of the mark of each marked column."""
        found: dict[tuple[int, int], dict[str, int]] = {}
        for number, one in self._of(Part.RECORD).items():
            found.setdefault((one.spot.column, one.spot.row), {})[one.spot.name] = number
        return found

    def notes(self, *parts: Part, name: str = "", within: Iterable[int] | None = None) -> tuple[PrintedNote, ...]:
        """The notes of some parts, of one name where it is given, and with the given numbers alone."""
        wanted = None if within is None else set(within)
        return tuple(
            _note(number, one)
            for number, one in self._defects.items()
            if one.spot.part in parts and name in ("", one.spot.name) and (wanted is None or number in wanted)
        )

    def sentence(self, number: int) -> str:
        """What is to be said of a place after its name."""
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
    """The marks of an item; of all items that publish nothing as printed they are the same."""
    # What was checked is only asked for where there is something to tell, since pages depend on what they ask for.
    return PrintedMarks(publication.defects.get(item.index_no, ())) if "as_printed" in item.values else NO_MARKS


def _note(number: int, one: Defect) -> PrintedNote:
    spot = one.spot
    where = spot.words
    if spot.part in (Part.CELL, Part.RECORD):
        # The note stands below its table.
        where = where.partition(" / ")[2]
        where = where if spot.printed else f"{where}（空白）"
    told_apart = len(spot.printed) > _LONGEST or spot.part not in (Part.FIELD, Part.CELL, Part.RECORD)
    return PrintedNote(number, where, "" if told_apart else spot.printed, one.found, one.reason.rstrip("。；; "))
