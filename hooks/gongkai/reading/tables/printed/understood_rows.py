"""The rows of a printed table as the type has them: codes put together, halves under each other, pairs of amounts as rows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from gongkai.model.kind import Field, FieldType
from gongkai.model.place import Place
from gongkai.reading.tables.printed.column_meaning import Column
from gongkai.reading.tables.printed.joined_sheets import SheetRows
from gongkai.reading.tables.printed.plain_figure import plain_figure
from gongkai.reading.tables.printed.regions import Part
from gongkai.reading.tables.printed.row_names import RowName
from gongkai.reading.tables.printed.split_codes import SplitCode
from gongkai.reading.values.dates import day_of_cell

FIGURES = (FieldType.MONEY, FieldType.NUMBER, FieldType.INTEGER)


@dataclass(frozen=True, slots=True)
class UnderstoodRow:
    """One row: for each name of a column its text and its place; ``line`` is that of the row in its file."""

    line: int
    cells: dict[str, tuple[str, Place]]


def rows_of_part(
    part: Part, columns: Sequence[Column], sheet: SheetRows, case: Field | None
) -> Iterator[UnderstoodRow]:
    """The rows of one part, without blank ones; side by side halves come one after the other."""
    halves = halves_of(columns)
    rows = [row for row in part.rows if row not in part.repeated]
    if part.heading.totals:
        rows.insert(0, part.heading.rows[-1])
    last: list[UnderstoodRow] = []
    for half in halves:
        joining = {column.at: _joining(column) for column in half if len(column.at) > 1}
        found: list[UnderstoodRow] = []
        for row in rows:
            only = part.heading.totals if row in part.heading.rows else ()
            if case:
                yield from _cases(half, row, sheet, case, joining)
                continue
            cells = {
                label_of(column): _cell(column, row, sheet, joining)
                for column in half
                if not only or column.at[0] in only
            }
            if any(text for text, _ in cells.values()):
                found.append(UnderstoodRow(sheet.lines[row], cells))
        yield from last
        last = [one for one in found if not _goes_on(one, last, half)]
    yield from last


def _goes_on(row: UnderstoodRow, before: list[UnderstoodRow], half: Sequence[Column]) -> bool:
    """Whether the row is only the amounts of a name that stands over the half before it; they are put there."""
    figures = [label_of(column) for column in half if column.field and column.field.type in FIGURES]
    own = {label for label, (text, _) in row.cells.items() if text}
    if not figures or not own or not own <= set(figures):
        return False
    for number, other in enumerate(before):
        if other.line == row.line and not any(other.cells[label][0] for label in figures if label in other.cells):
            before[number] = UnderstoodRow(
                other.line, {**other.cells, **{label: row.cells[label] for label in figures}}
            )
            return True
    return False


def halves_of(columns: Sequence[Column]) -> tuple[tuple[Column, ...], ...]:
    """The groups of columns that have the same labels and so continue each other; one group where there are none."""
    for count in (3, 2):
        size, rest = divmod(len(columns), count)
        groups = tuple(tuple(columns[start : start + size]) for start in range(0, len(columns), size)) if size else ()
        if rest or size < 2 or len(groups) != count:
            continue
        if all([_lowest(column) for column in group] == [_lowest(column) for column in groups[0]] for group in groups):
            return groups
    return (tuple(columns),)


def label_of(column: Column) -> str:
    """The name of a column in the understood table: that of the type, else the printed one."""
    return column.field.title if column.field else column.name


def _joining(column: Column) -> SplitCode | RowName:
    return RowName() if column.levels else SplitCode()


def _lowest(column: Column) -> str:
    return column.field.title if column.field else column.name.split("-")[-1]


def _cell(
    column: Column, row: int, sheet: SheetRows, joining: Mapping[tuple[int, ...], SplitCode | RowName]
) -> tuple[str, Place]:
    texts = [sheet.grid.rows[row][at] for at in column.at]
    last = max((number for number, text in enumerate(texts) if text), default=0)
    text = joining[column.at].whole(texts) if column.at in joining else texts[0]
    if column.field and column.field.type in FIGURES:
        text = plain_figure(text)
    if column.field and column.field.type is FieldType.DATE:
        text = day_of_cell(text)
    return text, sheet.place(row, column.at[last])


def _cases(
    columns: Sequence[Column],
    row: int,
    sheet: SheetRows,
    case: Field,
    joining: Mapping[tuple[int, ...], SplitCode | RowName],
) -> Iterator[UnderstoodRow]:
    """One row for each of the amounts that are printed side by side (预算数, 决算数)."""
    for term in case.constraints.enum:
        cells = {
            label_of(column): _cell(column, row, sheet, joining) for column in columns if column.case in ("", term)
        }
        amounts = [column for column in columns if column.case == term]
        if amounts and any(text for text, _ in cells.values()):
            yield UnderstoodRow(sheet.lines[row], {case.title: (term, sheet.place(row, amounts[0].at[0])), **cells})
