"""The layout of a table that a printed sheet fits best, and what is said where it fits none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.model.kind import TableLayout
from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.reading.tables.printed.cell_nature import folded
from gongkai.reading.tables.printed.joined_sheets import SheetRows
from gongkai.reading.tables.printed.understanding import Understood, understand
from gongkai.reading.tables.table_source import TableSource
from gongkai.reading.values.nearest import one_off

_LEAST_KNOWN = 3
"""So many columns of the type show that a heading of one row is one of its own, whatever else is printed beside them."""


def best_reading(
    sheet: SheetRows, layout: TableLayout, source: TableSource, flat: Sequence[Problem]
) -> Reading[Understood | None]:
    """The reading by the layout or one of its variants that knows the most columns; None after a problem.

    ``flat`` are the problems of reading it as rows under one heading row; they are told where it is such a table.
    """
    found: list[tuple[int, Understood]] = []
    asked: tuple[Problem, ...] = ()
    for one in (layout, *layout.variants):
        reading, problems = gathered(understand(sheet, one, source.choices))
        if reading:
            found.append((sum(field is not None for field in reading.fields), reading))
        asked = asked or problems
    if not found:
        yield from asked or flat
        return None
    most = max(count for count, _ in found)
    best = max((reading for count, reading in found if count == most), key=lambda reading: _own_rows(reading, layout))
    if best.is_plain and flat and _mistaken(best, most, flat):
        yield from flat
        return None
    lacking = list(_lacking(best, source))
    yield from lacking
    return None if any(one.level is Level.ERROR for one in lacking) else best


def _own_rows(reading: Understood, layout: TableLayout) -> int:
    """How many rows are printed that only this layout among those of the table prescribes."""
    others = {row for one in (layout, *layout.variants) if one != reading.layout for row in one.rows}
    own = {folded(row) for row in reading.layout.rows if row not in others}
    return sum(folded(cell) in own for row in reading.rows for cell in row)


def _mistaken(best: Understood, known: int, flat: Sequence[Problem]) -> bool:
    """Whether a heading of one row is one with mistakes: similar names, another type's columns, or missing ones."""
    foreign = 2 * known <= len(best.header) and known < _LEAST_KNOWN
    if foreign or any(one.rule == "csv-separator" for one in flat):
        return True
    unknown = [title for title, field in zip(best.header, best.fields) if field is None]
    unused = [column.title for column in best.layout.columns if column not in best.fields]
    # A longer name that contains another (支出合计) is a name of its own; only a slip of one character is none.
    if not unknown:
        return any(one.rule == "csv-missing-column" for one in flat)
    return any(one_off(title, unused) for title in unknown)


def _lacking(best: Understood, source: TableSource) -> Iterator[Problem]:
    """The problem of required columns that are not printed. It is certain only where no printed column could be the missing one;
    old items show what they have.
    """
    titles = [column.title for column in best.layout.columns if column.constraints.required]
    missing = [title for title in titles if title not in best.header]
    if missing:
        what = f"“{best.layout.title}”缺少列：{'、'.join(missing)}。"
        unknown = [title for title, field in zip(best.header, best.fields) if field is None]
        level = Level.WARNING if source.legacy or unknown else Level.ERROR
        remedy = "请在表头补上这些列，没有数据的单元格留空。"
        if unknown:
            example = f"{best.layout.title}: {{文件: ……, 列: {{{missing[0]}: {unknown[0]}}}}}"
            remedy = f"原件没有的，照原样公开；印的是别的名称的，请在“表”里写明，例如“{example}”。"
        place = Place(source.files[0][1], best.printed.parts[0].head[-1][0].line, 1)
        yield problem(place, "csv-missing-column", what, remedy, level)
