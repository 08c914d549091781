"""Opening a workbook that an item names or a clerk hands in: what it is not, what it must not hold, what it hides."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.refused import reason
from gongkai.model.problems.yielded import Reading
from gongkai.reading.content_fault import ContentFault
from gongkai.reading.content_faults import look_into
from gongkai.reading.file_nature import ZIP, nature_of, why_not
from gongkai.reading.office.sheet_contents import Workbook, workbook_of
from gongkai.reading.office.workbook import book_of
from gongkai.reading.office.xml_events import DamagedXmlError
from gongkai.reading.office.zip_package import opened
from gongkai.reading.tables.sheets.unseen_parts import unseen_parts

WORKBOOK_SUFFIXES = (".xlsx", ".xlsm", ".xltx", ".xltm", ".xlsb", ".xls", ".et", ".ods")
"""Extensions of workbooks; only the first is read, the others are told apart from text."""
_SAVE = "请用表格软件打开，另存为“Excel 工作簿（*.xlsx）”，不要只改扩展名。"
_WORDS = {
    "attachment-locked": ("设了密码，读不出来。", "请在表格软件里去掉密码后重新保存。"),
    "attachment-macro": ("带有宏（程序），不读取。", "请另存为不带宏的“Excel 工作簿（*.xlsx）”。"),
    "attachment-broken": ("不完整或已损坏，打不开。", "请重新下载或重新导出，用表格软件打开核对后再放入。"),
}
"""What is said of a table instead of what is said of an attachment, by code."""


def is_workbook(name: str) -> bool:
    """Whether a file has the extension of a workbook."""
    return PurePosixPath(name).suffix.lower() in WORKBOOK_SUFFIXES


def open_workbook(path: Path, shown: str) -> Reading[Workbook | None]:
    """The workbook at ``path``, ``shown`` in messages; None after a problem. What it hides is told with warnings."""
    try:
        data = path.read_bytes()
    except OSError as error:
        yield problem(Place(shown), "file-unreadable", f"文件读不出来（{reason(error)}）。", "请核对文件名。")
        return None
    fault = next(_faults(PurePosixPath(shown).suffix.lower(), data), None)
    if fault:
        yield unreadable(shown, fault)
        return None
    package = opened(data)
    try:
        book = book_of(package) if package else None
        if package and book and book.sheets:
            workbook = workbook_of(package, book)
            yield from unseen_parts(workbook, shown)
            return workbook
    except (DamagedXmlError, zipfile.BadZipFile):
        pass
    yield unreadable(shown)
    return None


def unreadable(shown: str, fault: ContentFault | None = None) -> Problem:
    """The problem of a workbook that cannot be read, by default since it is damaged."""
    fault = fault or ContentFault("attachment-broken", "", "")
    what, remedy = _WORDS.get(fault.rule, (fault.what, fault.remedy))
    return problem(Place(shown), "workbook-unreadable", f"文件“{PurePosixPath(shown).name}”{what}", remedy)


def _faults(suffix: str, data: bytes) -> Iterator[ContentFault]:
    if not data:
        yield ContentFault("workbook-unreadable", "是空文件，没有内容。", "请重新导出，用表格软件打开核对后再放入。")
        return
    nature = nature_of(data)
    locked = (fault for fault in look_into(".xlsx", data).faults if fault.rule == "attachment-locked")
    yield from locked
    if nature == ZIP and suffix in (".xlsm", ".xltm"):
        yield ContentFault("attachment-macro", "", "")
    if suffix != ".xlsx":
        yield ContentFault("workbook-unreadable", f"是“{suffix}”格式，不能直接读取。", _SAVE)
    if nature != ZIP:
        what = why_not(".xlsx", nature) if nature else "的内容不是 XLSX 文件，像是改了扩展名的文本（CSV）。"
        remedy = _SAVE if nature else "是 CSV 的，请把扩展名改回 .csv；不是的，请重新导出。"
        yield ContentFault("workbook-unreadable", what, remedy)
        return
    for fault in look_into(".xlsx", data).faults:
        # Warnings about attachments, such as hidden rows, are told with their cells by the reader.
        yield fault if fault.rule != "attachment-content" else ContentFault(fault.rule, fault.what, _SAVE)
