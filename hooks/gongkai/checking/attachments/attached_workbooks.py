"""Excel workbooks: hidden sheets, rows and columns that hold data, and personal numbers in cells."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.attachments.attached_texts import Hit
from gongkai.checking.persons.personal_kinds import PersonalKind
from gongkai.checking.texts.personal_numbers import MAYBE, numbers_in
from gongkai.model.problems.problem import Level
from gongkai.reading.content_fault import ContentFault
from gongkai.reading.office.hidden_cells import hidden_cells
from gongkai.reading.office.sheet_contents import part_of
from gongkai.reading.office.sheet_rows import Cell, SheetRow, column_name, sheet_parts
from gongkai.reading.office.workbook import book_of, shared_texts
from gongkai.reading.office.zip_package import Package

_MOBILE = re.compile(r"1[3-9]\d{9}")
_PHONE_TITLES = ("电话", "手机", "联系方式")
_LONGEST_TITLE = 12
_OWN_TEXTS = (b"inlineStr", b'"str"', b"'str'")
"""The cell types of texts that a sheet holds itself, outside the table of shared strings."""


def workbook_contents(package: Package) -> Iterator[Hit | ContentFault]:
    """What the sheets hide, and the personal numbers in their cells."""
    yield from workbook_faults(package)
    yield from workbook_hits(package)


def workbook_faults(package: Package) -> Iterator[ContentFault]:
    """Hidden sheets, rows and columns that are not empty."""
    sheets = book_of(package).sheets
    deep = [f"“{sheet.name}”" for sheet in sheets if sheet.state == "veryHidden"]
    if deep:
        what = f"有深度隐藏的工作表{'、'.join(deep[:5])}，在 Excel 菜单里看不到，公众用别的软件能看到。"
        yield ContentFault("attachment-hidden", what, "请把要公开的工作表复制到新的工作簿里另存。")
    hidden = [f"“{sheet.name}”" for sheet in sheets if sheet.state == "hidden"]
    if hidden:
        what = f"有隐藏的工作表{'、'.join(hidden[:5])}，公众取消隐藏就能看到。"
        remedy = "请取消隐藏并核对，不公开的删除；只是下拉选项的，写“检查豁免”并说明理由。"
        yield ContentFault("attachment-hidden", what, remedy, Level.WARNING)
    remedy = "请取消隐藏并核对，不公开的删除后另存。"
    for sheet in sheets:
        for xml in part_of(package, sheet):
            hidden_here = hidden_cells(xml)
            columns = [column_name(column) for column in hidden_here.columns]
            for kind, found in (("行", [str(row) for row in hidden_here.rows]), ("列", columns)):
                if found:
                    where = "、".join(found[:5]) + ("等" if len(found) > 5 else "")
                    what = f"的工作表“{sheet.name}”有隐藏的{kind}（{where}）。"
                    yield ContentFault("attachment-hidden", what, remedy, Level.WARNING)


def workbook_hits(package: Package) -> Iterator[Hit]:
    """Personal numbers, each with its sheet and cell."""
    shared: dict[str, tuple[PersonalKind, ...]] = {}
    titles: set[str] = set()
    for place, text in enumerate(shared_texts(package)):
        if kinds := _kinds(text):
            shared[str(place)] = kinds
        if len(text) <= _LONGEST_TITLE and _is_phone_title(text):
            titles.add(str(place))
    for sheet in book_of(package).sheets:
        for xml in part_of(package, sheet):
            if shared or titles or any(sign in xml for sign in _OWN_TEXTS):
                for kind, cell in _in_cells(xml, shared, titles):
                    yield Hit(kind, f"工作表“{sheet.name}”{cell}")


def _in_cells(
    xml: bytes, shared: dict[str, tuple[PersonalKind, ...]], titles: set[str]
) -> Iterator[tuple[PersonalKind, str]]:
    """Personal numbers with their cell addresses. A bare number counts as a telephone only in a telephone column."""
    phones: set[int] = set()
    for row in sheet_parts(xml):
        if not isinstance(row, SheetRow):
            continue
        for cell in row.cells:
            own = "" if cell.kind == "s" else cell.value
            if (cell.value in titles) if cell.kind == "s" else _is_phone_title(own[: _LONGEST_TITLE + 1]):
                phones.add(cell.column)
            kinds = shared.get(cell.value, ()) if cell.kind == "s" else _own_kinds(cell, phones)
            for kind in kinds:
                yield kind, f"{column_name(cell.column)}{row.number}"


def _own_kinds(cell: Cell, phones: set[int]) -> tuple[PersonalKind, ...]:
    is_phone = cell.column in phones and _MOBILE.fullmatch(cell.value)
    return _kinds(cell.value) if is_phone or not cell.value.isdigit() else ()


def _kinds(text: str) -> tuple[PersonalKind, ...]:
    return tuple(found.kind for found in numbers_in(text)) if len(text) > 7 and MAYBE.search(text) else ()


def _is_phone_title(text: str) -> bool:
    return any(word in text for word in _PHONE_TITLES)
