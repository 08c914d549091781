"""A chart of one figure over the years, for types with an item for each year."""

from __future__ import annotations

from decimal import Decimal

from gongkai.model.chart_definition import ChartDefinition
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.pages.charts.chart import Chart, column_chart
from gongkai.pages.charts.figures import Figures, Group
from gongkai.pages.charts.table_cells import figure, place_of, row_named

_MOST_YEARS = 10


def years_chart(chart: ChartDefinition, item: Item, publication: Publication) -> Chart | None:
    """The figure of every year up to the item's own; a year without an item is a gap. None for fewer than two figures."""
    year = item.values.get("year")
    if not isinstance(year, int):
        return None
    by_year: dict[int, Decimal | None] = {}
    for other in publication.reading.items:
        other_year = other.values.get("year")
        if isinstance(other_year, int) and other_year <= year and _is_alike(chart, item, other):
            by_year[other_year] = _value(chart, other)
    span = range(max(min(by_year), year - _MOST_YEARS + 1), year + 1)
    return column_chart(
        Figures(
            title=chart.title,
            unit=chart.unit or item.text("figure_unit"),
            anchor=chart.anchor,
            head=chart.head,
            groups=tuple(Group(f"{one}年", str(one)) for one in span),
            series=(chart.series,),
            values=tuple((by_year.get(one),) for one in span),
        )
    )


def _is_alike(chart: ChartDefinition, item: Item, other: Item) -> bool:
    """Whether two items are comparable: same type, agency and unit, and the same values in the fields of the definition."""
    if other.kind.name != item.kind.name or other.agency != item.agency:
        return False
    fields = chart.same if chart.unit else (*chart.same, "figure_unit")
    return all(other.text(name) == item.text(name) for name in fields)


def _value(chart: ChartDefinition, item: Item) -> Decimal | None:
    """The figure of one year, from a field or a table cell."""
    if chart.value:
        return item.number(chart.value)
    table = item.tables.get(chart.table)
    row, place = (row_named(table, chart.row), place_of(table, chart.column)) if table else (None, None)
    return None if row is None or place is None else figure(row, place)
