"""Figures of an annual report are those that the column itself has for the year (国办公开办函〔2021〕30号)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from gongkai.checking.rule import Needs, Rule
from gongkai.model.formula import figure_in
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_TABLE, _NORMATIVE = "proactive", "行政规范性文件"
_RECORDS = {"permit_result": "行政许可", "penalty_result": "行政处罚"}
_DECISIONS = "本年处理决定数量"
_MOST = 6
_REMEDY = "请核对报告和目录；口径不同的，请在报告里说明，并在“检查豁免”里写明理由。"


def check(publication: Publication) -> Iterator[Problem]:
    """Documents made, ended and in force, and decisions recorded, that the report of the year does not count."""
    reports = [item for item in publication.reading.items if item.kind.name == "annual_report" and not item.legacy]
    if not reports:
        return
    documents = [item for item in publication.reading.items if "is_normative" in item.kind.by_name and item.doc_date]
    for report in reports:
        year = report.values.get("year")
        if isinstance(year, int):
            own = [item for item in documents if item.agency == report.agency]
            yield from _documents(report, year, own, publication)
            yield from _records(report, year, publication)


def _documents(report: Item, year: int, own: Sequence[Item], publication: Publication) -> Iterator[Problem]:
    of_year = [item for item in own if item.doc_date and item.doc_date.year == year]
    made = [item for item in of_year if item.values.get("is_normative") is True]
    # Only where every document says whether it is one, fewer than reported are a difference.
    complete = bool(of_year) and all("is_normative" in item.values for item in of_year)
    yield from _compared(report, "本年制发件数", f"{year}年制发的", made, complete=complete)
    normative = [item for item in own if item.values.get("is_normative") is True]
    ended = [item for item in normative if (day := _ended(item, publication)) and day.year == year]
    yield from _compared(report, "本年废止件数", f"{year}年废止、失效的", ended, complete=False)


def _ended(item: Item, publication: Publication) -> date | None:
    validity = publication.validity.get(item.index_no)
    return validity.since if validity and validity.state.dead else None


def _compared(report: Item, column: str, words: str, items: Sequence[Item], *, complete: bool) -> Iterator[Problem]:
    found = _cell(report, _NORMATIVE, column)
    if found is None or len(items) == found[0] or (len(items) < found[0] and not complete):
        return
    numbers = "、".join(item.doc_no or item.index_no for item in items[:_MOST])
    behind = f"（{numbers}{'等' if len(items) > _MOST else ''}）" if items else ""
    what = f"{_NORMATIVE}“{column}”是 {found[0]}，目录里{words}有 {len(items)} 件{behind}。"
    parts = (found[1], *(item.place for item in items))
    yield problem(found[1], "report-differs", what, _REMEDY, Level.WARNING, parts)


def _records(report: Item, year: int, publication: Publication) -> Iterator[Problem]:
    """More decisions of the year in the records than reported; fewer are those that are not published one by one."""
    for kind, row in _RECORDS.items():
        found = _cell(report, row, _DECISIONS)
        if found is None:
            continue
        tables = [
            (item, publication.records[item.index_no])
            for item in publication.reading.items
            if item.kind.name == kind and item.agency == report.agency and item.index_no in publication.records
        ]
        if sum(len(table) for _, table in tables) <= found[0]:
            continue
        counted = [(item, sum(day.startswith(f"{year}-") for day in table.days)) for item, table in tables]
        total = sum(number for _, number in counted)
        if total > found[0]:
            behind = [item for item, number in counted if number]
            what = f"{row}“{_DECISIONS}”是 {found[0]}，目录里{year}年的记录有 {total} 条（{len(behind)} 批）。"
            yield problem(
                found[1], "report-differs", what, _REMEDY, Level.WARNING, (found[1], *(i.place for i in behind))
            )


def _cell(report: Item, row_label: str, column_title: str) -> tuple[int, Place] | None:
    """A count of the report; None where it is blank or there is none, which is not 0."""
    table = report.tables.get(_TABLE)
    if table is None or column_title not in table.header:
        return None
    column = table.header.index(column_title)
    for at, row in enumerate(table.rows):
        if row[column].strip() and any("".join(cell.split()) == row_label for cell in row):
            figure = figure_in(row[column])
            return (int(figure.value), table.place(at, column)) if figure else None
    return None


RULE = Rule(
    title="年报的数与目录里的一致",
    sources=("国办公开办函〔2021〕30号",),
    findings=(Finding("report-differs", Level.WARNING, "年报的件数与目录里的不同", as_printed=True),),
    needs=Needs(
        types=("annual_report", "permit_result", "penalty_result"),
        fields=("year", "is_normative"),
        tables=("proactive",),
    ),
    of_column=check,
)
