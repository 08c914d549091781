"""The sums of one side of a 收支总表: the lines make up their subtotal, that and what is carried over make up the total."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from gongkai.checking.fiscal.numbered_names import FREE, PART, level_and_name
from gongkai.checking.fiscal.printed_figures import figure_columns, printed_figure
from gongkai.checking.fiscal.violation import violated
from gongkai.model.formula import Figure, compare
from gongkai.model.item import FigureTable
from gongkai.model.kind import Identity
from gongkai.model.problems.problem import Problem
from gongkai.reading.vocabulary import titles

_SUBTOTAL, _TOTAL = "小计", "总计"


@dataclass
class _Line:
    """One line of a side, its sub-lines, and whether these are all of it (else 其中, some of it)."""

    row: int
    level: int
    name: str
    below: list[_Line] = field(default_factory=list)
    whole: bool = True


@dataclass
class _Side:
    """The lines of one side in their order."""

    lines: list[_Line] = field(default_factory=list)
    carried: list[_Line] = field(default_factory=list)
    subtotal: _Line | None = None
    total: _Line | None = None


def side_problems(identity: Identity, table: FigureTable) -> Iterator[Problem]:
    """The sums that do not hold on the side whose lines the column ``identity.formula`` names."""
    if identity.formula not in table.header or table.layout.unstated or table.withheld or _has_codes(table):
        return
    label_at = table.header.index(identity.formula)
    side = _side([row[label_at] for row in table.rows])
    if side is None:
        return
    for column in _amounts(table, label_at):
        yield from _sums(identity, table, side, column)


def _has_codes(table: FigureTable) -> bool:
    """Whether codes tell which line is a part of which; the sums then go by these."""
    at = next(
        (table.header.index(c.title) for c in table.layout.columns if c.name == "code" and c.title in table.header), -1
    )
    return at >= 0 and any("".join(row[at].split()).isdecimal() for row in table.rows)


def _amounts(table: FigureTable, label_at: int) -> Iterator[int]:
    """The columns with the amounts of the side: those after its names, up to the next column of names."""
    figures = set(figure_columns(table))
    for column in range(label_at + 1, len(table.header)):
        if column in figures:
            yield column
        elif any(one.title == table.header[column] for one in table.layout.columns):
            return


def _side(labels: Sequence[str]) -> _Side | None:
    """The lines of a side; None where its order is not that of a known form, so that nothing can be said."""
    kinds = titles("balance_lines")
    side = _Side()
    open_lines: list[_Line] = []
    numbered = any(level_and_name(label)[0] in (0, 1, 2) for label in labels if label)
    for row, label in enumerate(labels):
        if not label.strip():
            continue
        level, name = level_and_name(label)
        line = _Line(row, level, name)
        kind = kinds.get(name, "")
        if kind == _SUBTOTAL and not side.subtotal:
            side.subtotal, open_lines = line, []
            continue
        if kind in (_TOTAL, _SUBTOTAL):
            side.total = line
            break
        group = side.carried if side.subtotal else side.lines
        if not _add(line, group, open_lines, numbered=numbered and not side.subtotal):
            return None
    return side if side.lines and (side.total or side.subtotal) else None


def _add(line: _Line, group: list[_Line], open_lines: list[_Line], *, numbered: bool) -> bool:
    """Put a line below the one that it belongs to; False where that is not clear."""
    if line.level == PART or (line.level == FREE and open_lines and not open_lines[-1].whole):
        owner = open_lines[-1] if open_lines else group[-1] if group else None
        if owner is None:
            return False
        owner.whole = False
        owner.below.append(line)
        return True
    if line.level == FREE and numbered:
        return False
    while open_lines and open_lines[-1].level >= line.level:
        open_lines.pop()
    if not open_lines and group and line.level > group[0].level:
        return False
    (open_lines[-1].below if open_lines else group).append(line)
    open_lines.append(line)
    return True


def _sums(identity: Identity, table: FigureTable, side: _Side, column: int) -> Iterator[Problem]:
    def below(lines: Sequence[_Line]) -> Iterator[_Line]:
        for line in lines:
            yield line
            yield from below(line.below)

    for line in below([*side.lines, *side.carried]):
        if line.below and _given(table, line, column):
            yield from _sum(identity, table, line, line.below, column, "=" if line.whole else "≥")
    for whole, parts in (
        (side.subtotal, side.lines),
        (side.total, [side.subtotal, *side.carried] if side.subtotal else side.lines),
    ):
        if whole and _given(table, whole, column):
            yield from _sum(identity, table, whole, parts, column, "=")


def _given(table: FigureTable, line: _Line, column: int) -> bool:
    return bool(table.rows[line.row][column].strip())


def _sum(
    identity: Identity, table: FigureTable, whole: _Line, parts: Sequence[_Line], column: int, relation: str
) -> Iterator[Problem]:
    given = [line for line in parts if _stated(table, line, column)]
    if not given and len(parts) > 1 and relation == "=" and whole.name in titles("balance_lines"):
        # Every line is left blank, and the sum is not 0.
        given = list(parts)
    figures = [_figure(table, line, column) for line in (whole, *given)]
    known = [figure for figure in figures if figure]
    if not given or len(known) < len(figures):
        return
    right = sum((figure.value for figure in known[1:]), Decimal(0))
    if relation == "≥" and any(figure.value < 0 for figure in known):
        return
    outcome = compare(known[0].value, relation, right, max(one.last_place for one in known), len(given))
    if not outcome.holds:
        name = table.rows[whole.row][table.header.index(identity.formula)].strip()
        where = f"“{table.layout.title}”的“{name}”（{table.header[column]}）"
        names = "、".join(line.name for line in given[:4]) + ("等" if len(given) > 4 else "")
        several = f" {len(given)} 行之和" if len(given) > 1 else ""
        rule = f"应等于{names}{several}" if relation == "=" else f"应不小于其中的{names}"
        places = [table.place(line.row, column) for line in (whole, *given)]
        note = f"{name}（{table.header[column]}）为 {outcome.left:f}，各项相加为 {right:f}。"
        yield violated(identity, where, rule, outcome, places, note)


def _stated(table: FigureTable, line: _Line, column: int) -> bool:
    return _given(table, line, column) or any(_stated(table, one, column) for one in line.below)


def _figure(table: FigureTable, line: _Line, column: int) -> Figure | None:
    """The figure of a line; where only its sub-lines have figures, their sum."""
    if _given(table, line, column) or not line.below:
        return printed_figure(table.rows[line.row][column], table.header[column], table)
    found = [_figure(table, one, column) for one in line.below if _stated(table, one, column)]
    known = [figure for figure in found if figure]
    if len(known) < len(found) or not known:
        return None
    return Figure(sum((one.value for one in known), Decimal(0)), max(one.last_place for one in known))
