"""Sums over the subjects of a table by their codes: 类 = Σ款, 款 = Σ项, 合计 = Σ类, 人员经费合计 = 301 + 303."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.checking.fiscal.numbered_names import level_and_name
from gongkai.checking.fiscal.printed_figures import figure_columns, name_of_row, printed_figure
from gongkai.checking.fiscal.violation import violated
from gongkai.model.formula import Formula, compare, figure_in
from gongkai.model.item import FigureTable
from gongkai.model.kind import Identity
from gongkai.model.problems.problem import Problem
from gongkai.model.tables.left_out_rows import open_rows
from gongkai.reading.vocabulary import titles

TOTALS = ("合计", "总计")


def coded_rows(table: FigureTable, code_title: str) -> tuple[dict[str, int], int | None]:
    """The first row of every code, and the row of the total."""
    code_at = table.header.index(code_title)
    rows: dict[str, int] = {}
    total: int | None = None
    grand: list[int] = []
    is_complete = True
    for number, row in enumerate(table.rows):
        code = "".join(row[code_at].split())
        if any("".join(cell.split()) in TOTALS for cell in row[: code_at + 2]):
            total = number
        elif code.isdigit():
            rows.setdefault(code, number)
        elif any(cell.strip() for cell in row):
            kinds = {titles("balance_lines").get(level_and_name(cell)[1], "") for cell in row[: code_at + 2]}
            is_complete = is_complete and bool(kinds & {"总计", "小计"})
            grand += [number] if "总计" in kinds else []
    # Of 收入总计 and 支出总计 the subjects are all of it only where no line of the table is without a code.
    return rows, grand[0] if total is None and len(grand) == 1 and is_complete else total


def tree_problems(identity: Identity, table: FigureTable) -> Iterator[Problem]:
    """The sums of a table of coded subjects that do not hold, at every level."""
    if identity.formula not in table.header:
        return
    rows, total = coded_rows(table, identity.formula)
    unknown = open_rows(table, table.header.index(identity.formula))
    children: dict[int | None, list[int]] = {}
    for code, number in rows.items():
        parent = next((rows[code[:length]] for length in range(len(code) - 1, 2, -1) if code[:length] in rows), None)
        children.setdefault(parent, []).append(number)
    if total is not None and None in children:
        children[total] = children.pop(None)
    for parent, members in children.items():
        if parent is None or parent in unknown or (parent == total and -1 in unknown):
            continue
        for column in figure_columns(table):
            figures = [figure_in(table.rows[number][column]) for number in (parent, *members)]
            if any(figure is None for figure in figures):
                continue
            known = [figure for figure in figures if figure is not None]
            right = sum((figure.value for figure in known[1:]), Decimal(0))
            outcome = compare(known[0].value, "=", right, max(f.last_place for f in known), len(members))
            if not outcome.holds:
                name = name_of_row(table.rows[parent], table)
                where = f"“{table.layout.title}”的“{name}”（{table.header[column]}）"
                places = [table.place(row, column) for row in (parent, *members)]
                note = f"{name}（{table.header[column]}）为 {outcome.left:f}，下级 {len(members)} 行相加为 {right:f}。"
                yield violated(identity, where, f"应等于下级 {len(members)} 行之和", outcome, places, note)


def part_problems(identity: Identity, formula: Formula, table: FigureTable) -> Iterator[Problem]:
    """The rows named or coded on the left that are not the sum of those on the right; rows that are not there are 0."""
    by_name: dict[str, int] = {}
    for number, row in enumerate(table.rows):
        for cell in row:
            by_name.setdefault(level_and_name(cell)[1], number)
    left = [by_name.get(term.label) for term in formula.left]
    right = [by_name[term.label] for term in formula.right if term.label in by_name]
    whole = [row for row in left if row is not None]
    if len(whole) < len(left) or not right or table.withheld:
        return
    for column in figure_columns(table):
        cells = [table.rows[row][column] for row in (*whole, *right)]
        figures = [printed_figure(cell, table.header[column], table) for cell in cells]
        known = [figure for figure in figures if figure]
        if len(known) < len(figures) or not any(cells[: len(whole)]):
            continue
        sums = [sum((f.value for f in part), Decimal(0)) for part in (known[: len(whole)], known[len(whole) :])]
        outcome = compare(sums[0], formula.relation, sums[1], max(f.last_place for f in known), len(known) - 1)
        if not outcome.holds:
            name = name_of_row(table.rows[whole[0]], table)
            where = f"“{table.layout.title}”的“{name}”（{table.header[column]}）"
            names = " + ".join(name_of_row(table.rows[row], table) for row in right)
            places = [table.place(row, column) for row in (*whole, *right)]
            note = f"{name}（{table.header[column]}）为 {outcome.left:f}，{names}为 {outcome.right:f}。"
            yield violated(identity, where, f"应{_WORDS[formula.relation]}{names}", outcome, places, note)


_WORDS = {"=": "等于", "≤": "不大于", "≥": "不小于"}
