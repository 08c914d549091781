"""Figures that one year carries over to the next agree, and annual reports do not repeat last year's text."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.checking.rule import Needs, Rule
from gongkai.model.formula import Figure, agree, figure_in, figure_of
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_CARRIED_OVER = "四、结转下年度继续办理"
_CARRIED_IN = "二、上年结转政府信息公开申请数量"
_TEXTS = (("overview", "总体情况"), ("problems", "存在的主要问题及改进情况"))
_MOST_REPEATED = 0.5
_SHINGLE = 6
_LEAST_TEXT = 60


def check(publication: Publication) -> Iterator[Problem]:
    """Annual reports that contradict or repeat the previous one, and 三公 expenses that differ from the year's budget."""
    reports = _by_year(publication, "annual_report")
    for (agency, year), report in reports.items():
        before = reports.get((agency, year - 1))
        if before:
            yield from _carried(report, before)
            yield from _in_force(report, before)
            yield from _repeated(report, before)
    yield from _three_public(publication)


def _by_year(publication: Publication, kind: str, basis: str = "") -> dict[tuple[str, int], Item]:
    found: dict[tuple[str, int], Item] = {}
    for item in publication.reading.items:
        year = item.values.get("year")
        if item.kind.name == kind and isinstance(year, int) and (not basis or item.text("basis_kind") == basis):
            found.setdefault((item.agency, year), item)
    return found


def _carried(report: Item, before: Item) -> Iterator[Problem]:
    for number, title in enumerate(_header(report, "requests")):
        now = _cell(report, "requests", _CARRIED_IN, number)
        then = _cell(before, "requests", _CARRIED_OVER, number)
        if now and then and now[0] != then[0]:
            what = f"“{title}”的上年结转 {now[0]:f} 与上年度报告的结转下年度 {then[0]:f} 不同。"
            remedy = "请核对两年的报告；确有更正的，请在报告里说明。"
            yield problem(now[1], "year-chain", what, remedy, Level.WARNING, (now[1], then[1]))


def _in_force(report: Item, before: Item) -> Iterator[Problem]:
    header = _header(report, "proactive")
    titles = ("本年制发件数", "本年废止件数", "现行有效件数")
    if any(title not in header for title in titles) or "现行有效件数" not in _header(before, "proactive"):
        return
    made_at, repealed_at, valid_at = (header.index(title) for title in titles)
    for row in ("规章", "行政规范性文件"):
        made, repealed = _cell(report, "proactive", row, made_at), _cell(report, "proactive", row, repealed_at)
        now = _cell(report, "proactive", row, valid_at)
        then = _cell(before, "proactive", row, _header(before, "proactive").index("现行有效件数"))
        if made and repealed and now and then and now[0] != then[0] + made[0] - repealed[0]:
            expected = then[0] + made[0] - repealed[0]
            what = f"{row}现行有效 {now[0]:f} 件，按上年 {then[0]:f} 件、本年制发 {made[0]:f} 件、废止 {repealed[0]:f} 件应当是 {expected:f} 件。"
            remedy = "请核对件数；统计口径有变化的，请在报告里说明。"
            parts = [cell[1] for cell in (now, made, repealed, then)]
            yield problem(now[1], "year-chain", what, remedy, Level.WARNING, parts)


def _repeated(report: Item, before: Item) -> Iterator[Problem]:
    for name, title in _TEXTS:
        own, other = _plain(report.text(name)), _plain(before.text(name))
        if len(own) >= _LEAST_TEXT and len(other) >= _LEAST_TEXT:
            share = _shared(own, other)
            if share > _MOST_REPEATED:
                what = f"“{title}”与上年度报告的重复率约为 {share:.0%}。"
                yield problem(report.at(name), "year-repeated", what, "请按本年度的实际情况重写。", Level.WARNING)


def _three_public(publication: Publication) -> Iterator[Problem]:
    budgets = _by_year(publication, "three_public", "预算")
    finals = _by_year(publication, "three_public", "决算")
    for key, final in finals.items():
        budget = budgets.get(key)
        stated, planned = final.number("budget_total"), budget.number("total") if budget else None
        if budget is None or stated is None or planned is None:
            continue
        if not agree(_in_yuan(stated, final), _in_yuan(planned, budget)):
            what = f"决算写的年初预算合计 {stated:f} {final.text('figure_unit')}与预算公开的 {planned:f} {budget.text('figure_unit')}不同。"
            remedy = "请核对；预算调整过的请在说明里写明。"
            parts = (final.at("budget_total"), budget.at("total"))
            yield problem(parts[0], "year-chain", what, remedy, Level.WARNING, parts)


def _in_yuan(figure: Decimal, item: Item) -> Figure:
    return figure_of(figure.scaleb(4) if item.text("figure_unit") == "万元" else figure)


def _header(item: Item, table: str) -> tuple[str, ...]:
    found = item.tables.get(table)
    return found.header if found else ()


def _cell(item: Item, name: str, row_label: str, column: int) -> tuple[Decimal, Place] | None:
    table = item.tables.get(name)
    if table is None:
        return None
    for at, row in enumerate(table.rows):
        if any("".join(cell.split()) == row_label for cell in row) and column < len(row):
            figure = figure_in(row[column])
            return (figure.value, table.place(at, column)) if figure and row[column].strip() else None
    return None


def _plain(text: str) -> str:
    return "".join(character for character in text if character.isalnum())


def _shared(own: str, other: str) -> float:
    """The proportion, 0 to 1, of the six-character shingles of ``own`` that ``other`` contains too."""
    shingles = {own[start : start + _SHINGLE] for start in range(len(own) - _SHINGLE + 1)}
    theirs = {other[start : start + _SHINGLE] for start in range(len(other) - _SHINGLE + 1)}
    return len(shingles & theirs) / max(1, len(shingles))


RULE = Rule(
    title="年度之间衔接",
    findings=(
        Finding("year-chain", Level.WARNING, "与上年度或者预算的数不衔接", as_printed=True),
        Finding("year-repeated", Level.WARNING, "文字与上年度的报告重复"),
    ),
    needs=Needs(
        types=("annual_report", "three_public"),
        fields=("year", "basis_kind", "figure_unit", "total", "budget_total", "overview", "problems"),
        tables=("proactive", "requests"),
    ),
    of_column=check,
)
