"""The fiscal overview: budgets, final accounts and 三公 expenses year by year."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.pages.chart import Bar, Chart, bars
from gongkai.pages.item_pages import HOME
from gongkai.pages.item_view import Cell
from gongkai.pages.page import Link, Page
from gongkai.pages.page_tags import column_tags
from gongkai.pages.site_view import PART_PAGES, STATUTORY_PART, SiteView

FISCAL = "fiscal.html"
_TITLE = "财政公开总览"
_COLUMNS = (
    ("department_budget", "", "部门预算", "income_total"),
    ("department_final", "", "部门决算", "total"),
    ("three_public", "预算", "“三公”经费预算", "total"),
    ("three_public", "决算", "“三公”经费决算", "total"),
)
_LINES = (
    ("合计", "total"),
    ("因公出国（境）费", "abroad"),
    ("公务用车购置及运行费", "vehicles"),
    ("公务接待费", "reception"),
)


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """One year: a cell for every column, empty where nothing was published."""

    year: int
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class FiscalView:
    """The years, the latest first, and the 三公 expenses of all years side by side."""

    title: str
    header: tuple[str, ...]
    years: tuple[FiscalYear, ...]
    chart: Chart | None
    three_public_header: tuple[str, ...]
    three_public: tuple[tuple[str, ...], ...]


def fiscal_page(publication: Publication, site: SiteView) -> Page | None:
    """The overview; None where the agency has published no figures of any year."""
    by_year = _by_year(publication)
    if not by_year:
        return None
    years = tuple(
        FiscalYear(year, tuple(_cell(found.get(number), column[3]) for number, column in enumerate(_COLUMNS)))
        for year, found in sorted(by_year.items(), reverse=True)
    )
    header, rows = _three_public(by_year)
    view = FiscalView(
        _TITLE, tuple(column[2] for column in _COLUMNS), years, three_public_chart(publication), header, rows
    )
    return Page(
        url=FISCAL,
        template="gongkai/fiscal.html",
        title=_TITLE,
        node=FISCAL,
        crumbs=(HOME, Link(STATUTORY_PART, PART_PAGES[STATUTORY_PART])),
        description=f"{site.agency.name}历年部门预算、决算和“三公”经费。",
        tags=column_tags(site, _TITLE, f"{site.agency.name}历年部门预算、决算和“三公”经费。", "", "财政预决算"),
        view=view,
    )


def three_public_chart(publication: Publication) -> Chart | None:
    """The 三公 totals of the years, budget beside final account; None with fewer than two figures."""
    by_year = _by_year(publication)
    figures = []
    for year in sorted(by_year):
        for number, series in ((2, "预算"), (3, "决算")):
            item = by_year[year].get(number)
            figure = _in_ten_thousands(item, "total") if item else None
            if figure is not None:
                figures.append(Bar(f"{year}年", series, figure))
    if len(figures) < 2:
        return None
    return bars("“三公”经费合计（万元）", figures)


def _by_year(publication: Publication) -> dict[int, dict[int, Item]]:
    found: dict[int, dict[int, Item]] = {}
    for item in publication.reading.items:
        year = item.values.get("year")
        for number, (kind, basis, _, _) in enumerate(_COLUMNS):
            if item.kind.name == kind and isinstance(year, int) and (not basis or item.text("basis_kind") == basis):
                found.setdefault(year, {}).setdefault(number, item)
    return found


def _cell(item: Item | None, name: str) -> Cell:
    if item is None:
        return Cell("")
    figure = _in_ten_thousands(item, name)
    return Cell(f"{figure:,f}" if figure is not None else "查看", item_url(item))


def _in_ten_thousands(item: Item, name: str) -> Decimal | None:
    """A figure in 万元, exactly."""
    figure = item.number(name)
    if figure is None:
        return None
    return figure.scaleb(-4) if item.text("figure_unit") == "元" else figure


def _three_public(by_year: dict[int, dict[int, Item]]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """Header and rows of the comparison in 万元: a column for every year and basis."""
    items = list(_in_order(by_year))
    header = ("项目", *(label for label, _ in items))
    rows = tuple((title, *(_figure(item, name) for _, item in items)) for title, name in _LINES)
    return header, rows


def _in_order(by_year: dict[int, dict[int, Item]]) -> Iterator[tuple[str, Item]]:
    for year in sorted(by_year):
        for number, basis in ((2, "预算"), (3, "决算")):
            item = by_year[year].get(number)
            if item:
                yield f"{year}年{basis}", item


def _figure(item: Item, name: str) -> str:
    figure = _in_ten_thousands(item, name)
    return f"{figure:,f}" if figure is not None else "—"
