"""What a workbook holds besides the cells that are read: hidden sheets, notes at cells, and texts in drawings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.reading.office.relations import relations
from gongkai.reading.office.sheet_contents import SheetReader, Workbook
from gongkai.reading.office.sheet_rows import place_of
from gongkai.reading.office.workbook import Sheet
from gongkai.reading.office.xml_events import Handler, attribute, read_xml
from gongkai.reading.tables.sheets.in_sheet import in_sheet

_NOTES, _DRAWING = ("/comments", "/threadedComment"), "/drawing"
_MOST_TOLD = 20
"""The number of notes of one sheet that are told one by one."""


def unseen_parts(workbook: Workbook, shown: str) -> Iterator[Problem]:
    """A warning for each of them: it is not read. Raises DamagedXmlError and zipfile.BadZipFile."""
    for sheet in workbook.book.sheets:
        if sheet.state:
            if next(SheetReader(workbook, sheet).lines(), None):
                what = f"工作表“{sheet.name}”是隐藏的，里面有内容，没有读。"
                remedy = "请取消隐藏，核对后删除这张表，或者留着不隐藏。"
                yield problem(Place(shown), "workbook-hidden", what, remedy, Level.WARNING)
            continue
        for purpose, part in _related(workbook, sheet):
            for _, xml in workbook.package.parts(re.escape(part)):
                if purpose.endswith(_NOTES):
                    yield from _notes(xml, shown, sheet.name)
                elif purpose.endswith(_DRAWING):
                    text = "".join(read_xml(xml, _DrawnTexts())).strip()
                    if text:
                        what = f"有文本框，里面的文字“{text}”不在单元格里，没有读。"
                        remedy = "要公开的请写到单元格里，然后删除文本框。"
                        found = problem(Place(shown), "workbook-drawing", what, remedy, Level.WARNING)
                        yield in_sheet(found, sheet.name)


def _related(workbook: Workbook, sheet: Sheet) -> Iterator[tuple[str, str]]:
    """Purpose and name of the parts that belong to a sheet."""
    own = PurePosixPath(sheet.part)
    for _, xml in workbook.package.parts(re.escape(f"{own.parent}/_rels/{own.name}.rels")):
        for one in relations(xml):
            if not one.is_outside:
                yield one.purpose, _resolved(own.parent, one.target)


def _resolved(folder: PurePosixPath, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    steps: list[str] = []
    for step in (folder / target).parts:
        if step == "..":
            steps = steps[:-1]
        else:
            steps.append(step)
    return "/".join(steps)


def _notes(xml: bytes, shown: str, sheet: str) -> Iterator[Problem]:
    for address in dict.fromkeys(list(read_xml(xml, _NotedCells()))[:_MOST_TOLD]):
        row, column = place_of(address)
        what, remedy = "有批注，批注不会公开，没有读。", "请核对批注里的意见，然后删除批注。"
        found = problem(Place(shown, row, column), "workbook-note", what, remedy, Level.WARNING)
        yield in_sheet(found, sheet)


class _NotedCells(Handler[str]):
    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in ("comment", "threadedComment"):
            self.found.append(attribute(attributes, "ref"))


class _DrawnTexts(Handler[str]):
    _is_text = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._is_text = name == "t"

    def end(self, name: str) -> None:
        self._is_text = False

    def text(self, text: str) -> None:
        if self._is_text:
            self.found.append(text)
