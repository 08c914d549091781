"""Problems of cells, whose messages name the sheet and the cell as the program that shows the sheet names them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.reading.office.sheet_contents import Doubt, SheetLine
from gongkai.reading.office.sheet_rows import column_name

_REMEDIES = {
    Doubt.UNCOUNTED: "请用表格软件打开，重新计算后保存。",
    Doubt.LONG: "请先把这一列设为“文本”，再对照原件重新填写。",
    Doubt.FORMAT: "请换成常用的数字格式；或者设为“文本”，照印出来的样子填写。",
    Doubt.UNSEEN: "要公开的请换成常用的数字格式，不公开的请清空这一格。",
}


def in_sheet(found: Problem, sheet: str) -> Problem:
    """The problem with the sheet and, where it has one, the cell before its message."""
    place = found.parts[0] if len(found.parts) == 1 else Place(found.path, found.line, found.column)
    cell = f"{column_name(place.column)}{place.line}" if place.line and place.column else ""
    return replace(found, what=f"工作表“{sheet}”{cell}：{found.what}")


def faults_of_line(line: SheetLine, hidden: set[int], shown: str, sheet: str) -> Iterator[Problem]:
    """The problems of a row as it is stored: hidden cells with contents, and texts that are not certain.

    ``hidden`` has the hidden columns, from 1 on; a column that was told is taken out of it.
    """
    if line.is_hidden:
        what, remedy = f"第 {line.number} 行是隐藏的，里面有内容。", "请取消隐藏并核对；不公开的，请删除整行。"
        yield in_sheet(problem(Place(shown, line.number), "workbook-hidden", what, remedy), sheet)
    for column in sorted(hidden):
        if column <= len(line.cells) and line.cells[column - 1]:
            hidden.discard(column)
            what = f"{column_name(column)} 列是隐藏的，里面有内容。"
            place = Place(shown, line.number, column)
            remedy = "请取消隐藏并核对；不公开的，请删除整列。"
            yield in_sheet(problem(place, "workbook-hidden", what, remedy), sheet)
    for one in line.doubts:
        place = Place(shown, line.number, one.column)
        stored = f"（存的是“{one.stored}”" + (f"，格式是“{one.written}”）" if one.written else "）")
        what = f"这一格{one.doubt.value}{stored if one.stored else ''}。"
        yield in_sheet(problem(place, "workbook-cell", what, _REMEDIES[one.doubt]), sheet)
