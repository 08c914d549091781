"""Which sheet of a workbook is meant: the one that the item names, the only one, or the only one that fits."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import Reading
from gongkai.reading.office.sheet_contents import SheetReader, Workbook
from gongkai.reading.office.workbook import Sheet

_FIRST_ROWS = 10
"""The rows of a sheet in which its heading is looked for."""
_LEAST_LABELS = 2


@dataclass(frozen=True, slots=True)
class Wanted:
    """The table that is looked for: the name of its sheet if somebody gave one, its titles, and the labels of its columns."""

    sheet: str
    titles: tuple[str, ...]
    labels: frozenset[str]
    """As ``folded`` gives them."""
    example: str
    """How an item names the sheet, for the message; it has ``{}`` in the place of the name."""


def folded(text: str) -> str:
    """The text as names of sheets and columns are compared: without blanks, with brackets of one width."""
    return "".join(text.replace("（", "(").replace("）", ")").split())


def chosen_sheet(workbook: Workbook, wanted: Wanted, shown: str) -> Reading[Sheet | None]:
    """The sheet that is meant; None after a problem. Raises DamagedXmlError and zipfile.BadZipFile."""
    sheets = workbook.book.sheets
    if wanted.sheet:
        named = [sheet for sheet in sheets if sheet.name == wanted.sheet]
        if named and not named[0].state:
            return named[0]
        yield _not_there(wanted.sheet, sheets, shown, is_hidden=bool(named))
        return None
    heads = {sheet: [*_head(workbook, sheet)] for sheet in sheets if not sheet.state}
    filled = [sheet for sheet in heads if heads[sheet]]
    if not filled:
        yield problem(Place(shown), "workbook-sheet", "看得见的工作表里没有内容。", "请填好以后再放入。")
        return None
    titles = {folded(title) for title in wanted.titles}
    called = [sheet for sheet in filled if folded(sheet.name) in titles]
    titled = [sheet for sheet in filled if any(cell in titles for row in heads[sheet] for cell in row)]
    fitting = [sheet for sheet in filled if header_place(heads[sheet], wanted.labels) >= 0]
    for found in (filled, called, titled, _most_alike(heads, titles), fitting):
        if len(found) == 1:
            return found[0]
    names = "”“".join(sheet.name for sheet in fitting or filled)
    what = f"有几张工作表“{names}”都可能是{wanted.titles[0]}，不知道读哪一张。"
    yield problem(Place(shown), "workbook-sheet", what, wanted.example.format((fitting or filled)[0].name))
    return None


def _most_alike(heads: Mapping[Sheet, Sequence[Sequence[str]]], titles: Collection[str]) -> list[Sheet]:
    """The sheets whose name or titles have a title with the least besides it, such as a number or a year (表3 2031年支出表)."""
    left: dict[Sheet, int] = {}
    for sheet, rows in heads.items():
        words = (folded(sheet.name), *(row[place] for row in rows for place in range(len(row)) if row[place]))
        besides = [len(one) - len(title) for one in words for title in titles if title in one]
        if besides:
            left[sheet] = min(besides)
    return [sheet for sheet, count in left.items() if count == min(left.values())]


def header_place(rows: Sequence[Sequence[str]], labels: frozenset[str]) -> int:
    """The position of the row with the labels of the columns, after rows of at most one cell; -1 where there is none."""
    for place, row in enumerate(rows):
        cells = [folded(cell) for cell in row if cell.strip()]
        if len(labels.intersection(cells)) >= min(_LEAST_LABELS, len(labels)):
            return place
        if len(cells) > 1:
            return -1
    return -1


def _head(workbook: Workbook, sheet: Sheet) -> Iterator[list[str]]:
    for line in islice(SheetReader(workbook, sheet).lines(), _FIRST_ROWS):
        yield [folded(cell) for cell in line.cells]


def _not_there(name: str, sheets: tuple[Sheet, ...], shown: str, is_hidden: bool) -> Problem:
    if is_hidden:
        return problem(Place(shown), "workbook-sheet", f"工作表“{name}”是隐藏的。", "请在表格软件里取消隐藏。")
    names = "、".join(sheet.name for sheet in sheets if not sheet.state)
    return problem(Place(shown), "workbook-sheet", f"没有名为“{name}”的工作表。", f"看得见的工作表有：{names}。")
