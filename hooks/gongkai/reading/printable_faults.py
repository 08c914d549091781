"""What may stand wrong on a paper (照原件公开): which fields, which faults of a value, and which cells of records."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.model.item import Item
from gongkai.model.kind import Field, FieldType
from gongkai.model.printed_words import LINE, after_name, before_name, folded
from gongkai.model.problems.problem import Problem
from gongkai.model.record import Record
from gongkai.reading.tables.table_findings import FINDINGS as TABLES
from gongkai.reading.values.value_findings import FINDINGS as VALUES

PRINTED_FAULTS = frozenset(
    finding.code for table in (VALUES, TABLES) for finding in table.findings if finding.as_printed
)
"""Rules of reading whose findings can be true of a paper; others tell of the way in which it was copied."""

_OF_THE_CATALOGUE = frozenset(
    "index_no local_no publish_date publish_time update_date date_basis title_basis subject keywords disclosure "
    "disclosure_reason attribute_history method disclosure_channels time_limit public_until directory_entry unit source "
    "figure_unit year waivers as_printed change_note former_texts review".split()
)
"""Fields that staff add to a paper, and by which the column finds it."""
_LEADING_ELSEWHERE = (
    FieldType.BOOLEAN,
    FieldType.FILE,
    FieldType.REFERENCE,
    FieldType.TEXT_FILE,
    FieldType.URL,
    FieldType.YEAR,
)


def is_printed(field: Field) -> bool:
    """Whether a field repeats what the paper says: its terms are its own, and it leads nowhere."""
    chosen = field.constraints.enum or field.vocabulary
    return field.public and not chosen and field.type not in _LEADING_ELSEWHERE and field.name not in _OF_THE_CATALOGUE


def may_be_printed(faults: Sequence[Problem]) -> bool:
    """Whether all that is wrong with a value may stand so on paper."""
    return bool(faults) and all(fault.rule in PRINTED_FAULTS for fault in faults)


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """One cell of a record: its file and its column by their numbers, its row by a line or by the key of the type."""

    file: int
    line: int
    """0 where the row is named by its key."""
    key: str
    column: int

    def is_in(self, line: int, key: str) -> bool:
        """Whether the cell stands in the row on ``line`` whose key is ``key``."""
        return self.line == line if self.line else self.key == folded(key)


def printed_cell(words: str, item: Item) -> PrintedCell | None:
    """The cell of a record that the words name; None where they name no file and no column of the records."""
    words = folded(words)
    for number, file in enumerate(item.records):
        names = [file.path, file.path.rpartition("/")[2], *(["记录"] if len(item.records) == 1 else [])]
        after = after_name(words, names)
        if after is None:
            continue
        labels = [(place, label) for place, one in enumerate(item.kind.records) for label in (one.title, *one.aliases)]
        found = before_name(after[1], [label for _, label in labels])
        if found:
            row, label = found
            line = LINE.fullmatch(row)
            return PrintedCell(number, int(line[1]) if line else 0, "" if line else row, labels[label][0])
    return None


class PrintedCells:
    """The cells of records that an item publishes as they are printed."""

    def __init__(self, item: Item) -> None:
        words = (row.text("place") for row in item.rows("as_printed")) if item.records else ()
        self._cells = [cell for cell in (printed_cell(one, item) for one in words) if cell]
        names = [column.name for column in item.kind.records]
        self._key = names.index(item.kind.record.key) if item.kind.record.key in names else -1

    def of_file(self, file: int) -> list[PrintedCell]:
        """Those in one of the files."""
        return [cell for cell in self._cells if cell.file == file]

    def columns(self, record: Record) -> frozenset[int]:
        """The columns that a record publishes as they are printed."""
        if not self._cells:
            return frozenset()
        key = record.cells[self._key] if self._key >= 0 else ""
        return frozenset(cell.column for cell in self.of_file(record.file) if cell.is_in(record.line, key))
