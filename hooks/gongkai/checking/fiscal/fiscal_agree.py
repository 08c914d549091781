"""三公 expenses, budgets and final accounts of a year state the same figures (财预〔2016〕143号)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Needs, Rule
from gongkai.model.formula import Figure, agree, figure_in, figure_of
from gongkai.model.item import FigureTable, Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_BY_BASIS = {"预算": "department_budget", "决算": "department_final"}
_AMOUNTS = ("total", "abroad", "vehicles", "vehicles_bought", "vehicles_run", "reception")
_POWERS = {"元": 0, "万元": 4, "亿元": 8}


def check(publication: Publication) -> Iterator[Problem]:
    """Amounts that differ between two items of the same year."""
    items = publication.reading.items
    by_year = {(i.agency, i.kind.name, i.values.get("year")): i for i in items if i.kind.name in _BY_BASIS.values()}
    for item in items:
        basis = item.text("basis_kind")
        report = by_year.get((item.agency, _BY_BASIS.get(basis, ""), item.values.get("year")))
        if item.kind.name == "three_public" and report:
            yield from _amounts(item, report, basis)


def _amounts(item: Item, report: Item, basis: str) -> Iterator[Problem]:
    table = report.tables.get("three_public")
    number = _row(table, basis)
    if table is None or number is None:
        return
    row = table.rows[number]
    titles = {column.name: column.title for column in table.layout.columns}
    for name in _AMOUNTS:
        own = item.number(name)
        title = titles.get(name, "")
        figure = figure_in(row[table.header.index(title)]) if title in table.header else None
        if own is None or figure is None:
            continue
        if item.text("figure_unit") not in _POWERS or table.unit not in _POWERS:
            return
        if not agree(_yuan(figure_of(own), item.text("figure_unit")), _yuan(figure, table.unit)):
            label = item.kind.by_name[name].title
            what = f"“{label}”是 {own:f} {item.text('figure_unit')}，“{report.title}”的“三公”表里是 {figure.value:f} {table.unit}。"
            cell = table.place(number, table.header.index(title))
            yield problem(item.at(name), "fiscal-differs", what, "请对照原件核对。", parts=(item.at(name), cell))


def _row(table: FigureTable | None, basis: str) -> int | None:
    """The position of the row that holds the amounts: the only row of a budget table, else the row of that basis."""
    if table is None or not table.rows:
        return None
    rows = enumerate(table.rows)
    return 0 if basis == "预算" else next((number for number, row in rows if f"{basis}数" in row), None)


def _yuan(figure: Figure, unit: str) -> Figure:
    power = _POWERS.get(unit, 0)
    return Figure(figure.value.scaleb(power), figure.last_place + power)


RULE = Rule(
    title="预决算与“三公”经费一致",
    sources=("财预〔2016〕143号",),
    findings=(Finding("fiscal-differs", Level.ERROR, "“三公”经费与预决算的数不同", as_printed=True),),
    needs=Needs(
        types=("three_public", "department_budget", "department_final"),
        fields=(
            "year",
            "basis_kind",
            "figure_unit",
            "total",
            "abroad",
            "vehicles",
            "vehicles_bought",
            "vehicles_run",
            "reception",
        ),
        tables=("three_public",),
    ),
    of_column=check,
)
