"""Budget subjects are itemized to the required level and have their official names (预算法第四十六条)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gongkai.checking.fiscal.likely_codes import plain_name
from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import FigureTable, Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.tables.left_out_rows import open_rows
from gongkai.reading.vocabulary import titles

_KINDS = ("department_budget", "department_final", "government_budget", "government_final")
_FUNCTIONS = ("income", "expense", "general", "fund", "general_own", "fund_own")
_ECONOMIC = ("basic", "general_basic")
_FROM = 2020
"""The first year with the names of functions that the list has."""
_LEVELS = {7: "项", 5: "款"}


def check(publication: Publication) -> Iterator[Problem]:
    """Subjects not itemized to 项 (by function) or 款 (economic), and codes with a name other than the official one."""
    for item in publication.reading.items:
        if item.kind.name in _KINDS and not item.legacy:
            for name in _FUNCTIONS:
                yield from _depth(item.tables.get(name), 7)
            for name in _ECONOMIC:
                yield from _depth(item.tables.get(name), 5)
            yield from _names(item)


def _depth(table: FigureTable | None, digits: int) -> Iterator[Problem]:
    if table is None:
        return
    codes = [(code, row) for code, _, row in _coded(table)]
    secret = open_rows(table, _column(table, "code")) if codes else frozenset()
    for code, row in codes:
        deeper = any(other != code and other.startswith(code) for other, _ in codes)
        if len(code) < digits and not deeper and row not in secret:
            what = f"“{table.layout.title}”的科目 {code} 没有公开到{_LEVELS[digits]}级（{digits} 位）。"
            parts = [table.place(row, _column(table, "code"))]
            yield problem(replace(parts[0], column=1), "subject-depth", what, "请补上下级科目。", Level.WARNING, parts)


def _names(item: Item) -> Iterator[Problem]:
    """Names other than the official ones; those of functions are of the years from 2020 on."""
    year = item.values.get("year")
    recent = isinstance(year, int) and year >= _FROM
    for name in (*_FUNCTIONS, *_ECONOMIC):
        table = item.tables.get(name)
        official = titles("economic_subjects" if name in _ECONOMIC else "functional_subjects")
        if table and (recent or name in _ECONOMIC):
            yield from _named(table, official)


def _named(table: FigureTable, official: dict[str, str]) -> Iterator[Problem]:
    for code, name, row in _coded(table):
        if code not in official or not name or plain_name(name) == plain_name(official[code]):
            continue
        same = [one for one in official if one[:-2] == code[:-2] and plain_name(official[one]) == plain_name(name)]
        other = f"“{name}”的编码是 {same[0]}。" if same else ""
        what = f"科目 {code} 写成“{name}”，官方名称是“{official[code]}”。{other}"
        remedy = "请核对科目编码和名称（政府收支分类科目）。"
        parts = [table.place(row, _column(table, name)) for name in ("subject", "code")]
        place = parts[0] if table.places else replace(parts[0], column=2)
        yield problem(place, "subject-name", what, remedy, Level.WARNING, parts)


def _coded(table: FigureTable) -> Iterator[tuple[str, str, int]]:
    """Code, name and position of every row with a code."""
    titles_of = {column.title: column.name for column in table.layout.columns}
    names = [titles_of.get(title, "") for title in table.header]
    if "code" not in names or "subject" not in names:
        return
    for at, row in enumerate(table.rows):
        code = "".join(row[names.index("code")].split())
        if code.isdecimal() and len(code) >= 3:
            yield code, row[names.index("subject")].strip(), at


def _column(table: FigureTable | None, name: str) -> int:
    titles_of = {column.title: column.name for column in table.layout.columns} if table else {}
    names = [titles_of.get(title, "") for title in table.header] if table else []
    return names.index(name)


RULE = Rule(
    title="预算科目的级次和名称",
    sources=("预算法第四十六条",),
    findings=(
        Finding("subject-depth", Level.WARNING, "科目没有公开到规定的级次", as_printed=True),
        Finding("subject-name", Level.WARNING, "科目编码与名称不符", as_printed=True),
    ),
    needs=Needs(
        types=("department_budget", "department_final", "government_budget", "government_final"),
        fields=("year",),
        columns=("code", "subject"),
        tables=("income", "expense", "general", "fund", "basic", "general_own", "fund_own", "general_basic"),
    ),
    of_column=check,
)
