"""Identities between figures (勾稽关系), stated in the type definitions, in exact decimals (e.g. 财预〔2016〕143号)."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import cache

from gongkai.checking.fiscal.coded_sums import part_problems, tree_problems
from gongkai.checking.fiscal.joined_tables import joined_problems
from gongkai.checking.fiscal.printed_figures import (
    EXACT,
    figure_columns,
    figure_in_row,
    label_column,
    name_of_row,
    printed_figure,
    scaled,
)
from gongkai.checking.fiscal.printed_sides import side_problems
from gongkai.checking.fiscal.violation import violated
from gongkai.checking.rule import Needs, Rule
from gongkai.model.formula import (
    CELL,
    COUNT,
    Figure,
    Formula,
    Outcome,
    Term,
    agree,
    evaluate,
    figure_of,
)
from gongkai.model.item import FigureTable, Item
from gongkai.model.kind import FieldType, Identity
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem
from gongkai.model.publication import Publication
from gongkai.reading.types.formula_parser import FormulaError, parse
from gongkai.reading.values.fields import holds

_parsed = cache(parse)
"""The formulas of type definitions are the same for every item."""


def check_identities(publication: Publication) -> Iterator[Problem]:
    """Every identity that does not hold, for every item; differences explained by rounding are notes."""
    for item in publication.reading.items:
        for identity in item.kind.identities:
            if not identity.when or holds(identity.when, item.values, item.kind.by_label):
                yield from _check(item, identity)


def _check(item: Item, identity: Identity) -> Iterator[Problem]:
    table = item.tables.get(identity.table)
    if identity.scope in ("tree", "side"):
        if table:
            yield from (tree_problems if identity.scope == "tree" else side_problems)(identity, table)
        return
    try:
        formula = _parsed(identity.formula)
    except FormulaError:
        # The wrong formula has already been reported with the type definition.
        return
    if identity.scope == "item":
        yield from _item(item, identity, formula)
    elif identity.scope == "cells":
        yield from _cells(item, identity, formula)
    elif identity.scope == "joined":
        yield from joined_problems(identity, item, formula)
    elif table:
        in_table = {"row": _rows, "column": _columns, "parts": part_problems}[identity.scope]
        yield from in_table(identity, formula, table)


def _item(item: Item, identity: Identity, formula: Formula) -> Iterator[Problem]:
    if not _decidable(item, formula):
        return
    outcome = evaluate(formula, lambda label: _figure(item, label))
    if outcome and not outcome.holds:
        fields = [item.kind.by_label.get(term.label) for term in formula.terms()]
        places = [item.at(field.name) for field in fields if field and field.name in item.values]
        first = item.kind.by_label.get(formula.left[0].label)
        place = item.at(first.name) if first else item.place
        yield violated(
            identity, f"“{item.title}”", _words(formula), outcome, [place, *places], _for_readers(formula, outcome)
        )


def _decidable(item: Item, formula: Formula) -> bool:
    """Whether both sides have at least one figure; without any, the identity cannot be checked."""
    return all(any(_given(item, term.label) for term in side) for side in (formula.left, formula.right))


def _given(item: Item, label: str) -> bool:
    counted = COUNT.match(label)
    field = item.kind.by_label.get(counted[1] if counted else label)
    return field is not None and field.name in item.values


def _figure(item: Item, label: str) -> Figure | None:
    """The figure of a field, or the number of rows of a table field; an optional figure that is not given counts as 0."""
    counted = COUNT.match(label)
    field = item.kind.by_label.get(counted[1] if counted else label)
    if field is None:
        return None
    if counted:
        return Figure(Decimal(len(item.rows(field.name))), EXACT)
    number = item.number(field.name)
    if number is None:
        return None if field.constraints.required or field.name in item.values else Figure(Decimal(0), EXACT)
    if field.type is FieldType.INTEGER:
        return Figure(number, EXACT)
    return figure_of(number)


def _rows(identity: Identity, formula: Formula, table: FigureTable) -> Iterator[Problem]:
    columns = {title: number for number, title in enumerate(table.header)}
    for at, row in enumerate(table.rows):

        def cell_of(label: str, row: tuple[str, ...] = row) -> Figure | None:
            number = columns.get(label)
            return printed_figure(row[number], label, table) if number is not None else None

        if not any(cell.strip() for cell in row):
            continue
        outcome = evaluate(formula, cell_of)
        if (
            outcome
            and not outcome.holds
            and not _unstated(table, [row[columns[term.label]] for term in formula.terms()])
        ):
            places = [table.place(at, columns.get(term.label, 0)) for term in formula.terms()]
            where = f"“{table.layout.title}”的“{name_of_row(row, table)}”一行"
            yield violated(identity, where, _words(formula), outcome, places, _for_readers(formula, outcome))


def _columns(identity: Identity, formula: Formula, table: FigureTable) -> Iterator[Problem]:
    label_at = label_column(table)
    if label_at is None:
        return
    by_label = {"".join(row[label_at].split()): number for number, row in enumerate(table.rows)}
    for column in figure_columns(table):

        def cell_of(label: str, column: int = column) -> Figure | None:
            number = by_label.get("".join(label.split()))
            if number is None:
                return None
            return printed_figure(table.rows[number][column], table.header[column], table)

        outcome = evaluate(formula, cell_of)
        rows = [by_label.get("".join(term.label.split()), 0) for term in formula.terms()]
        if outcome and not outcome.holds and not _unstated(table, [table.rows[row][column] for row in rows]):
            places = [table.place(row, column) for row in rows]
            where = f"“{table.layout.title}”的“{table.header[column]}”一列"
            yield violated(identity, where, _words(formula, 4), outcome, places, _for_readers(formula, outcome))


def _unstated(table: FigureTable, cells: Sequence[str]) -> bool:
    """Whether a cell may hide a figure, in a table whose blank cells state nothing."""
    return table.layout.unstated and not all(cells)


def _cells(item: Item, identity: Identity, formula: Formula) -> Iterator[Problem]:
    places: list[Place] = []
    fields: list[Place] = []
    names: dict[str, str] = {}
    units = {_unit(term, item) for term in formula.terms()}

    def cell_of(label: str) -> Figure | None:
        match = CELL.match(label)
        if match is None:
            field = item.kind.by_label.get(label)
            if field and field.name in item.values:
                fields.append(item.at(field.name))
            return scaled(_figure(item, label), item.text("figure_unit"), units) if _given(item, label) else None
        table = item.tables.get(match[1])
        if table is None:
            return None
        found = figure_in_row(table, match[2], match[3])
        if found is None:
            return None
        figure, place, name = found
        names[label] = f"“{table.layout.title}”的{name}（{match[3]}）"
        places.append(place)
        return scaled(figure, table.unit, units)

    outcome = evaluate(formula, cell_of)
    if outcome and not outcome.holds and not (len(units) > 1 and _within(formula, cell_of)):
        words = " ".join(names.get(part, part) for part in identity.formula.split(" "))
        yield violated(identity, f"“{item.title}”各表之间", words, outcome, [*places, *fields])


def _within(formula: Formula, cell_of: Callable[[str], Figure | None]) -> bool:
    """Whether two figures printed in different units are equal within the coarser of them."""
    figures = [cell_of(term.label) for term in formula.terms()]
    known = [figure for figure in figures if figure]
    return len(figures) == len(known) == 2 and formula.relation == "=" and agree(*known)


def _unit(term: Term, item: Item) -> str:
    match = CELL.match(term.label)
    table = item.tables.get(match[1]) if match else None
    return table.unit if table else item.text("figure_unit")


def _words(formula: Formula, most: int = 12) -> str:
    def side(labels: list[str]) -> str:
        more = f"……（共 {len(labels)} 项）" if len(labels) > most else ""
        return " + ".join(labels[:most]) + more

    left = [term.label for term in formula.left]
    return f"{side(left)} {formula.relation} {side([term.label for term in formula.right])}"


def _for_readers(formula: Formula, outcome: Outcome) -> str:
    """The explanation for readers of the page: a sum and what its parts add up to, else both sides of the equation."""
    sums = all(term.sign > 0 for term in formula.right) and len(formula.right) > 1
    if formula.relation == "=" and len(formula.left) == 1 and sums:
        return f"“{formula.left[0].label}”为 {outcome.left:f}，按各项相加应为 {outcome.right:f}。"
    return f"按“{_words(formula, 4)}”核算，左边为 {outcome.left:f}，右边为 {outcome.right:f}。"


RULE = Rule(
    title="数据勾稽关系",
    sources=("财预〔2016〕143号",),
    findings=(
        Finding(
            "identity",
            Level.ERROR,
            "勾稽关系不成立",
            milder=(
                (Level.WARNING, "类型定义里写的级别是“警告”"),
                (Level.NOTE, "级别是“提示”，或者差额在四舍五入的范围内"),
            ),
            as_printed=True,
        ),
    ),
    needs=Needs(
        fields=("figure_unit",),
    ),
    of_column=check_identities,
)
