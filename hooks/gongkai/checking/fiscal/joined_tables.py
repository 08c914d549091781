"""The same subject in two tables: by its name in a 收支总表 and a table of subjects, or by its code in two of these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.checking.fiscal.coded_sums import TOTALS
from gongkai.checking.fiscal.numbered_names import level_and_name, same_name
from gongkai.checking.fiscal.printed_figures import printed_figure, scaled
from gongkai.checking.fiscal.violation import violated
from gongkai.model.formula import CELL, Figure, Formula, Outcome, agree, compare
from gongkai.model.item import FigureTable, Item
from gongkai.model.kind import Identity
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem
from gongkai.reading.vocabulary import titles

_CODE, _CLASS = "code", 3
"""The name of the column of codes, and the length of the codes (类) whose names stand in a 收支总表."""


@dataclass(frozen=True)
class _Cell:
    """One figure with the printed name of its row."""

    name: str
    figure: Figure
    place: Place


def joined_problems(identity: Identity, item: Item, formula: Formula) -> Iterator[Problem]:
    """Subjects whose figures in the two tables do not stand in the relation of the formula.

    Where «≤» holds for every subject and the totals are the same, every subject is the same too.
    """
    sides = [CELL.match(term.label) for term in formula.terms()]
    left, right = (item.tables.get(side[1]) if side else None for side in sides[:2])
    if left is None or right is None or not all(sides) or len(sides) != 2:
        return
    names = [(side[2], side[3]) for side in sides if side]
    by_code = all(_is_code(table, title) for table, (title, _) in zip((left, right), names))
    units = {left.unit, right.unit}
    ours, theirs = (_cells(table, *name, by_code, units) for table, name in zip((left, right), names))
    total = [side.get(TOTALS[0]) for side in (ours, theirs)]
    same = total[0] and total[1] and total[0].figure.value == total[1].figure.value != 0
    relation = "=" if same and by_code else formula.relation
    found: list[tuple[_Cell, _Cell, Outcome]] = []
    for key, one in ours.items():
        other = theirs.get(key)
        if other is None or (len(units) > 1 and agree(one.figure, other.figure)):
            continue
        last_place = max(one.figure.last_place, other.figure.last_place)
        outcome = compare(one.figure.value, relation, other.figure.value, last_place, 1)
        if not outcome.holds:
            found.append((one, other, outcome))
    # What comes from rounding is told apart, and of what goes by codes only the first: the levels repeat each other.
    kinds = [[one for one in found if one[2].rounding is rounding] for rounding in (False, True)]
    for several in kinds:
        for one, other, outcome in several[: 1 if by_code else len(several)]:
            more = f"（同样的还有 {len(several) - 1} 个科目）" if by_code and len(several) > 1 else ""
            where = f"“{left.layout.title}”的“{one.name}”（{names[0][1]}）"
            rule = f"{where} {relation} “{right.layout.title}”的“{other.name}”（{names[1][1]}）{more}"
            yield violated(identity, f"“{item.title}”各表之间", rule, outcome, (one.place, other.place))


def _is_code(table: FigureTable, title: str) -> bool:
    return any(column.title == title and column.name == _CODE for column in table.layout.columns)


def _cells(table: FigureTable, key_title: str, title: str, by_code: bool, units: set[str]) -> dict[str, _Cell]:
    """The figures of a column by code or name, each the first with that; the lines of a 收支总表 up to its first sum."""
    if key_title not in table.header or title not in table.header:
        return {}
    key_at, at = table.header.index(key_title), table.header.index(title)
    codes = next((table.header.index(c.title) for c in table.layout.columns if _coded(c.name, c.title, table)), None)
    found: dict[str, _Cell] = {}
    for number, row in enumerate(table.rows):
        name = level_and_name(row[key_at])[1]
        is_total = any("".join(cell.split()) in TOTALS for cell in row)
        if codes is None and titles("balance_lines").get(name) in ("小计", "总计"):
            break
        code = "".join(row[codes].split()) if codes is not None else ""
        key = TOTALS[0] if is_total else code if by_code else same_name(row[key_at])
        if not key or not row[at].strip() or (code and not by_code and len(code) != _CLASS):
            continue
        figure = scaled(printed_figure(row[at], title, table), table.unit, units)
        if figure:
            shown = next((cell.strip() for cell in row[key_at : key_at + 2] if not cell.strip().isdigit()), "") or code
            found.setdefault(
                key, _Cell(f"{code} {shown}" if by_code and code else shown, figure, table.place(number, at))
            )
    return found


def _coded(name: str, title: str, table: FigureTable) -> bool:
    return name == _CODE and title in table.header
