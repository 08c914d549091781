"""What the column itself has for the proactive table of an annual report: documents, decisions and charges of any year."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from gongkai.binding.validity_on_day import Lifecycles, standing_on
from gongkai.checking.told_counts import CountRange
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.record import RecordTable
from gongkai.model.validity import State

REGULATION, NORMATIVE = "规章", "行政规范性文件"
_CATEGORIES = {REGULATION: "规章", NORMATIVE: "规范性文件"}
_CHARGES = "行政事业性收费清单"
_OTHER_ACTION = "行政强制"
_KINDS_OF_ACTION: Mapping[str, str] = {
    "行政许可": "permit_result",
    "行政处罚": "penalty_result",
    "行政强制": "penalty_result",
}


@dataclass(frozen=True, slots=True)
class Counted:
    """A count, what is counted, and the items behind it."""

    numbers: CountRange
    words: str
    behind: Sequence[Item]
    whole: bool
    """Whether the column has all of them, so that fewer than reported are a difference too."""


class ColumnOfYear:
    """The documents and decisions of one agency, as they were in a year."""

    def __init__(self, publication: Publication, agency: str) -> None:
        self._publication = publication
        self._lifecycles = Lifecycles(publication.incoming)
        self._items = [item for item in publication.reading.items if item.agency == agency]

    @cached_property
    def _documents(self) -> list[Item]:
        return [item for item in self._items if "is_normative" in item.kind.by_name and item.doc_date]

    def has(self, row: str) -> bool:
        """Whether the column has any document for this row, so that it may be asked for their number."""
        return any(_row_of(item) == row for item in self._documents)

    def made(self, row: str, year: int) -> Counted:
        """The documents with their date in the year; some say the day on which they were published."""
        of_year = [item for item in self._documents if item.doc_date and item.doc_date.year == year]
        made = [item for item in of_year if _row_of(item) == row]
        # Only where every document says what it is, fewer than reported are a difference.
        whole = bool(of_year) and all(_is_said(item) for item in of_year)
        return Counted(CountRange.exactly(len(made)), f"{year}年制发的", made, whole)

    def ended(self, row: str, year: int) -> Counted:
        """The documents repealed or expired in the year: counted when that was decided, or when it took effect."""
        days = [(item, end) for item in self._of(row) if (end := self._end(item))]
        surely = [item for item, end in days if {day.year for day in end} == {year}]
        ended = [item for item, end in days if year in {day.year for day in end}]
        return Counted(CountRange(len(surely), len(ended)), f"{year}年废止、失效的", ended, whole=False)

    def in_force(self, row: str, year: int) -> Counted:
        """The documents at the end of the year; one not yet in force, or repealed from the next year on, may count or not."""
        there = [item for item in self._of(row) if item.doc_date and item.doc_date.year <= year]
        there = [item for item in there if not ((end := self._end(item)) and end[1].year <= year)]
        last = date(year, 12, 31)
        surely = [
            item
            for item in there
            if standing_on(self._lifecycles.events(item), last).state is not State.NOT_YET
            and not ((end := self._end(item)) and end[0].year <= year)
        ]
        return Counted(CountRange(len(surely), len(there)), f"{year}年末现行有效的", there, whole=False)

    def _end(self, item: Item) -> tuple[date, date] | None:
        """The day on which it was decided that a document ends, and the day from which that is so."""
        standing = standing_on(self._lifecycles.events(item), date.max)
        if not standing.state.dead or standing.since is None:
            return None
        by = standing.ground.by if standing.ground else None
        decided = by.doc_date if by else None
        return min(decided or standing.since, standing.since), standing.since

    def decided(self, row: str, year: int) -> Counted | None:
        """The records of decisions of the year; None where the column has none at all."""
        tables = [
            (item, self._publication.records[item.index_no])
            for item in self._items
            if item.kind.name == _KINDS_OF_ACTION[row] and item.index_no in self._publication.records
        ]
        days: list[str] = []
        behind = []
        for item, table in tables:
            counts = table.found(f"days of {row}", lambda one: dict(Counter(_days_of(one, row))))
            of_year = [day for day, count in counts.items() if day.startswith(f"{year}-") for _ in range(count)]
            days += of_year
            behind += [item] if of_year else []
        # Records of every month are those of the whole year.
        whole = len({day[:7] for day in days}) == 12
        return Counted(CountRange.exactly(len(days)), f"{year}年的记录", behind, whole) if tables else None

    def lacks_charges(self) -> bool:
        """Whether the agency publishes lists here, and no list of charges (行政事业性收费清单) of whatever year."""
        kinds = {item.text("list_kind") for item in self._items} - {""}
        return bool(kinds) and _CHARGES not in kinds

    def _of(self, row: str) -> Iterator[Item]:
        return (item for item in self._documents if _row_of(item) == row)


def _days_of(table: RecordTable, row: str) -> Iterable[str]:
    """The days of the decisions that belong to this row: records of penalties may be of other actions (执法种类)."""
    at = table.position("action_kind")
    if at < 0 or "action_kind" not in table.filled:
        return table.days if row != _OTHER_ACTION else ()
    wanted = (row,) if row == _OTHER_ACTION else (row, "")
    return (day for day, record in zip(table.days, table.rows()) if record.cells[at] in wanted)


def _row_of(item: Item) -> str:
    stated = item.values.get("is_normative")
    if stated is True:
        return NORMATIVE
    category = item.text("doc_category")
    rows: Mapping[str, str] = {value: row for row, value in _CATEGORIES.items()}
    row = rows.get(category, "")
    return "" if row == NORMATIVE and stated is False else row


def _is_said(item: Item) -> bool:
    return "is_normative" in item.values or bool(item.text("doc_category"))
