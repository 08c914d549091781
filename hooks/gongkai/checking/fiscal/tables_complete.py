"""Prescribed tables are given and filled in, or say why they are empty (财预〔2016〕143号; 国办公开办函〔2021〕30号)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from gongkai.checking.rule import Rule
from gongkai.model.item import FigureTable, Item
from gongkai.model.kind import FieldType
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_FIGURES = (FieldType.MONEY, FieldType.NUMBER, FieldType.INTEGER)
_TOTALS = ("合计", "总计", "小计")
_SHOWN = 3
"""How many blank cells a message names; it counts the others."""


def check_item(item: Item, _: Publication) -> Iterator[Problem]:
    """Prescribed tables that are missing, or empty without a reason, and cells left blank."""
    missing = [layout.title for layout in item.kind.tables if layout.required and layout.name not in item.tables]
    if missing and not item.legacy:
        what = f"缺少规定的表：{'、'.join(missing)}。"
        remedy = (
            f"请写在“表:”下面，每张一行，例如“  {missing[0]}: 文件名.csv”，CSV 放在旁边；"
            f"没有数据的也要列出，写“  {missing[0]}: {{说明: ……，故本表无数据。}}”。"
        )
        yield problem(item.place, "table-missing", what, remedy, Level.WARNING)
    for table in item.tables.values():
        if not table.statement:
            yield from _empty(item, table) if _is_empty(table) else _left_blank(table)


def _is_empty(table: FigureTable) -> bool:
    """Whether the table holds no figure, or no text if it has no columns for figures."""
    figures = {column.title for column in table.layout.columns if column.type in _FIGURES}
    own = {column.title for column in table.layout.columns}
    columns = [place for place, title in enumerate(table.header) if title in figures or not figures]
    # Columns under printed names of their own may be those with the figures.
    others = [place for place, title in enumerate(table.header) if title not in own]
    return not any(
        any(row[place] for place in columns) or any(any(map(str.isdigit, row[place])) for place in others)
        for row in table.rows
    )


def _empty(item: Item, table: FigureTable) -> Iterator[Problem]:
    title = table.layout.title
    what = f"“{title}”有 {len(table.rows)} 行，一个数字也没有。" if table.rows else f"“{title}”是空表，没有写说明。"
    file = f"文件: {PurePosixPath(table.path).name}, " if table.path else ""
    remedy = f"请对照原件填写，没有的写 0；整张表没有数据的，写“{title}: {{{file}说明: ……，故本表无数据。}}”。"
    place = Place(table.path, table.lines[0] if table.lines else 1, 1) if table.path else item.place
    level = Level.WARNING if item.legacy else Level.ERROR
    yield problem(place, "table-empty", what, remedy, level)


def _left_blank(table: FigureTable) -> Iterator[Problem]:
    """Blank cells in required columns; the row of a total needs no name besides its code."""
    by_title = {column.title: column for column in table.layout.columns}
    blank: list[tuple[Place, str]] = []
    for place, title in enumerate(table.header):
        column = by_title.get(title)
        if column is None or not column.constraints.required:
            continue
        for at, row in enumerate(table.rows):
            total = column.type not in _FIGURES and any("".join(cell.split()).endswith(_TOTALS) for cell in row)
            if not row[place] and any(row) and not total and at not in table.withheld:
                blank.append((table.place(at, place), title))
    if blank:
        blank.sort(key=lambda one: (one[0].line, one[0].column, one[1]))
        shown = "、".join(f"第 {place.line} 行“{title}”" for place, title in blank[:_SHOWN])
        more = f"等 {len(blank)} 格" if len(blank) > _SHOWN else ""
        what = f"“{table.layout.title}”的{shown}{more}没有填写。"
        figures = any(by_title[title].type in _FIGURES for _, title in blank)
        remedy = f"原件{'是 0 的请写 0' if figures else '有的请补上'}；原件空白的照原样留空。"
        yield problem(blank[0][0], "table-blank", what, remedy, Level.NOTE)


RULE = Rule(
    title="官方表格齐全，空表有说明",
    sources=("财预〔2016〕143号", "国办公开办函〔2021〕30号"),
    findings=(
        Finding("table-missing", Level.WARNING, "缺少规定的表"),
        Finding("table-empty", Level.ERROR, "表是空的，没有说明", milder=((Level.WARNING, "历史遗留信息"),)),
        Finding("table-blank", Level.NOTE, "表里有空格没有填写"),
    ),
    of_item=check_item,
)
