"""Publishing as printed (照原件公开): which fields, which mistakes and which cells of records may be kept as in the original."""

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
"""Codes of mistakes that an original document itself can have; the others come from copying it."""

_ADDED_BY_STAFF = frozenset(
    "index_no local_no publish_date publish_time update_date date_basis title_basis subject keywords disclosure "
    "disclosure_reason attribute_history method disclosure_channels time_limit public_until directory_entry unit source "
    "figure_unit year waivers as_printed change_note former_texts review".split()
)
"""Fields that staff add in the catalogue; the original document does not contain them."""
_LINKS_OR_CODES = (
    FieldType.BOOLEAN,
    FieldType.FILE,
    FieldType.REFERENCE,
    FieldType.TEXT_FILE,
    FieldType.URL,
    FieldType.YEAR,
)


def is_printed(field: Field) -> bool:
    """Whether a field repeats the original: it is public, free of fixed terms and links, and not added by staff."""
    chosen = field.constraints.enum or field.vocabulary
    return field.public and not chosen and field.type not in _LINKS_OR_CODES and field.name not in _ADDED_BY_STAFF


def may_be_printed(faults: Sequence[Problem]) -> bool:
    """Whether there are problems and the original document itself can have every one of them."""
    return bool(faults) and all(fault.rule in PRINTED_FAULTS for fault in faults)


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell of a record: positions of its file and column, from 0 on, and its row by a line number or by its key."""

    file: int
    line: int
    """0 where ``key`` names the row."""
    key: str
    column: int

    def is_in(self, line: int, key: str) -> bool:
        """Whether the cell belongs to the row that is on ``line`` and has the key ``key``."""
        return self.line == line if self.line else self.key == folded(key)


def printed_cell(words: str, item: Item) -> PrintedCell | None:
    """The cell of a record that ``words`` (a 位置) names; None where they name no record file or none of its columns."""
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
    """The cells of its records that an item publishes as printed."""

    def __init__(self, item: Item) -> None:
        words = (row.text("place") for row in item.rows("as_printed")) if item.records else ()
        self._cells = [cell for cell in (printed_cell(one, item) for one in words) if cell]
        names = [column.name for column in item.kind.records]
        self._key = names.index(item.kind.record.key) if item.kind.record.key in names else -1

    def of_file(self, file: int) -> list[PrintedCell]:
        """The cells in the file at the position ``file`` among the record files of the item."""
        return [cell for cell in self._cells if cell.file == file]

    def columns(self, record: Record) -> frozenset[int]:
        """The positions of the columns in which the record is published as printed."""
        if not self._cells:
            return frozenset()
        key = record.cells[self._key] if self._key >= 0 else ""
        return frozenset(cell.column for cell in self.of_file(record.file) if cell.is_in(record.line, key))
