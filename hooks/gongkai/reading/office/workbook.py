"""Workbooks (XLSX): their sheets, shared strings and number formats."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from gongkai.model.words.matcher import matcher
from gongkai.reading.office.number_format import built_in
from gongkai.reading.office.relations import relations
from gongkai.reading.office.xml_events import Handler, attribute, check_form, in_utf8, is_on, read_xml
from gongkai.reading.office.zip_package import Package


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, whether it is hidden («hidden», «veryHidden» or empty), and its part of the package."""

    name: str
    state: str
    part: str


@dataclass(frozen=True, slots=True)
class Book:
    """The sheets in order, and whether their dates are counted from 1904 instead of 1900."""

    sheets: tuple[Sheet, ...]
    from_1904: bool


class _Book(Handler[Mapping[str, str]]):
    from_1904 = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "sheet":
            self.found.append(attributes)
        elif name == "workbookPr":
            self.from_1904 = is_on(attribute(attributes, "date1904"))


def book_of(package: Package) -> Book:
    """The workbook of a package. Raises DamagedXmlError and zipfile.BadZipFile."""
    targets = {
        one.number: one.target
        for _, xml in package.parts(r"xl/_rels/workbook\.xml\.rels")
        for one in relations(xml)
        if not one.is_outside
    }
    handler = _Book()
    sheets = []
    for _, xml in package.parts(r"xl/workbook\.xml"):
        for said in read_xml(xml, handler):
            number = next((value for key, value in said.items() if key.endswith(":id")), "")
            target = targets.get(number, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            sheets.append(Sheet(said.get("name", ""), said.get("state", "").replace("visible", ""), part))
    return Book(tuple(sheets), handler.from_1904)


_TEXT = matcher(rb'<si><t(?: xml:space="preserve")?>([^<]*)</t></si>')


class _Texts(Handler[str]):
    """Each item is one text or several runs, without the phonetic text (``rPh``)."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: list[str] = []
        self._in_text = self._in_sound = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._in_text = name == "t" and not self._in_sound
        self._in_sound = self._in_sound or name == "rPh"

    def text(self, text: str) -> None:
        if self._in_text:
            self._texts.append(text)

    def end(self, name: str) -> None:
        self._in_text = False
        if name == "rPh":
            self._in_sound = False
        elif name == "si":
            self.found.append("".join(self._texts))
            self._texts = []


def shared_texts(package: Package) -> Iterator[str]:
    """The shared strings, in order; cells refer to them by position. Raises DamagedXmlError and zipfile.BadZipFile."""
    for _, xml in package.parts(r"xl/sharedStrings\.xml"):
        yield from _plain_texts(xml) or read_xml(xml, _Texts())


def _plain_texts(xml: bytes) -> list[str]:
    """The texts where each is a single one without runs and entities; empty where that is not so, or nothing is there.

    An expression finds three hundred thousand of them in a tenth of the time in which a parser calls Python for each tag.
    """
    if b"&" in xml or b"<!" in xml or b"\r" in xml:
        return []
    found = _TEXT.findall(xml)
    if len(found) != xml.count(b"<si") or in_utf8(xml) is not xml:
        return []
    check_form(xml)
    return [text.decode() for text in found]


class _Formats(Handler[int]):
    def __init__(self) -> None:
        super().__init__()
        self.own: dict[int, str] = {}
        self._in_cells = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "cellXfs":
            self._in_cells = True
        elif name == "numFmt":
            self.own[_number(attribute(attributes, "numFmtId"))] = attribute(attributes, "formatCode")
        elif name == "xf" and self._in_cells:
            self.found.append(_number(attribute(attributes, "numFmtId")))

    def end(self, name: str) -> None:
        self._in_cells = self._in_cells and name != "cellXfs"


def number_formats(package: Package) -> tuple[str, ...]:
    """The number format of every cell style, in order. Raises DamagedXmlError and zipfile.BadZipFile."""
    handler = _Formats()
    found = [number for _, xml in package.parts(r"xl/styles\.xml") for number in read_xml(xml, handler)]
    return tuple(handler.own.get(number) or built_in(number) for number in found)


def _number(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 10 else 0
