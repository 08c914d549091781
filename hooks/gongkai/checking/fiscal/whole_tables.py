"""Official tables of figures have every row once, and the row of their total."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.fiscal.coded_sums import TOTALS
from gongkai.checking.fiscal.numbered_names import level_and_name
from gongkai.checking.rule import Needs, Rule
from gongkai.model.formula import figure_in
from gongkai.model.item import FigureTable, Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.reading.vocabulary import titles

_CARRIED = "年初结转和结余"
_LEAST = 3
"""The number of rows with codes below which a table may do without a total."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Rows printed twice, and tables of subjects that end without a total."""
    if item.legacy:
        return
    for table in item.tables.values():
        if not table.layout.form:
            yield from _twice(table)
            yield from _total(table)
            yield from _total_of_sides(table)


def _twice(table: FigureTable) -> Iterator[Problem]:
    once = {"".join(label.split()) for label in table.layout.rows} | set(TOTALS)
    label_at = _label(table)
    first: dict[str, int] = {}
    before: tuple[str, ...] = ()
    for number, row in enumerate(table.rows):
        names = {"".join(row[label_at].split())} if label_at is not None else {"".join(cell.split()) for cell in row}
        name = next(iter(names & once), "")
        # Tables under each other, and sides beside each other, may have totals of their own.
        name = "" if name in TOTALS and not _has_codes(table) else name
        earlier = first.setdefault(name, number) if name else number
        if row == before and any(row) and earlier == number and number not in table.withheld:
            earlier = number - 1
        if earlier != number and not _has_code(table, row):
            shown = name or next((cell.strip() for cell in row if cell.strip() and figure_in(cell) is None), "")
            shown = f"“{shown}”" if shown else f"第 {table.lines[number]} 行"
            what = f"“{table.layout.title}”的{shown}写了两次，第 {table.lines[earlier]} 行已经有。"
            places = (table.place(number, 0), table.place(earlier, 0))
            yield problem(places[0], "row-twice", what, "请对照原件，删去多的一行。", Level.WARNING, places)
        before = row


def _total(table: FigureTable) -> Iterator[Problem]:
    coded = [row for row in table.rows if _has_code(table, row)]
    if len(coded) < _LEAST:
        return
    if not any(level_and_name(cell)[1].endswith(TOTALS) for row in table.rows for cell in row):
        what = f"“{table.layout.title}”没有“合计”这一行。"
        place = table.place(len(table.rows) - 1, 0)
        yield problem(place, "total-missing", what, "请对照原件补上合计。", Level.WARNING)


def _total_of_sides(table: FigureTable) -> Iterator[Problem]:
    """A 收支总表 without the row of its totals, or with what is carried over and without this year's sum."""
    columns = {column.name: column.title for column in table.layout.columns}
    sides = [columns.get(name, "") for name in ("income", "expense")]
    if not table.rows or any(title not in table.header for title in sides):
        return
    lines = titles("balance_lines")
    names = [level_and_name(row[table.header.index(sides[0])])[1] for row in table.rows]
    kinds = {lines.get(name, "") for name in names}
    missing = "总计" if not kinds & {"总计", "小计"} else ""
    if "小计" in kinds and "总计" not in kinds and _CARRIED in names:
        missing = "总计"
    elif "总计" in kinds and "小计" not in kinds and _CARRIED in names:
        missing = "本年收入合计"
    if missing and len(names) >= _LEAST:
        what = f"“{table.layout.title}”没有“{missing}”这一行。"
        place = table.place(len(table.rows) - 1, 0)
        yield problem(place, "total-missing", what, "请对照原件补上。", Level.WARNING)


def _label(table: FigureTable) -> int | None:
    title = next((column.title for column in table.layout.columns if column.name == table.layout.row_label), "")
    return table.header.index(title) if title in table.header and table.layout.rows else None


def _has_codes(table: FigureTable) -> bool:
    return any(column.name == "code" and column.title in table.header for column in table.layout.columns)


def _has_code(table: FigureTable, row: tuple[str, ...]) -> bool:
    at = next(
        (table.header.index(c.title) for c in table.layout.columns if c.name == "code" and c.title in table.header), -1
    )
    return at >= 0 and "".join(row[at].split()).isdecimal()


RULE = Rule(
    title="官方表格的行不缺不重",
    sources=("财预〔2016〕143号", "国办公开办函〔2021〕30号"),
    findings=(
        Finding("row-twice", Level.WARNING, "表里的一行写了两次", as_printed=True),
        Finding("total-missing", Level.WARNING, "表没有合计行", as_printed=True),
    ),
    needs=Needs(columns=("code",)),
    of_item=check_item,
)
