"""The fiscal overview: budget, final account and 三公 expenses of every year, with differences and reasons."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.link import Link
from gongkai.model.publication import Publication
from gongkai.pages.charts.chart import Chart, column_chart
from gongkai.pages.charts.figure_words import exact
from gongkai.pages.charts.figures import Figures, Group
from gongkai.pages.items.item_pages import HOME
from gongkai.pages.page import Page
from gongkai.pages.page_tags import column_tags
from gongkai.pages.site_view import PART_PAGES, STATUTORY_PART, SiteView
from gongkai.texts.marked_text import Text

FISCAL = "fiscal.html"
UNIT = "万元"
_TITLE = "财政公开总览"
_ABSENT = "—"
_TENTH = Decimal("0.1")
_MOST_YEARS = 10
_SOURCES = (
    ("budget", "department_budget", "", "部门预算"),
    ("final", "department_final", "", "部门决算"),
    ("three_budget", "three_public", "预算", "“三公”经费预算"),
    ("three_final", "three_public", "决算", "“三公”经费决算"),
)
_LINES = (
    ("收入总计", "budget", "income_total", "final", "total"),
    ("支出合计", "budget", "expense_total", "final", "expense_year"),
    ("机关运行经费", "budget", "operating", "final", "operating"),
    ("政府采购", "budget", "procurement", "final", "procurement"),
    ("“三公”经费合计", "three_budget", "total", "three_final", "total"),
    ("因公出国（境）费", "three_budget", "abroad", "three_final", "abroad"),
    ("公务用车购置费", "three_budget", "vehicles_bought", "three_final", "vehicles_bought"),
    ("公务用车运行费", "three_budget", "vehicles_run", "three_final", "vehicles_run"),
    ("公务接待费", "three_budget", "reception", "three_final", "reception"),
)
"""Lines of the overview: label, then source and field of the figure for budget and for final account."""
_REASONS = (("three_budget", "explanation"), ("final", "analysis"), ("three_final", "explanation"))


@dataclass(frozen=True, slots=True)
class FiscalLine:
    """One line of a year as text: budget, final account, difference, share of the budget, change from last year."""

    label: str
    cells: tuple[str, ...]
    part: bool
    """Whether the line is part of the total above it."""


@dataclass(frozen=True, slots=True)
class FiscalYear:
    """One year: links to the publications, the lines, and the stated reasons for differences."""

    year: int
    published: tuple[Link, ...]
    missing: tuple[str, ...]
    lines: tuple[FiscalLine, ...]
    reasons: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class FiscalView:
    """The years, latest first, and charts of their totals."""

    title: str
    unit: str
    header: tuple[str, ...]
    years: tuple[FiscalYear, ...]
    charts: tuple[Chart, ...]


_HEADER = ("项目", "预算", "决算", "决算比预算", "决算为预算的", "决算比上年")
_ByYear = dict[int, dict[str, Item]]


def fiscal_page(publication: Publication, site: SiteView) -> Page | None:
    """The page of the overview; None if the agency has published no figures."""
    by_year = _by_year(publication)
    if not by_year:
        return None
    years = tuple(_year(year, by_year) for year in sorted(by_year, reverse=True))
    totals = _over_years("部门支出：预算与决算", "chart-expense", by_year, _LINES[1])
    charts = tuple(chart for chart in (three_public_chart(publication), totals) if chart)
    description = f"{site.agency.name}历年部门预算、决算和“三公”经费，预算与决算的差额和原因。"
    return Page(
        url=FISCAL,
        template="gongkai/fiscal.html",
        title=_TITLE,
        node=FISCAL,
        crumbs=(HOME, Link(STATUTORY_PART, PART_PAGES[STATUTORY_PART])),
        description=description,
        tags=column_tags(site, _TITLE, description, "", "财政预决算"),
        view=FiscalView(_TITLE, UNIT, _HEADER, years, charts),
    )


def three_public_chart(publication: Publication) -> Chart | None:
    """The chart of 三公 totals over the years, budget beside final account; None for fewer than two figures."""
    return _over_years("“三公”经费合计", "chart-three-public", _by_year(publication), _LINES[4])


def _over_years(title: str, anchor: str, by_year: _ByYear, line: tuple[str, str, str, str, str]) -> Chart | None:
    """The chart of a line over the years; a year without publication is shown as a gap."""
    if not by_year:
        return None
    span = range(max(min(by_year), max(by_year) - _MOST_YEARS + 1), max(by_year) + 1)
    return column_chart(
        Figures(
            title=title,
            unit=UNIT,
            anchor=anchor,
            head="年度",
            groups=tuple(Group(f"{year}年", str(year)) for year in span),
            series=("预算", "决算"),
            values=tuple(_pair(by_year.get(year, {}), line) for year in span),
        )
    )


def _by_year(publication: Publication) -> _ByYear:
    """Year → source → the agency's own publication; the first if a year has several."""
    found: _ByYear = {}
    agency = publication.reading.settings.agency.name
    for item in publication.reading.items:
        year = item.values.get("year")
        for name, kind, basis, _ in _SOURCES:
            same = item.kind.name == kind and (not basis or item.text("basis_kind") == basis)
            if same and isinstance(year, int) and item.agency == agency:
                found.setdefault(year, {}).setdefault(name, item)
    return found


def _year(year: int, by_year: _ByYear) -> FiscalYear:
    found = by_year[year]
    lines = []
    for line in _LINES:
        budget, final = _pair(found, line)
        before = _pair(by_year.get(year - 1, {}), line)[1]
        if budget is None and final is None:
            continue
        cells = (
            _words(budget),
            _words(final),
            _difference(final, budget),
            _share(final, budget),
            _difference(final, before),
        )
        lines.append(FiscalLine(line[0], cells, line[2] in ("abroad", "vehicles_bought", "vehicles_run", "reception")))
    return FiscalYear(
        year=year,
        published=tuple(Link(label, item_url(found[name])) for name, _, _, label in _SOURCES if name in found),
        missing=tuple(label for name, _, _, label in _SOURCES if name not in found),
        lines=tuple(lines),
        reasons=tuple(
            (found[name].title, Text(found[name].text(field)))
            for name, field in _REASONS
            if name in found and found[name].text(field)
        ),
    )


def _pair(found: dict[str, Item], line: tuple[str, str, str, str, str]) -> tuple[Decimal | None, Decimal | None]:
    """Budget and final account of a line, in 万元."""
    _, budget, budget_field, final, final_field = line
    return _in_ten_thousands(found.get(budget), budget_field), _in_ten_thousands(found.get(final), final_field)


def _in_ten_thousands(item: Item | None, name: str) -> Decimal | None:
    """A figure of an item converted to 万元, exactly; None if not given."""
    figure = item.number(name) if item else None
    if item is None or figure is None:
        return None
    return figure.scaleb(-4) if item.text("figure_unit") == "元" else figure


def _words(figure: Decimal | None) -> str:
    return exact(figure) if figure is not None else _ABSENT


def _difference(figure: Decimal | None, other: Decimal | None) -> str:
    if figure is None or other is None:
        return _ABSENT
    return f"{figure - other:+,f}" if figure != other else exact(figure - other)


def _share(figure: Decimal | None, whole: Decimal | None) -> str:
    """The share in percent with one decimal, rounded half up as in published accounts; empty for a budget of zero."""
    if figure is None or not whole:
        return _ABSENT
    return f"{(figure * 100 / whole).quantize(_TENTH, ROUND_HALF_UP)}%"
