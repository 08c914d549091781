"""Rows that do not match their header: with a cell too many or too few, split by a comma, or shifted by one column."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from gongkai.model.kind import Field, FieldType
from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.words.matcher import matcher
from gongkai.reading.values.dates import ISO, day_of_cell, iso_day
from gongkai.reading.values.typed_value import Fault, value_of
from gongkai.reading.vocabulary import terms

RIGHT, OPEN, WRONG = 1, 0, -1
"""How a cell fits a column: it clearly belongs to it, it could belong to any column, or it clearly does not belong to it."""

_NO_TEXT = (FieldType.DATE, FieldType.DATETIME, FieldType.INTEGER, FieldType.NUMBER, FieldType.MONEY, FieldType.YEAR)
_NOTHING = ("-", "—", "——", "－", "/", "无")
_CODE = matcher(r"[0-9A-Z][0-9A-Z*-]{7,}\Z", re.ASCII)
_HAN = matcher("[\u3400-\u9fff]")
_NAMES = ("机关", "单位", "名称", "代表人", "对象", "内容", "事项", "事由")
_THOUSANDS = matcher(r"[-+¥￥]?[1-9]\d{0,2}\Z", re.ASCII)
_HUNDREDS = matcher(r"\d{3}(?!\d)", re.ASCII)


@dataclass(frozen=True, slots=True)
class _Shift:
    """A shift by one: from the cell ``first`` on, cells belong one column further left (``more``) or right (not ``more``)."""

    first: int
    more: bool
    cut: str = ""
    """The text that a comma split, if known, whose second part is the cell ``first``; else empty."""


def width_fault(cells: Sequence[str], columns: Sequence[Field | None], shown: str, line: int) -> Problem | None:
    """The problem of a row with another number of cells than the header; None if it only has blank cells at its end."""
    width = len(columns)
    if len(cells) == width:
        return None
    if len(cells) > width and not any(cell.strip() for cell in cells[width:]):
        return _thousands(cells, width, shown, line) if len(cells) == width + 1 else None
    what = f"这一行有 {len(cells)} 格，表头有 {width} 格"
    shift = _shift_of(cells, columns) if abs(len(cells) - width) == 1 else None
    if shift and shift.more:
        return _surplus_cell(shift, what, columns, shown, line)
    if shift:
        what += f"，从“{_title(columns, shift.first)}”列起像是错开了一格：这里或者前面少了一格。"
        return problem(
            Place(shown, line, shift.first + 1), "csv-cells", what, "请对照原件补上；没有内容的格也要有逗号。"
        )
    remedy = "请补齐缺少的格，没有内容的格也要有逗号；用表格软件另存为 CSV，会自动补齐。"
    if len(cells) > width:
        remedy = '请删除多余的逗号；内容里的逗号要用英文双引号把这一格括起来，例如 "1,234"。'
    return problem(Place(shown, line, 1), "csv-cells", f"{what}。", remedy)


def shift_fault(cells: Sequence[str], columns: Sequence[Field | None], shown: str, line: int) -> Problem | None:
    """The problem of a row whose cells would be right one column to the left or right; None for any other row."""
    shift = _shift_of(cells, columns)
    if shift is None:
        return None
    if shift.more and len(cells) > len(columns):
        what = f"这一行有 {len(cells)} 格，表头有 {len(columns)} 格"
        return _surplus_cell(shift, what, columns, shown, line)
    side = "这里或者前面多了一格，或者有一格被逗号切成了两格" if shift.more else "这里或者前面少了一格"
    what = f"这一行从“{_title(columns, shift.first)}”列起像是错开了一格：{side}。"
    remedy = "请对照原件核对这一行，让每一格回到自己的列；内容里的逗号要用英文双引号把这一格括起来。"
    return problem(Place(shown, line, shift.first + 1), "csv-shifted", what, remedy)


def _surplus_cell(shift: _Shift, what: str, columns: Sequence[Field | None], shown: str, line: int) -> Problem:
    place = Place(shown, line, shift.first + 1)
    if not shift.cut:
        what += f"，从“{_title(columns, shift.first)}”列起像是错开了一格：前面有一格被逗号切成了两格。"
        remedy = '请找到这一格，用英文双引号括起来，例如 "1,234"。'
        return problem(place, "csv-cells", what, remedy)
    what += f"，多了一格：“{shift.cut}”像是同一格，被里面的逗号切成了两格。"
    # A quotation mark in a quoted cell is doubled (RFC 4180).
    quoted = shift.cut.replace('"', '""')
    return problem(place, "csv-cells", what, f'请用英文双引号把这一格括起来，写成 "{quoted}"。')


def _thousands(cells: Sequence[str], width: int, shown: str, line: int) -> Problem | None:
    """The warning for a surplus blank cell and two cells that look like one number split at its thousands separator."""
    for number, (head, tail) in enumerate(pairwise(cells[:width])):
        if _is_thousands(head.strip(), tail.strip()):
            what = f"这一行比表头多一格，“{head.strip()}”和“{tail.strip()}”像是同一个数，被千分位的逗号切开了。"
            remedy = f'是一个数的，请写成 "{head.strip()},{tail.strip()}"；不是的，请删除行末多余的逗号。'
            return problem(Place(shown, line, number + 1), "csv-thousands", what, remedy, Level.WARNING)
    return None


def _title(columns: Sequence[Field | None], number: int) -> str:
    column = columns[number] if number < len(columns) else None
    return column.title if column else f"第 {number + 1} 列"


def _shift_of(cells: Sequence[str], columns: Sequence[Field | None]) -> _Shift | None:
    """The only shift by one cell that makes every wrong cell of a row right; None where there is none or more than one."""
    cells = [cell.strip() for cell in cells]
    width = len(columns)
    as_is = [_fit(cell, columns[number]) if number < width else OPEN for number, cell in enumerate(cells)]
    as_is += [WRONG for column in columns[len(cells) :] if column and column.constraints.required]
    wrong = [number for number, fit in enumerate(as_is) if fit == WRONG]
    over = len(cells) > width
    if not wrong and not over:
        return None
    first = min(wrong[0], len(cells) - 1) if wrong else width - 1
    more = _one_cell_more(cells, columns, as_is, first)
    fewer = None if over else _one_cell_fewer(cells, columns, as_is, first)
    if more and fewer:
        return None
    return more or fewer


def _one_cell_more(
    cells: Sequence[str], columns: Sequence[Field | None], as_is: Sequence[int], first: int
) -> _Shift | None:
    over = len(cells) > len(columns)
    last = min(len(cells), len(columns) + 1)
    starts = []
    for start in range(first, -1, -1):
        fits = [_fit(cells[number], columns[number - 1]) for number in range(start + 1, last)]
        if WRONG in fits:
            break
        if _is_evident(fits, as_is[start + 1 :], over):
            starts.append(start)
    if not starts:
        return None
    cut = _second_part(cells, [start for start in starts if start]) if over else 0
    return _Shift(cut, True, f"{cells[cut - 1]},{cells[cut]}") if cut else _Shift(first, True)


def _second_part(cells: Sequence[str], starts: Sequence[int]) -> int:
    """The position of the second part of a split cell, if it can be determined; else 0."""
    whole = [start for start in starts if cells[start - 1] and cells[start]]
    for is_split in (_is_thousands, _is_split_text, lambda head, tail: True):
        found = [start for start in whole if is_split(cells[start - 1], cells[start])]
        if found:
            return found[0] if len(found) == 1 else 0
    return 0


def _one_cell_fewer(
    cells: Sequence[str], columns: Sequence[Field | None], as_is: Sequence[int], first: int
) -> _Shift | None:
    if len(cells) == len(columns) and cells[-1]:
        return None
    last = min(len(cells), len(columns) - 1)
    for start in range(first, -1, -1):
        fits = [_fit(cells[number], columns[number + 1]) for number in range(start, last)]
        if WRONG in fits:
            return None
        if _is_evident(fits, as_is[start:], len(cells) < len(columns)):
            return _Shift(start, False)
    return None


def _is_evident(fits: Sequence[int], as_is: Sequence[int], counted: bool) -> bool:
    """Whether there is enough evidence for a shift: one right cell if the number of cells shows it too (``counted``), else more."""
    gained = sum(new == RIGHT and old != RIGHT for new, old in zip(fits, as_is))
    mended = sum(new != WRONG and old == WRONG for new, old in zip(fits, as_is))
    if counted:
        return RIGHT in fits or not fits
    return gained >= 1 and mended >= 1 and gained + mended >= 3


def _is_thousands(head: str, tail: str) -> bool:
    return bool(_THOUSANDS.match(head) and _HUNDREDS.match(tail))


def _is_split_text(head: str, tail: str) -> bool:
    """Whether two cells look like one that a comma split: between digits, or inside Chinese quotation marks or brackets."""
    if head[-1:].isdigit() and tail[:1].isdigit():
        return True
    return any(opening in head and closing in tail for opening, closing in ("“”", "「」", "（）", "《》", "()"))


def _fit(cell: str, column: Field | None) -> int:
    """How a cell fits a column, by the type and the terms of the column or by its name: RIGHT, OPEN or WRONG."""
    if column is None:
        return OPEN
    if not cell:
        return WRONG if column.constraints.required else OPEN
    limits = column.constraints
    allowed = limits.enum or (terms(column.vocabulary) if column.vocabulary else ())
    if column.type in _NO_TEXT or allowed or limits.pattern:
        if column.type in _NO_TEXT and cell in _NOTHING:
            return OPEN
        value = value_of(day_of_cell(cell) if column.type is FieldType.DATE else cell, column)
        if not isinstance(value, Fault):
            return RIGHT
        return WRONG if value.value is None else OPEN
    if "代码" in column.title:
        if _CODE.match(cell):
            return RIGHT
        return WRONG if len(_HAN.findall(cell)) > 1 and not any(map(str.isdigit, cell)) else OPEN
    if ISO.match(iso_day(cell)):
        return RIGHT if column.title.endswith(("日期", "期至", "期自", "时间", "期限")) else OPEN
    if column.title.endswith(_NAMES):
        return OPEN if _HAN.search(cell) or not (cell.isdigit() or _CODE.match(cell)) else WRONG
    return OPEN
