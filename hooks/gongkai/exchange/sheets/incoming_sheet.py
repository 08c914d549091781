"""The sheet that is handed in: which type it is of, whether it has records or items, and on which sheet they stand."""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from gongkai.exchange.sheets.sheet_columns import SheetColumn, item_columns, record_columns
from gongkai.exchange.sheets.sheet_refusal import SheetRefusedError
from gongkai.exchange.sheets.template_stamp import GUIDE, ITEMS, RECORDS, Stamp, stamp_in, version_of
from gongkai.model.kind import Kind
from gongkai.model.problems.problem import Problem
from gongkai.model.problems.yielded import gathered
from gongkai.reading.office.sheet_contents import SheetReader, Workbook
from gongkai.reading.office.xml_events import DamagedXmlError
from gongkai.reading.tables.csv_tables import CsvError, encoding_of, rows_of
from gongkai.reading.tables.sheets.sheet_choice import folded
from gongkai.reading.tables.sheets.workbook_file import is_workbook, open_workbook

_HEAD = 10
_LEAST_SHARE = 0.5
"""The share of the headings that must be labels of a type, so that a sheet is one of it."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that is handed in, and what it is."""

    path: Path
    shown: str
    kind: Kind
    content: str
    """Whether it has records or items."""
    workbook: Workbook | None
    """None for CSV."""
    sheet: str
    """The name of the sheet; empty for CSV."""
    stamp: Stamp | None
    problems: tuple[Problem, ...]
    """What the workbook hides or holds besides."""


@dataclass(frozen=True, slots=True)
class _Head:
    sheet: str
    rows: list[list[str]]


def incoming_sheet(path: Path, kinds: Mapping[str, Kind], wanted: str, sheet: str = "") -> Incoming:
    """What the file at ``path`` is, of the type with the title ``wanted`` where somebody named one, and on ``sheet``.

    Raises SheetRefusedError.
    """
    shown = path.name
    if wanted and wanted not in kinds:
        raise SheetRefusedError(f"没有“{wanted}”这种信息类型。")
    workbook: Workbook | None = None
    problems: Sequence[Problem] = ()
    if is_workbook(shown):
        workbook, problems = gathered(open_workbook(path, shown))
        if workbook is None:
            raise SheetRefusedError("\n".join(f"{one.what}{one.remedy}" for one in problems))
    heads = [*(_sheet_heads(workbook, shown) if workbook else _csv_head(path, shown))]
    stamp = next((stamp_in(head.rows) for head in heads if head.sheet == GUIDE), None)
    heads = [head for head in heads if head.rows and head.sheet != GUIDE and sheet in ("", head.sheet)]
    if not heads:
        raise SheetRefusedError(
            f"文件“{shown}”{f'没有名为“{sheet}”的工作表，或者它是空的' if sheet else '里没有内容'}。"
        )
    if stamp:
        _check_stamp(stamp, kinds, wanted, shown)
        # Another sheet of the same form, such as a copy of the template's own, may be the one that was filled in.
        wanted = stamp.kind
    kind, content, head = _fitting(heads, _candidates(kinds, wanted, stamp), shown)
    return Incoming(path, shown, kind, content, workbook, head.sheet, stamp, tuple(problems))


def sheet_name(kind: str) -> str:
    """The name of the sheet of a type: at most 31 characters, and none that sheets may not have."""
    return "".join(sign for sign in kind if sign not in "[]:*?/\\'")[:31]


def columns_of(kind: Kind, content: str) -> tuple[SheetColumn, ...]:
    """The columns of a template for the records or the items of a type."""
    return record_columns(kind) if content == RECORDS else item_columns(kind)


def _check_stamp(stamp: Stamp, kinds: Mapping[str, Kind], wanted: str, shown: str) -> None:
    kind = kinds.get(stamp.kind)
    if kind is None:
        raise SheetRefusedError(
            f"“{shown}”是“{stamp.kind}”的模板，现在没有这种信息类型。请用 run.py template 重新生成。"
        )
    if wanted and wanted != stamp.kind:
        raise SheetRefusedError(f"“{shown}”是“{stamp.kind}”的模板，不是“{wanted}”的。请核对文件，或者去掉 --type。")
    now = version_of(columns_of(kind, stamp.content))
    if stamp.version != now:
        raise SheetRefusedError(
            f"“{shown}”是旧的模板（版本 {stamp.version}，现在是 {now}），各列和现在的“{stamp.kind}”不同。"
            f"请用 run.py template {stamp.kind} 重新生成，把内容复制过去。"
        )


def _candidates(kinds: Mapping[str, Kind], wanted: str, stamp: Stamp | None) -> Iterator[tuple[Kind, str]]:
    for kind in (kinds[wanted],) if wanted else kinds.values():
        if kind.abstract:
            continue
        if kind.records and (stamp is None or stamp.content == RECORDS):
            yield kind, RECORDS
        if stamp is None or stamp.content == ITEMS:
            yield kind, ITEMS


def _fitting(heads: Sequence[_Head], candidates: Iterable[tuple[Kind, str]], shown: str) -> tuple[Kind, str, _Head]:
    """The type and the sheet that fit. Raises SheetRefusedError where none do, or more than one."""
    candidates = tuple(candidates)
    found = [
        (share, kind, content, head)
        for kind, content in candidates
        for head in heads
        if (share := _share(head.rows, kind, content))
    ]
    best = max((share for share, *_ in found), default=0.0)
    likely = [one for one in found if one[0] == best]
    if not likely:
        names = "、".join(dict.fromkeys(kind.title for kind, _ in candidates)) if len(candidates) < 4 else "哪一种信息"
        cells = "、".join(cell for cell in heads[0].rows[0] if cell)[:60]
        raise SheetRefusedError(
            f"“{shown}”的表头不是{names}的：{cells}。请用 run.py template 类型 生成模板，或者照模板的列名改表头。"
        )
    if len(likely) > 1:
        sheets = dict.fromkeys(head.sheet for *_, head in likely)
        if len(sheets) > 1:
            raise SheetRefusedError(
                f"“{shown}”有几张工作表“{'”“'.join(sheets)}”都可以，不知道读哪一张。请加 --sheet 工作表名称。"
            )
        titles = "、".join(f"{kind.title}（{content}）" for _, kind, content, _ in likely)
        raise SheetRefusedError(f"“{shown}”可以是{titles}，不知道是哪一种。请加 --type 类型。")
    _, kind, content, head = likely[0]
    return kind, content, head


def _share(rows: Sequence[Sequence[str]], kind: Kind, content: str) -> float:
    """How much of the heading are labels of the type; 0 where too little is, or what is required is missing."""
    columns = columns_of(kind, content)
    labels = {folded(label) for one in columns for label in (one.title, *one.field.aliases)}
    for row in rows:
        cells = [cell for cell in map(folded, row) if cell]
        known = [cell for cell in cells if cell in labels]
        if len(cells) > 1:
            required = [one for one in columns if one.field.constraints.required and len(one.path) == 1]
            lacking = [one for one in required if labels_of_column(one).isdisjoint(known)]
            share = len(known) / len(cells)
            if share < _LEAST_SHARE or len(known) < min(2, len(columns)):
                return 0.0
            # All that is required counts more than a heading in which every word is known.
            return share + (0 if lacking else 1) + min(len(known), 99) / 1000
    return 0.0


def labels_of_column(column: SheetColumn) -> set[str]:
    """The headings by which a sheet may name the column."""
    return {folded(label) for label in (column.title, *(column.field.aliases if len(column.path) == 1 else ()))}


def _sheet_heads(workbook: Workbook, shown: str) -> Iterator[_Head]:
    for sheet in workbook.book.sheets:
        if not sheet.state:
            try:
                yield _Head(sheet.name, [line.cells for line in islice(SheetReader(workbook, sheet).lines(), _HEAD)])
            except (DamagedXmlError, zipfile.BadZipFile):
                raise SheetRefusedError(
                    f"文件“{shown}”不完整或已损坏，打不开。请重新导出，用表格软件打开核对后再放入。"
                ) from None


def _csv_head(path: Path, shown: str) -> Iterator[_Head]:
    try:
        yield _Head("", [cells for _, cells in islice(rows_of(path, shown, encoding_of(path, shown)), 1)])
    except CsvError as fault:
        raise SheetRefusedError(f"{shown}：{fault.problem.what}{fault.problem.remedy}") from None
