"""Lists of an item (抽查事项, 抽查任务) that stand in files as they are printed, instead of in its record row by row."""

from __future__ import annotations

from gongkai.model.item import FigureTable, Row, Value
from gongkai.model.kind import Field, FieldType, TableLayout
from gongkai.model.problems.problem import Level, problem
from gongkai.model.problems.yielded import Reading
from gongkai.reading.tables.figure_tables import read_figure_table
from gongkai.reading.tables.printed.cell_nature import is_total
from gongkai.reading.tables.table_source import TableSource
from gongkai.reading.values.typed_value import Fault, value_of

_NUMBER = "no"
"""The column with the number of a row, which only the first of several rows about one thing has."""
_MOST_OF_A_GROUP = 2


def read_listed_table(known: Field, source: TableSource) -> Reading[tuple[FigureTable, tuple[Row, ...]] | None]:
    """The table in the files and its rows by the columns of the list; None, after a problem, where it cannot be read."""
    label = next((column.name for column in known.columns if column.constraints.required), "")
    layout = TableLayout(name=known.name, title=known.title, columns=known.columns, row_label=label, place=known.place)
    table = yield from read_figure_table(layout, source)
    if table is None:
        return None
    by_title = {column.title: column for column in known.columns}
    columns = [by_title.get(title) for title in table.header]
    needed = [column for column in known.columns if column.constraints.required]
    rows: list[Row] = []
    above: set[str] = set()
    for at, cells in enumerate(table.rows):
        if is_total(next((text for text in cells if text), "")):
            # The page shows a row of totals; it is none of the list.
            continue
        if sum(map(bool, cells)) <= _MOST_OF_A_GROUP < len(needed):
            # A row with a number and a name alone heads the rows below it (一、典当行业).
            continue
        values: dict[str, Value] = {}
        for number, (column, text) in enumerate(zip(columns, cells)):
            if column is None:
                continue
            value = value_of(text, column)
            if value is not None and not isinstance(value, Fault):
                values[column.name] = (value,) if column.type is FieldType.LIST and isinstance(value, str) else value
            elif column.constraints.required and not text:
                if column.name in above:
                    # Printed lists leave a cell blank that is the same as the one above it; that it is blank is told elsewhere.
                    continue
                what = f"这一行缺少“{column.title}”。"
                level = Level.WARNING if source.legacy else Level.ERROR
                yield problem(table.place(at, number), "csv-missing-value", what, "请补上。", level)
        if rows and label not in values:
            # The name of a thing that takes several rows is printed in the first of them.
            values = {**{name: value for name, value in rows[-1].values.items() if name != _NUMBER}, **values}
        above.update(values)
        rows.append(Row(table.place(at, 0), values))
    return table, tuple(rows)
