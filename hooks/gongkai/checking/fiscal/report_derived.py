"""Figures of an annual report are those that the column itself has for the year (国办公开办函〔2021〕30号)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.checking.fiscal.column_of_year import NORMATIVE, REGULATION, ColumnOfYear, Counted
from gongkai.checking.rule import Needs, Rule
from gongkai.model.formula import Figure, figure_in
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_TABLE = "proactive"
_MADE, _ENDED, _IN_FORCE = "本年制发件数", "本年废止件数", "现行有效件数"
_DECISIONS, _FEES, _CHARGES = "本年处理决定数量", "本年收费金额（单位：万元）", "行政事业性收费"
_DECIDING = ("行政许可", "行政处罚", "行政强制")
_MOST = 6
_REMEDY = "请核对报告和目录；口径不同的，请在报告里说明，并在“检查豁免”里写明理由。"
_FEWER = "请核对报告；目录里还没有的请补上，不在专栏公开的请在报告里说明。"


@dataclass(frozen=True, slots=True)
class _Reported:
    """A figure of the report, its place, and its row and column."""

    number: int
    place: Place
    row: str
    column: str


def check(publication: Publication) -> Iterator[Problem]:
    """Documents made, ended and in force, decisions and charges of the year that the report counts otherwise."""
    columns: dict[str, ColumnOfYear] = {}
    for report in publication.reading.items:
        year = report.values.get("year")
        if report.kind.name != "annual_report" or report.legacy or not isinstance(year, int):
            continue
        if report.agency not in columns:
            columns[report.agency] = ColumnOfYear(publication, report.agency)
        column = columns[report.agency]
        for row in (REGULATION, NORMATIVE):
            yield from _documents(report, row, year, column)
        for row in _DECIDING:
            reported, counted = _reported(report, row, _DECISIONS), column.decided(row, year)
            if reported and counted:
                yield from _compared(reported, counted)
        yield from _charges(report, column)


def _documents(report: Item, row: str, year: int, column: ColumnOfYear) -> Iterator[Problem]:
    made, ended, there = (_reported(report, row, title) for title in (_MADE, _ENDED, _IN_FORCE))
    known = column.has(row)
    off = 0
    for reported, counted, sign in ((made, column.made(row, year), 1), (ended, column.ended(row, year), -1)):
        # A column without any such document says nothing of their number.
        if reported and (known or counted.behind):
            off += sign * (reported.number - counted.numbers.least)
            yield from _compared(reported, counted)
    if there is None or not known:
        return
    counted = column.in_force(row, year)
    # What follows from a wrong number of the year is told there, as the cause.
    if not off or there.number - off not in counted.numbers:
        yield from _compared(there, counted)


def _compared(reported: _Reported, counted: Counted) -> Iterator[Problem]:
    if reported.number in counted.numbers:
        return
    more = reported.number < counted.numbers.least
    numbers = "、".join(item.doc_no or item.index_no for item in counted.behind[:_MOST])
    behind = f"（{numbers}{'等' if len(counted.behind) > _MOST else ''}）" if counted.behind else ""
    unit = "条" if reported.column == _DECISIONS else "件"
    what = (
        f"{reported.row}“{reported.column}”是 {reported.number}，"
        f"目录里{counted.words}有 {counted.numbers} {unit}{behind}。"
    )
    level = Level.WARNING if more or (counted.whole and unit == "件") else Level.NOTE
    if level is Level.NOTE and unit == "条" and not counted.whole:
        # Decisions that are not published one by one are in no record.
        return
    parts = (reported.place, *(item.place for item in counted.behind))
    yield problem(reported.place, "report-differs", what, _REMEDY if more else _FEWER, level, parts)


def _charges(report: Item, column: ColumnOfYear) -> Iterator[Problem]:
    found = _figure(report, _CHARGES, _FEES)
    if found and found[0].value and column.lacks_charges():
        what = f"{_CHARGES}“本年收费金额”是 {found[0].value:f} 万元，目录里没有行政事业性收费清单。"
        remedy = "请核对金额；有收费的，请把收费清单（项目、依据、标准）公开。"
        yield problem(found[1], "report-differs", what, remedy, Level.NOTE)


def _reported(report: Item, row: str, column: str) -> _Reported | None:
    found = _figure(report, row, column)
    return _Reported(int(found[0].value), found[1], row, column) if found else None


def _figure(report: Item, row_label: str, column_title: str) -> tuple[Figure, Place] | None:
    """A figure of the report; None where it is blank or there is none, which is not 0."""
    table = report.tables.get(_TABLE)
    if table is None or column_title not in table.header:
        return None
    column = table.header.index(column_title)
    for at, row in enumerate(table.rows):
        if row[column].strip() and any("".join(cell.split()) == row_label for cell in row):
            figure = figure_in(row[column])
            return (figure, table.place(at, column)) if figure else None
    return None


RULE = Rule(
    title="年报的数与目录里的一致",
    sources=("国办公开办函〔2021〕30号",),
    findings=(
        Finding(
            "report-differs",
            Level.WARNING,
            "年报的件数与目录里的不同",
            milder=((Level.NOTE, "目录里的比年报少，可能没有全部公开"),),
            as_printed=True,
        ),
    ),
    needs=Needs(
        types=("annual_report", "permit_result", "penalty_result"),
        fields=("year", "is_normative", "doc_category", "list_kind"),
        columns=("action_kind",),
        tables=("proactive",),
    ),
    of_column=check,
)
