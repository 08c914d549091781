"""Workbooks: what they hide in sheets, rows and columns, and numbers of persons in their cells."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.checking.attachments.attached_texts import Hit
from gongkai.checking.texts.personal_numbers import MAYBE, NumberKind, numbers_in
from gongkai.model.problems.problem import Level
from gongkai.reading.content_fault import ContentFault
from gongkai.reading.office.zip_package import Package

_SHEET = re.compile(r"<(?:\w{1,20}:)?sheet\s([^>]*)>")
_RELATION = re.compile(r"<(?:\w{1,20}:)?Relationship\s([^>]*)>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s?=\s?[\"']([^\"']*)[\"']")
_ITEM_END = re.compile(rb"</(?:\w{1,20}:)?si>")
_TEXT = re.compile(rb"<(?:\w{1,20}:)?t(?:\s[^>]{0,100})?>([^<]*)<")
_CELL_END = re.compile(rb"</(?:\w{1,20}:)?c>")
_ADDRESS = re.compile(rb"\br=\"([A-Z]{1,3})(\d{1,7})\"")
_VALUE = re.compile(rb"<(?:\w{1,20}:)?v>([^<]*)<")
_MOBILE_VALUE = re.compile(rb"<(?:\w{1,20}:)?v>1[3-9]\d{9}<")
_ROW_END = re.compile(rb"</(?:\w{1,20}:)?row>")
_HIDDEN = re.compile(rb"\bhidden=\"(?:1|true)\"")
_FILLED = re.compile(rb"<(?:\w{1,20}:)?(?:v|t)[ >]")
_HIDDEN_COLUMN = re.compile(rb"<(?:\w{1,20}:)?col\s([^>]*\bhidden=\"(?:1|true)\"[^>]*)>")
_DIGITS = re.compile(r"[0-9]{1,9}")
"""A number of a text or of a column; a forged file may hold any number of digits."""
_PHONE_TITLES = ("电话", "手机", "联系方式")
_LONGEST_TITLE = 12


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, whether it is hidden («hidden», «veryHidden» or empty), and its part of the package."""

    name: str
    state: str
    part: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell with something in it."""

    column: str
    row: str
    shared: int
    """Which of the shared texts it shows; -1 where it holds its own."""
    text: str


def workbook_faults(package: Package) -> Iterator[ContentFault]:
    """Hidden sheets, rows and columns that hold anything."""
    sheets = _sheets(package)
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
    for sheet, xml in _contents(package, sheets):
        for kind, found in (("行", _hidden_rows(xml)), ("列", _hidden_columns(xml))):
            if found:
                where = "、".join(found[:5]) + ("等" if len(found) > 5 else "")
                what = f"的工作表“{sheet.name}”有隐藏的{kind}（{where}）。"
                yield ContentFault("attachment-hidden", what, remedy, Level.WARNING)


def workbook_hits(package: Package) -> Iterator[Hit]:
    """Numbers of persons with the sheets and cells in which they stand."""
    texts = [
        html.unescape(b"".join(_TEXT.findall(item)).decode("utf-8", "replace"))
        for _, xml in package.parts(r"xl/sharedStrings\.xml")
        for item in _ITEM_END.split(xml)
    ]
    shared = {at: kinds for at, text in enumerate(texts) if (kinds := _kinds(text))}
    titles = {at for at, text in enumerate(texts) if len(text) <= _LONGEST_TITLE and _is_phone_title(text)}
    for sheet, xml in _contents(package, _sheets(package)):
        if not (shared or b"inlineStr" in xml or b't="str"' in xml or (titles and _MOBILE_VALUE.search(xml))):
            continue
        phones: set[str] = set()
        for cell in _cells(xml):
            if cell.shared in titles or _is_phone_title(cell.text[: _LONGEST_TITLE + 1]):
                phones.add(cell.column)
            number = cell.column in phones and re.fullmatch(r"1[3-9]\d{9}", cell.text)
            kinds = shared.get(cell.shared, ()) or _kinds(cell.text) * bool(number or not cell.text.isdigit())
            for kind in kinds:
                yield Hit(kind, f"工作表“{sheet.name}”{cell.column}{cell.row}")


def _kinds(text: str) -> tuple[NumberKind, ...]:
    return tuple(found.kind for found in numbers_in(text)) if len(text) > 7 and MAYBE.search(text) else ()


def _is_phone_title(text: str) -> bool:
    return any(word in text for word in _PHONE_TITLES)


def _sheets(package: Package) -> list[Sheet]:
    book = "".join(xml.decode("utf-8", "replace") for _, xml in package.parts(r"xl/workbook\.xml"))
    relations = "".join(xml.decode("utf-8", "replace") for _, xml in package.parts(r"xl/_rels/workbook\.xml\.rels"))
    targets = {said.get("Id", ""): said.get("Target", "") for said in map(_said, _RELATION.findall(relations))}
    sheets = []
    for said in map(_said, _SHEET.findall(book)):
        relation = next((value for name, value in said.items() if name.endswith(":id")), "")
        target = targets.get(relation, "")
        part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
        sheets.append(Sheet(said.get("name", ""), said.get("state", "").replace("visible", ""), part))
    return sheets


def _said(attributes: str) -> dict[str, str]:
    return {name: html.unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}


def _contents(package: Package, sheets: list[Sheet]) -> Iterator[tuple[Sheet, bytes]]:
    for sheet in sheets:
        for _, xml in package.parts(re.escape(sheet.part)):
            yield sheet, xml


def _cells(xml: bytes) -> Iterator[Cell]:
    for attributes, content in _elements(xml, _CELL_END, b"c"):
        address = _ADDRESS.search(attributes)
        value = _VALUE.search(content)
        if address is None:
            continue
        own = b"".join(_TEXT.findall(content)) or (value[1] if value else b"")
        text = html.unescape(own.decode("utf-8", "replace"))
        is_shared = b't="s"' in attributes and _DIGITS.fullmatch(text) is not None
        yield Cell(address[1].decode(), address[2].decode(), int(text) if is_shared else -1, "" if is_shared else text)


def _hidden_rows(xml: bytes) -> list[str]:
    if not _HIDDEN.search(xml):
        return []
    found = (
        re.search(rb"\br=\"(\d{1,7})\"", attributes)
        for attributes, content in _elements(xml, _ROW_END, b"row")
        if _HIDDEN.search(attributes) and _FILLED.search(content)
    )
    return [number[1].decode() for number in found if number]


def _elements(xml: bytes, end: re.Pattern[bytes], name: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Attributes and content of the elements that are not empty, in one pass whatever the file holds."""
    for piece in end.split(xml)[:-1]:
        start = max(piece.rfind(b"<" + name + b" "), piece.rfind(b":" + name + b" "))
        if start >= 0:
            attributes, _, content = piece[start:].partition(b">")
            yield attributes, content


def _hidden_columns(xml: bytes) -> list[str]:
    """The hidden columns that hold something; sheets often hide all the empty ones to the right."""
    spans = []
    for attributes in _HIDDEN_COLUMN.findall(xml):
        said = _said(attributes.decode("utf-8", "replace"))
        first, last = said.get("min", ""), said.get("max", "")
        if _DIGITS.fullmatch(first) and _DIGITS.fullmatch(last):
            spans.append((int(first), int(last)))
    if not spans:
        return []
    used = {cell.column for cell in _cells(xml) if cell.text or cell.shared >= 0}
    hidden = (name for name in used if any(first <= _column_number(name) <= last for first, last in spans))
    return sorted(hidden, key=_column_number)


def _column_number(name: str) -> int:
    number = 0
    for letter in name:
        number = number * 26 + ord(letter) - 64
    return number
