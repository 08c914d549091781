"""The charts on an item's page, as declared in its type (``charts``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from decimal import Decimal

from gongkai.model.chart_definition import ChartDefinition, Drawn
from gongkai.model.item import FigureTable, Item
from gongkai.model.publication import Publication
from gongkai.pages.charts.chart import Chart, bar_chart
from gongkai.pages.charts.figures import Figures, Group
from gongkai.pages.charts.table_cells import figure, names_of_rows, place_of, row_named, unit_of
from gongkai.pages.charts.years_chart import years_chart

_MOST_GROUPS = 12
_ZERO = Decimal(0)


def charts_of(item: Item, publication: Publication) -> tuple[Chart, ...]:
    """The charts of an item, in the order of its type; charts with fewer than two figures are left out."""
    found = (
        _WAYS[one.drawn](_with_words_of(item, one), item, publication) for one in item.kind.charts if one.drawn in _WAYS
    )
    return tuple(chart for chart in found if chart)


def _with_words_of(item: Item, chart: ChartDefinition) -> ChartDefinition:
    """The definition with the placeholders in its texts filled in from the item."""
    labels = chart.open_labels()
    return chart.worded({label: item.text(item.kind.by_label[label].name) for label in labels}) if labels else chart


def _bars(
    chart: ChartDefinition, unit: str, series: Iterable[str], rows: dict[str, tuple[Decimal | None, ...]]
) -> Chart | None:
    return bar_chart(
        Figures(
            title=chart.title,
            unit=chart.unit or unit,
            anchor=chart.anchor,
            head=chart.head,
            groups=tuple(map(Group, rows)),
            series=tuple(series),
            values=tuple(rows.values()),
        )
    )


def _rows(chart: ChartDefinition, item: Item, publication: Publication) -> Chart | None:
    """A chart of rows by name, largest first; beside the same rows of another item if the definition names a type."""
    table = item.tables.get(chart.table)
    if table is None:
        return None
    own, unit = _by_name(chart, table), unit_of(item, table)
    series = [(chart.series, own)]
    other = _item_beside(chart, item, publication)
    if chart.beside and other and unit_of(other, other.tables[chart.table]) == unit:
        series.insert(0, (chart.beside.series, _by_name(chart, other.tables[chart.table])))
    order = sorted(
        {name for _, figures in series for name in figures},
        key=lambda name: (-own.get(name, _ZERO), -max(figures.get(name, _ZERO) for _, figures in series), name),
    )
    rows = {name: tuple(figures.get(name) for _, figures in series) for name in order[:_MOST_GROUPS]}
    return _bars(chart, unit, (name for name, _ in series), rows)


def _by_name(chart: ChartDefinition, table: FigureTable) -> dict[str, Decimal]:
    """Row name → figure, for the rows of the level to draw; empty if the table has no such rows."""
    names, value = names_of_rows(table), place_of(table, chart.column)
    code = place_of(table, chart.code) if chart.code else None
    if names is None or value is None or (chart.code and code is None):
        return {}
    found: dict[str, Decimal] = {}
    for name, row in zip(names, table.rows):
        number = figure(row, value)
        if number is not None and (code is None or _has_digits(row[code], chart.digits)):
            found[name] = number
    return found


def _has_digits(code: str, digits: int) -> bool:
    return len(code.strip()) == digits and code.strip().isdigit()


def _item_beside(chart: ChartDefinition, item: Item, publication: Publication) -> Item | None:
    """The item of the other type to compare with: of the same agency and year, with the same table."""
    if chart.beside is None:
        return None
    return next(
        (
            other
            for other in publication.reading.items
            if other.kind.name == chart.beside.type
            and other.agency == item.agency
            and other.values.get("year") == item.values.get("year")
            and chart.table in other.tables
        ),
        None,
    )


def _columns(chart: ChartDefinition, item: Item, _: Publication) -> Chart | None:
    """A chart of the columns of one row, in the order of the table; columns without a figure are left out."""
    table = item.tables.get(chart.table)
    row = row_named(table, chart.row) if table else None
    if table is None or row is None:
        return None
    places = sorted(place for name in chart.columns if (place := place_of(table, name)) is not None)
    given = {table.header[place]: (value,) for place in places if (value := figure(row, place))}
    return _bars(chart, unit_of(item, table), (chart.series,), dict(given))


def _sums(chart: ChartDefinition, item: Item, _: Publication) -> Chart | None:
    """A chart of sums over rows whose names have the same prefix; None is the sum of rows that are all empty."""
    table = item.tables.get(chart.table)
    names, value = (names_of_rows(table), place_of(table, chart.column)) if table else (None, None)
    if table is None or names is None or value is None:
        return None
    rows: dict[str, tuple[Decimal | None, ...]] = {}
    for group in chart.sums:
        own = (row for name, row in zip(names, table.rows) if name.replace(" ", "").startswith(group.rows))
        known = [number for row in own if (number := figure(row, value)) is not None]
        rows[group.title] = (sum(known, _ZERO) if known else None,)
    return _bars(chart, unit_of(item, table), (chart.series,), rows)


def _counts(chart: ChartDefinition, item: Item, publication: Publication) -> Chart | None:
    """A chart of how often each text occurs in a column."""
    counts = Counter(_texts(chart, item, publication))
    frequent = sorted(counts, key=lambda name: (-counts[name], name))
    names = [*chart.order, *(name for name in frequent if name not in chart.order)]
    rows: dict[str, tuple[Decimal | None, ...]] = {
        name: (Decimal(counts[name]),) for name in names if name and counts[name]
    }
    return _bars(chart, "", (chart.series,), dict(list(rows.items())[:_MOST_GROUPS]))


def _texts(chart: ChartDefinition, item: Item, publication: Publication) -> Iterable[str]:
    if chart.table:
        return (row.text(chart.column) for row in item.rows(chart.table))
    records = publication.records.get(item.index_no)
    if records is None:
        return ()
    place = next(number for number, column in enumerate(records.columns) if column.name == chart.column)
    return (record.cells[place] for record in records.rows())


_WAYS: dict[Drawn, Callable[[ChartDefinition, Item, Publication], Chart | None]] = {
    Drawn.ROWS: _rows,
    Drawn.COLUMNS: _columns,
    Drawn.SUMS: _sums,
    Drawn.YEARS: years_chart,
    Drawn.COUNTS: _counts,
}
