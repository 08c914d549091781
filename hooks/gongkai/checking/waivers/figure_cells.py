"""Cells of tables of figures as places in an original document, named «table / row / column»."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from gongkai.checking.waivers.no_place import NoPlace, is_plain
from gongkai.model.item import FigureTable
from gongkai.model.kind import FieldType
from gongkai.model.place import Place
from gongkai.model.printed_defect import Part, Spot
from gongkai.model.printed_words import LINE, after_name, before_name, folded, joined, without_enumerators
from gongkai.reading.values.nearest import nearest

_FIGURES = (FieldType.MONEY, FieldType.NUMBER, FieldType.INTEGER)
_DIGITS = str.maketrans("一二三四五六七八九", "123456789")
"""Chinese numerals to digits, since 表三 may be written 表3."""


def table_named(words: str, tables: Iterable[FigureTable]) -> tuple[FigureTable, str] | None:
    """The table with whose name the folded words begin, and the rest of the words; None if there is none."""
    best: tuple[int, FigureTable, str] | None = None
    for table in tables:
        labels = (table.layout.title, *table.layout.aliases)
        found = after_name(words, [*labels, *(label.translate(_DIGITS) for label in labels), _file_name(table)])
        if found and (best is None or len(found[0]) > best[0]):
            best = (len(found[0]), table, found[1])
    return best[1:] if best else None


class FigureCells:
    """The cells of one table, found by name or by place."""

    def __init__(self, table: FigureTable) -> None:
        self._table = table
        self._lines = {line: row for row, line in enumerate(table.lines)}
        self._at = {
            place: (row, column) for row, cells in enumerate(table.places) for column, place in enumerate(cells)
        }
        exact: dict[str, set[int]] = defaultdict(set)
        loose: dict[str, set[int]] = defaultdict(set)
        for row in range(len(table.rows)):
            for cell in self._texts(row):
                exact[folded(cell)].add(row)
                loose[without_enumerators(folded(cell))].add(row)
        self._exact: Mapping[str, set[int]] = exact
        self._loose: Mapping[str, set[int]] = loose

    def named(self, rest: str) -> Spot | NoPlace:
        """The cell named by «row/column» (folded), the whole table for empty words, else why there is none."""
        table, title = self._table, self._table.layout.title
        if not rest:
            return self._whole()
        found = before_name(rest, table.header)
        if found is None:
            return _no_column(table, rest.rpartition("/")[2])
        words, column = found
        line = LINE.fullmatch(words)
        if line:
            row = self._lines.get(int(line[1]))
            remedy = "行号是文件里的行数，表头是第 1 行；请核对。"
            return NoPlace(f"“{title}”没有第 {line[1]} 行。", remedy) if row is None else self._cell(row, column)
        rows = sorted(self._exact.get(words, ()) or self._loose.get(words, ()))
        if len(rows) == 1:
            return self._cell(rows[0], column)
        if rows:
            numbers = "、".join(f"第{table.lines[row]}行" for row in rows[:6])
            return NoPlace(f"“{title}”里有 {len(rows)} 行都叫“{words}”。", f"请改用行号：{numbers}。")
        meant = nearest(words, self._exact)
        return NoPlace(f"“{title}”里没有“{words}”这一行。", f"是否指“{meant}”？" if meant else "请照表里印的文字写。")

    def at(self, place: Place) -> Spot | None:
        """The cell at a place in the file, the whole table for its first line; None for any other place."""
        if self._at:
            found = self._at.get(place)
            return self._cell(*found) if found else self._whole() if place.line == 1 else None
        row = self._lines.get(place.line)
        if row is None:
            return self._whole() if place.line == 1 else None
        return self._cell(row, place.column - 1) if 0 < place.column <= len(self._table.header) else None

    def _whole(self) -> Spot:
        table = self._table
        place = Place(table.path, 1, 1)
        return Spot(part=Part.TABLE, words=table.layout.title, place=place, printed="", name=table.layout.name)

    def _cell(self, row: int, column: int) -> Spot:
        table = self._table
        return Spot(
            part=Part.CELL,
            words=joined(table.layout.title, self._words(row), table.header[column]),
            place=table.place(row, column),
            printed=table.rows[row][column],
            name=table.layout.name,
            row=row,
            column=column,
        )

    def _words(self, row: int) -> str:
        """The text that identifies a row in its table, else its line number in the file (第3行)."""
        for words in self._texts(row):
            plain = folded(words)
            if is_plain(words) and not LINE.fullmatch(plain) and self._exact[plain] == {row}:
                return words
        return f"第{self._table.lines[row]}行"

    def _texts(self, row: int) -> Iterator[str]:
        """The text cells of a row, the one that names the row first."""
        table = self._table
        by_title = {column.title: column for column in table.layout.columns}
        later = []
        for title, cell in zip(table.header, table.rows[row]):
            column = by_title.get(title)
            if not cell or column is None or column.type in _FIGURES:
                continue
            if column.name == table.layout.row_label:
                yield cell
            else:
                later.append(cell)
        yield from later


def _file_name(table: FigureTable) -> str:
    return table.path.rpartition("/")[2]


def _no_column(table: FigureTable, last: str) -> NoPlace:
    columns = [label for label in table.header if label]
    meant = nearest(last, columns)
    hint = f"是否指“{meant}”？" if meant and folded(meant) != last else ""
    remedy = f"{hint}位置写成“表 / 行 / 列”，这张表的列有：{'、'.join(columns[:12])}。"
    return NoPlace(f"“{table.layout.title}”没有名为“{last}”的列。", remedy)
