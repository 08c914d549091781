"""What a table of this year prints as last year's budget is what was published last year, in whatever unit (财预〔2016〕143号)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gongkai.checking.fiscal.numbered_names import level_and_name
from gongkai.checking.prose.known_figures import BUDGET, KINDS, POWERS, Known, KnownFigures, folded
from gongkai.checking.prose.rounded import is_printed, is_quotient
from gongkai.checking.rule import Needs, Rule
from gongkai.model.formula import Figure, agree, figure_in
from gongkai.model.item import FigureTable, Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_TABLE, _ALL = "three_public", "三公经费"
_TOTALS = ("合计", "总计", "")
_REMEDY = "请核对两年的预算；口径有变化的，请在说明里写明。"


def check(publication: Publication) -> Iterator[Problem]:
    """Last year's figures that differ from those published then, and changes that do not follow from the two years."""
    known: dict[str, KnownFigures] = {}
    for item in publication.reading.items:
        year, table = item.values.get("year"), item.tables.get(_TABLE)
        if item.kind.name not in KINDS or item.legacy or not isinstance(year, int) or table is None:
            continue
        columns = {
            column.name: table.header.index(column.title)
            for column in table.layout.columns
            if column.title in table.header
        }
        if "last_year" not in columns or "item" not in columns or table.unit not in POWERS:
            continue
        if item.agency not in known:
            known[item.agency] = KnownFigures(publication, item.agency)
        then = known[item.agency].of_year(year - 1, BUDGET)
        for at, row in enumerate(table.rows):
            name = folded(level_and_name(row[columns["item"]])[1])
            label = name if name not in _TOTALS else _ALL
            yield from _last(item, table, at, columns["last_year"], then.get(label, ()))
            if "budget" in columns and "change" in columns:
                yield from _changed(table, at, columns["budget"], columns["last_year"], columns["change"])


def _last(item: Item, table: FigureTable, at: int, column: int, then: Sequence[Known]) -> Iterator[Problem]:
    figure = figure_in(table.rows[at][column])
    if figure is None or not table.rows[at][column].strip() or not then:
        return
    power = POWERS[table.unit]
    printed = Figure(figure.value.scaleb(power), figure.last_place + power)
    if any(agree(printed, Figure(one.yuan, one.last_place)) for one in then):
        return
    what = f"“{table.layout.title}”里“{then[0].name}”的上年数是 {figure.value:f} {table.unit}，上年公开的是 {then[0].shown}。"
    places = (table.place(at, column), then[0].place)
    yield problem(places[0], "last-year-differs", what, _REMEDY, Level.WARNING, places)


def _changed(table: FigureTable, at: int, now: int, last: int, change: int) -> Iterator[Problem]:
    row = table.rows[at]
    cells = [row[now].strip(), row[last].strip(), row[change].strip()]
    rate = cells[2].rstrip("%％")
    figures = [figure_in(cell) for cell in (*cells[:2], rate)]
    if not all(cells) or None in figures:
        return
    budget, before, told = (figure.value if figure else Decimal(0) for figure in figures)
    coarsest = max(figure.last_place for figure in figures[:2] if figure)
    if rate == cells[2]:
        holds = is_printed(told, budget - before, coarsest) or abs(told - (budget - before)) <= Decimal(1).scaleb(
            coarsest
        )
        right = f"{budget - before:f}"
    else:
        holds = not before or is_quotient(told, budget - before, before)
        right = f"{(budget - before) * 100 / before:.1f}%" if before else ""
    if not holds:
        places = tuple(table.place(at, column) for column in (change, now, last))
        what = f"“{table.layout.title}”里“{level_and_name(row[0])[1]}”的增减是 {cells[2]}，按两年的预算数是 {right}。"
        yield problem(places[0], "last-year-differs", what, "请核对这三个数。", Level.WARNING, places)


RULE = Rule(
    title="表里的上年数与上年公开的一致",
    sources=("财预〔2016〕143号",),
    findings=(Finding("last-year-differs", Level.WARNING, "上年数与上年公开的不同", as_printed=True),),
    needs=Needs(
        types=("department_budget", "three_public"),
        fields=("year", "basis_kind", "figure_unit"),
        tables=("three_public",),
    ),
    of_column=check,
)
