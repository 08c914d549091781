"""Cells of records as places in an original document, named «file / key or line / column»."""

from __future__ import annotations

from collections import Counter
from functools import cached_property

from gongkai.checking.waivers.no_place import NoPlace, is_plain
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.printed_defect import Part, Spot
from gongkai.model.printed_words import LINE, folded, joined
from gongkai.model.record import RecordTable, record_of
from gongkai.reading.printable_faults import printed_cell
from gongkai.reading.values.nearest import nearest

_MOST_LOOKED_AT = 2000
"""How many keys are searched for the one most similar to an unknown key."""


class RecordCells:
    """The cells of one item's records, found by name or by place."""

    def __init__(self, item: Item, table: RecordTable) -> None:
        self._item = item
        self._table = table
        self._key = table.position(item.kind.record.key)

    def named(self, words: str) -> Spot | NoPlace | None:
        """The cell that the words name, or why there is none; None if they name no record file or column."""
        cell = printed_cell(words, self._item)
        if cell is None:
            return None
        name = self._name(cell.file)
        if not self._table.columns[cell.column].public:
            what = f"“{self._table.columns[cell.column].title}”这一列不公开，没有照原件公开的内容。"
            return NoPlace(what, "请改正或者清空这一格，删除这一条。")
        if cell.line:
            place = self._rows.get((cell.file, cell.line))
            found = [] if place is None else [place]
        else:
            found = [place for place in self._of_key.get(cell.key, ()) if self._table.source(place)[0] == cell.file]
        if len(found) == 1:
            return self._cell(*self._row_at(found[0]), cell.column)
        if found:
            rows = "、".join(f"第{self._table.source(place)[1]}行" for place in found[:6])
            return NoPlace(f"“{name}”里有 {len(found)} 行都是“{cell.key}”。", f"请改用行号：{rows}。")
        if cell.line:
            return NoPlace(f"“{name}”没有第 {cell.line} 行。", "行号是文件里的行数，表头是第 1 行；请核对。")
        meant = nearest(cell.key, list(self._of_key)[:_MOST_LOOKED_AT])
        remedy = f"是否指“{meant}”？" if meant else "请写标识这一行的编号，或者写“第18行”这样的行号。"
        return NoPlace(f"“{name}”里没有“{cell.key}”这一行。", remedy)

    def at(self, file: int, place: Place) -> Spot | None:
        """The cell at a place in a record file (``file`` is its position, from 0); None if no record's cell is there."""
        header = self._item.records[file].header
        if not 0 < place.column <= len(header):
            return None
        text, times = self._table.found(f"row {file} {place.line}", lambda _: self._row_on(file, place.line))
        if not text:
            return None
        label = folded(header[place.column - 1])
        columns = enumerate(self._table.columns)
        column = next((at for at, one in columns if one.public and label in map(folded, (one.title, *one.aliases))), -1)
        return self._cell(text, times, column) if column >= 0 else None

    @cached_property
    def _rows(self) -> dict[tuple[int, int], int]:
        """(file, line) → position of the record in the table."""
        return {self._table.source(place): place for place in range(len(self._table))}

    @cached_property
    def _of_key(self) -> dict[str, list[int]]:
        found: dict[str, list[int]] = {}
        for place, record in enumerate(self._table.rows()):
            if self._key >= 0 and record.cells[self._key]:
                found.setdefault(folded(record.cells[self._key]), []).append(place)
        return found

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter({key: len(places) for key, places in self._of_key.items()})

    def _row_on(self, file: int, line: int) -> tuple[str, int]:
        """``_row_at`` of the record on a line; an empty text where there is none."""
        number = self._rows.get((file, line))
        return ("", 0) if number is None else self._row_at(number)

    def _row_at(self, number: int) -> tuple[str, int]:
        """The packed row of a record by its position, and how many records have its key."""
        text = self._table.packed[number]
        return text, self._counts[folded(record_of(text).cells[self._key])] if self._key >= 0 else 0

    def _cell(self, text: str, times: int, column: int) -> Spot:
        record = record_of(text)
        key = record.cells[self._key] if self._key >= 0 else ""
        alone = is_plain(key) and times == 1 and not LINE.fullmatch(folded(key))
        field = self._table.columns[column]
        return Spot(
            part=Part.RECORD,
            words=joined(self._name(record.file), key if alone else f"第{record.line}行", field.title),
            place=Place(
                self._item.records[record.file].path, record.line, record_column(self._item, record.file, column)
            ),
            printed=record.cells[column],
            name=field.name,
            row=record.line,
            column=record.file,
        )

    def _name(self, file: int) -> str:
        return self._item.records[file].path.rpartition("/")[2]


def record_column(item: Item, file: int, column: int) -> int:
    """The column number, from 1, in a record file of a column of the type (``column``, from 0); 0 if the file lacks it."""
    field = item.kind.records[column]
    labels = {folded(label) for label in (field.title, *field.aliases)}
    return next((at for at, cell in enumerate(item.records[file].header, 1) if folded(cell) in labels), 0)
