"""The figures of an item that texts name: its fields, cells that ``prose_names.yml`` names, and the subjects of its tables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cache

from gongkai.checking.fiscal.numbered_names import level_and_name
from gongkai.checking.fiscal.printed_figures import figure_columns, figure_in_row
from gongkai.model.formula import CELL, figure_in
from gongkai.model.item import FigureTable, Item
from gongkai.model.kind import FieldType
from gongkai.model.place import Place
from gongkai.model.publication import Publication
from gongkai.reading.values.prose_names import ProseName, prose_names

BUDGET, FINAL = "预算", "决算"
KINDS = {"department_budget": BUDGET, "department_final": FINAL, "three_public": ""}
POWERS = {"元": 0, "万元": 4, "亿元": 8}
_FUND = "special_fund"
_GENERAL = ("合计", "总计", "年初预算合计")
"""Labels that are too general: other sentences use them for other amounts."""
_AMOUNTS = ("total", "amount")
_SUBJECTS = ("expense", "general", "basic", "fund", "capital")
_BALANCES = ("balance", "fiscal_balance")
_FOLDED = str.maketrans("（）：，；％０１２３４５６７８９．", "():,;%0123456789.", '“”"‘’ \t\u3000\u00a0')


@dataclass(frozen=True)
class Known:
    """A figure of an item in 元, the place of its last digit, where it stands, its name, and how messages show it."""

    name: str
    yuan: Decimal
    last_place: int
    place: Place
    words: str
    shown: str
    loose: bool = False
    """Whether a text may give the name to a part or to more, so that only a slip of it is told."""


def folded(words: str) -> str:
    """A name or a text without quotation marks and blanks, with narrow signs."""
    return words.translate(_FOLDED).replace("其它", "其他")


def offset_in(line: str, at: int) -> int:
    """The offset in the line of the sign at ``at`` of the folded line."""
    seen = -1
    for offset, sign in enumerate(line):
        seen += len(folded(sign))
        if seen >= at:
            return offset
    return 0


def basis_of(item: Item) -> str:
    """Whether the amounts of an item are a budget (预算) or an account (决算)."""
    return KINDS.get(item.kind.name) or item.text("basis_kind")


class KnownFigures:
    """The figures of the budgets, accounts and 三公 statements of one agency, by year, basis and name."""

    def __init__(self, publication: Publication, agency: str) -> None:
        self._items: dict[tuple[int, str], list[Item]] = defaultdict(list)
        self._funds: dict[object, list[Item]] = defaultdict(list)
        for item in publication.reading.items:
            year = item.values.get("year")
            if item.kind.name in KINDS and item.agency == agency and isinstance(year, int):
                self._items[year, basis_of(item)].append(item)
            if item.kind.name == _FUND and item.agency == agency and isinstance(item.values.get("fund_year"), int):
                self._funds[item.values["fund_year"]].append(item)
        self._found: dict[tuple[int, str], Mapping[str, list[Known]]] = {}
        self._own: dict[str, dict[str, Mapping[str, list[Known]]]] = {}

    def told_by(self, item: Item, year: int, basis: str) -> Mapping[str, list[Known]]:
        """The figures of a year by the folded names that texts use; what the item states itself goes before others."""
        found = self.of_year(year, basis)
        if item.values.get("year") != year:
            return found
        return {**found, **self._own_of(item).get(basis, {})}

    def _own_of(self, item: Item) -> dict[str, Mapping[str, list[Known]]]:
        """What the item itself states, by basis; an account states figures of its budget too."""
        if item.index_no not in self._own:
            own = {basis_of(item): _grouped(figures_of(item))}
            if basis_of(item) == FINAL:
                own[BUDGET] = _grouped(_named(item, BUDGET))
            self._own[item.index_no] = own
        return self._own[item.index_no]

    def of_year(self, year: int, basis: str) -> Mapping[str, list[Known]]:
        """The figures of a year by the folded names that texts use."""
        key = (year, basis)
        if key not in self._found:
            found: dict[str, list[Known]] = defaultdict(list)
            for item in self._items.get(key, ()):
                for name, several in self._own_of(item)[basis].items():
                    found[name] += several
            if basis == BUDGET:
                for fund in self._funds.get(year, ()):
                    for name, known in _fund(fund):
                        found[name].append(known)
                for item in self._items.get((year, FINAL), ()):
                    for name, several in self._own_of(item)[BUDGET].items():
                        found[name] += several
            self._found[key] = found
        return self._found[key]


def _grouped(figures: Iterator[tuple[str, Known]]) -> Mapping[str, list[Known]]:
    found: dict[str, list[Known]] = defaultdict(list)
    for name, known in figures:
        found[name].append(known)
    return dict(found)


def figures_of(item: Item) -> Iterator[tuple[str, Known]]:
    """The names that texts use for figures of the item, and the figures; a name may have several."""
    for field in item.kind.fields:
        number = item.number(field.name)
        if field.type is FieldType.MONEY and number is not None:
            for label in (field.title, *field.aliases):
                known = _known(label, number, item.text("figure_unit"), item.at(field.name), f"“{field.title}”填的")
                if known and label not in _GENERAL:
                    yield folded(label), known
    yield from _named(item, "")
    for name in _SUBJECTS:
        if name in item.tables:
            yield from _subjects(item.tables[name])
    for name in _BALANCES:
        if name in item.tables:
            yield from _lines(item.tables[name])


def _fund(item: Item) -> Iterator[tuple[str, Known]]:
    """A fund (专项资金) by its name; a text may speak of what another level gives to it."""
    name, amount = item.text("fund_name"), item.number("budget")
    if name and amount is not None:
        known = _known(name, amount, item.text("figure_unit"), item.at("budget"), f"“{item.title}”的预算安排")
        if known:
            yield folded(name), replace(known, loose=True)


def _named(item: Item, basis: str) -> Iterator[tuple[str, Known]]:
    for one in _names().get((item.kind.name, basis), ()):
        for value in one.values:
            known = _value(item, one.name, value)
            if known:
                yield folded(one.name), replace(known, loose=one.loose)


@cache
def _names() -> Mapping[tuple[str, str], list[ProseName]]:
    found: dict[tuple[str, str], list[ProseName]] = defaultdict(list)
    for one in prose_names():
        found[one.kind, one.basis].append(one)
    return found


def _value(item: Item, called: str, value: str) -> Known | None:
    cell = CELL.match(value)
    if cell is None:
        field = item.kind.by_label.get(value)
        number = item.number(field.name) if field else None
        if field is None or number is None:
            return None
        return _known(called, number, item.text("figure_unit"), item.at(field.name), f"“{field.title}”填的")
    table = item.tables.get(cell[1])
    found = figure_in_row(table, cell[2], cell[3]) if table else None
    if table is None or found is None or not _is_stated(table, found[1], cell[3]):
        return None
    figure, place, name = found
    where = (
        f"“{table.layout.title}”的{name}（{cell[3]}）" if cell[2] != "第1行" else f"“{table.layout.title}”的{cell[3]}"
    )
    return _known(called, figure.value, table.unit, place, where)


def _is_stated(table: FigureTable, place: Place, title: str) -> bool:
    """Whether the cell is not blank; where all other cells of its column are, the table has no such amounts."""
    column = table.header.index(title)
    return any(table.place(number, column) == place and row[column].strip() for number, row in enumerate(table.rows))


def _subjects(table: FigureTable) -> Iterator[tuple[str, Known]]:
    """The subjects of a table by name, with their amounts."""
    by_name = {column.name: column.title for column in table.layout.columns}
    amount = next((by_name[name] for name in (*_AMOUNTS, "expense_total") if by_name.get(name) in table.header), "")
    if not amount or by_name.get("code") not in table.header or by_name.get("subject") not in table.header:
        return
    code_at, name_at, at = (table.header.index(title) for title in (by_name["code"], by_name["subject"], amount))
    for number, row in enumerate(table.rows):
        figure = figure_in(row[at])
        if row[code_at].strip() and figure and row[at].strip():
            name = level_and_name(row[name_at])[1]
            where = f"“{table.layout.title}”的{name}（{amount}）"
            known = _known(name, figure.value, table.unit, table.place(number, at), where)
            if known and name:
                yield folded(name), known


def _lines(table: FigureTable) -> Iterator[tuple[str, Known]]:
    """The kinds of expense of a 收支总表 by name, with their amounts."""
    title = next((column.title for column in table.layout.columns if column.name == "expense"), "")
    at = table.header.index(title) if title in table.header else -1
    column = next((one for one in figure_columns(table) if one > at), -1)
    if at < 0 or column < 0:
        return
    for number, row in enumerate(table.rows):
        level, name = level_and_name(row[at])
        figure = figure_in(row[column])
        if level >= 0 and figure and row[column].strip():
            where = f"“{table.layout.title}”的{name}（{table.header[column]}）"
            known = _known(name, figure.value, table.unit, table.place(number, column), where)
            if known:
                yield folded(name), known


def _known(name: str, value: Decimal, unit: str, place: Place, where: str) -> Known | None:
    if unit not in POWERS:
        return None
    exponent = value.as_tuple().exponent
    last = exponent if isinstance(exponent, int) else 0
    return Known(
        name, value.scaleb(POWERS[unit]), last + POWERS[unit], place, f"{where}是 {value:f} {unit}", f"{value:f} {unit}"
    )
