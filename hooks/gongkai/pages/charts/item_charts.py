"""The charts on the page of an item, from its own tables, its records, and the same figures of other years."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from decimal import Decimal

from gongkai.model.formula import figure_in
from gongkai.model.item import FigureTable, Item
from gongkai.model.publication import Publication
from gongkai.pages.charts.chart import Chart, bar_chart, column_chart
from gongkai.pages.charts.figures import Figures, Group

_MOST_SUBJECTS = 12
_MOST_YEARS = 10
_CLASS_DIGITS = 3
"""Digits of the code of a class (类) in the functional classification; 款 and 项 have more (政府收支分类科目)."""
_EMPTY = ("", "-", "—", "——", "/", "－")
_REQUESTS_NEW = "一、本年新收政府信息公开申请数量"
_OUTCOMES = (
    ("予以公开", "三、（一）"),
    ("部分公开", "三、（二）"),
    ("不予公开", "三、（三）"),
    ("无法提供", "三、（四）"),
    ("不予处理", "三、（五）"),
    ("其他处理", "三、（六）"),
)
"""The outcomes of requests by the number of their rows (国办公开办函〔2021〕30号, 表三)."""


def charts_of(item: Item, publication: Publication) -> tuple[Chart, ...]:
    """The charts of an item in order; most types have none."""
    return tuple(chart for chart in _charts(item, publication) if chart)


def _charts(item: Item, publication: Publication) -> Iterator[Chart | None]:
    if "expense" in item.tables:
        yield _by_function(item, publication)
    if "income" in item.tables:
        yield _by_source(item.tables["income"], item)
    if "requests" in item.tables:
        yield _outcomes(item.tables["requests"])
        yield _requests(item, publication)
    if item.kind.name == "three_public":
        yield _years(item, publication)
    if item.kind.name == "opinion_summary":
        yield _opinions(item)
    if "result" in {column.name for column in item.kind.records} and item.index_no in publication.records:
        yield _results(item, publication)


def _by_function(item: Item, publication: Publication) -> Chart | None:
    """Expenses by class; those of a final account beside the budget of the same year."""
    own = _classes(item.tables["expense"])
    unit = _unit(item, item.tables["expense"])
    budget = _budget_of(item, publication)
    columns = [("决算" if "决算" in item.kind.title else "预算", own)]
    if budget is not None and _unit(budget, budget.tables["expense"]) == unit:
        columns.insert(0, ("预算", _classes(budget.tables["expense"])))
    zero = Decimal(0)
    order = sorted(
        {name for _, column in columns for name in column},
        key=lambda name: (-own.get(name, zero), -max(column.get(name, zero) for _, column in columns), name),
    )
    return bar_chart(
        Figures(
            title="支出按功能分类",
            unit=unit,
            anchor="chart-function",
            head="科目",
            groups=tuple(Group(name) for name in order[:_MOST_SUBJECTS]),
            series=tuple(name for name, _ in columns),
            values=tuple(tuple(column.get(name) for _, column in columns) for name in order[:_MOST_SUBJECTS]),
        )
    )


def _budget_of(item: Item, publication: Publication) -> Item | None:
    """The budget of a final account: of the same agency and year, with the same table."""
    if "决算" not in item.kind.title:
        return None
    return next(
        (
            other
            for other in publication.reading.items
            if other.kind.name == "department_budget"
            and other.agency == item.agency
            and other.values.get("year") == item.values.get("year")
            and "expense" in other.tables
        ),
        None,
    )


def _classes(table: FigureTable) -> dict[str, Decimal]:
    """Total of every class by its name; a table that brings only 项 has none."""
    code, name, total = _place(table, "code"), _place(table, "subject"), _first_total(table)
    if code is None or name is None or total is None:
        return {}
    found: dict[str, Decimal] = {}
    for row in table.rows:
        value = _figure(row, total)
        if len(row[code].strip()) == _CLASS_DIGITS and row[code].strip().isdigit() and value is not None:
            found[row[name].strip()] = value
    return found


def _first_total(table: FigureTable) -> int | None:
    """The column of totals, 合计 in a budget and 本年支出合计 in a final account."""
    return next((number for number, title in enumerate(table.header) if title.endswith("合计")), None)


def _by_source(table: FigureTable, item: Item) -> Chart | None:
    """Income by source, from the row of totals; sources that bring nothing are left out."""
    name = _place(table, "subject")
    total = next((row for row in table.rows if name is not None and "合计" in row[name]), None)
    if total is None:
        return None
    known = [
        (title, _figure(total, n)) for n, title in enumerate(table.header) if "收入" in title and "合计" not in title
    ]
    given = [(title, value) for title, value in known if value]
    return bar_chart(
        Figures(
            title="收入来源",
            unit=_unit(item, table),
            anchor="chart-source",
            head="来源",
            groups=tuple(Group(title) for title, _ in given),
            series=("金额",),
            values=tuple((value,) for _, value in given),
        )
    )


def _outcomes(table: FigureTable) -> Chart | None:
    line, total = _place(table, "line"), _place(table, "sum")
    if line is None or total is None:
        return None
    sums: dict[str, list[Decimal]] = {name: [] for name, _ in _OUTCOMES}
    for row in table.rows:
        for name, number in _OUTCOMES:
            value = _figure(row, total)
            if row[line].replace(" ", "").startswith(number) and value is not None:
                sums[name].append(value)
    return bar_chart(
        Figures(
            title="政府信息公开申请的办理结果",
            unit="件",
            anchor="chart-outcomes",
            head="办理结果",
            groups=tuple(Group(name) for name, _ in _OUTCOMES),
            series=("件数",),
            values=tuple((sum(sums[name], Decimal(0)) if sums[name] else None,) for name, _ in _OUTCOMES),
        )
    )


def _requests(item: Item, publication: Publication) -> Chart | None:
    return _yearly(
        item,
        publication,
        Figures(
            title="历年新收政府信息公开申请",
            unit="件",
            anchor="chart-requests",
            head="年度",
            groups=(),
            series=("新收申请",),
            values=(),
        ),
        _new_requests,
    )


def _new_requests(item: Item) -> Decimal | None:
    table = item.tables.get("requests")
    line, total = (_place(table, "line"), _place(table, "sum")) if table else (None, None)
    if table is None or line is None or total is None:
        return None
    return next((_figure(row, total) for row in table.rows if row[line].strip() == _REQUESTS_NEW), None)


def _years(item: Item, publication: Publication) -> Chart | None:
    basis = item.text("basis_kind")
    figures = Figures(
        title=f"历年“三公”经费{basis}合计",
        unit=item.text("figure_unit"),
        anchor="chart-years",
        head="年度",
        groups=(),
        series=(f"{basis}合计",),
        values=(),
    )
    return _yearly(item, publication, figures, lambda one: one.number("total"))


def _yearly(
    item: Item, publication: Publication, figures: Figures, value_of: Callable[[Item], Decimal | None]
) -> Chart | None:
    """The figure of every year up to the item's own; a year without an item of its type is a gap."""
    year = item.values.get("year")
    if not isinstance(year, int):
        return None
    by_year: dict[int, Decimal | None] = {}
    for other in publication.reading.items:
        other_year = other.values.get("year")
        same = other.kind.name == item.kind.name and other.agency == item.agency
        alike = other.text("basis_kind") == item.text("basis_kind") and other.text("figure_unit") == figures.unit
        if isinstance(other_year, int) and other_year <= year and same and (alike or not other.text("figure_unit")):
            by_year[other_year] = value_of(other)
    span = range(max(min(by_year), year - _MOST_YEARS + 1), year + 1)
    return column_chart(
        Figures(
            title=figures.title,
            unit=figures.unit,
            anchor=figures.anchor,
            head=figures.head,
            groups=tuple(Group(f"{one}年", str(one)) for one in span),
            series=figures.series,
            values=tuple((by_year.get(one),) for one in span),
        )
    )


def _opinions(item: Item) -> Chart | None:
    counts = Counter(row.text("adopted") for row in item.rows("opinions"))
    names = [name for name in ("采纳", "部分采纳", "已有规定", "未采纳") if counts[name]]
    return _counted("意见采纳情况", "条", "chart-opinions", "采纳情况", [(name, counts[name]) for name in names])


def _results(item: Item, publication: Publication) -> Chart | None:
    table = publication.records[item.index_no]
    place = next(number for number, column in enumerate(table.columns) if column.name == "result")
    counts = Counter(record.cells[place] for record in table.rows())
    ordered = sorted(((name, count) for name, count in counts.items() if name), key=lambda one: (-one[1], one[0]))
    return _counted("检查结果分布", "户次", "chart-results", "检查结果", ordered[:_MOST_SUBJECTS])


def _counted(title: str, unit: str, anchor: str, head: str, counts: list[tuple[str, int]]) -> Chart | None:
    return bar_chart(
        Figures(
            title=title,
            unit=unit,
            anchor=anchor,
            head=head,
            groups=tuple(Group(name) for name, _ in counts),
            series=("数量",),
            values=tuple((Decimal(count),) for _, count in counts),
        )
    )


def _place(table: FigureTable | None, name: str) -> int | None:
    """Number of the column that the layout calls ``name``, whatever label the table prints for it."""
    column = next((one for one in table.layout.columns if one.name == name), None) if table else None
    if table is None or column is None:
        return None
    labels = (column.title, *column.aliases)
    return next((number for number, title in enumerate(table.header) if title in labels), None)


def _figure(row: tuple[str, ...], place: int) -> Decimal | None:
    """The figure of a cell; an empty cell is no zero."""
    cell = row[place].strip() if place < len(row) else ""
    figure = figure_in(cell) if cell not in _EMPTY else None
    return figure.value if figure else None


def _unit(item: Item, table: FigureTable) -> str:
    return table.unit or table.layout.unit or item.text("figure_unit")
