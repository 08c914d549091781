"""Checks of PDF files: they must be complete, not encrypted, and without actions that run something."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model.problems.problem import Level
from gongkai.reading.content_fault import BROKEN, ContentFault
from gongkai.reading.office.pdf_bytes import scan_pdf
from gongkai.reading.office.pdf_facts import PdfFacts

_WORDS = {
    "JavaScript": "带有程序（JavaScript）",
    "Launch": "打开时会运行别的程序",
    "ImportData": "会读入别的文件",
    "SubmitForm": "会把填写的内容发到别处",
}


def pdf_facts(data: bytes) -> PdfFacts | None:
    """The facts about the PDF file ``data``; None where its end is missing."""
    if b"%%EOF" not in data[-2048:]:
        return None
    # The library is imported only when it is needed, since many columns have no PDF files.
    from gongkai.reading.office.pdf_reader import read_pdf

    return read_pdf(data) or scan_pdf(data)


def pdf_faults(facts: PdfFacts | None) -> Iterator[ContentFault]:
    """The problems of a PDF file; ``facts`` is None where its end is missing."""
    if facts is None:
        yield ContentFault("attachment-broken", "不完整（没有文件结尾），多半是下载或复制中断。", BROKEN)
        return
    if facts.is_locked:
        what = "设了密码或者权限限制，不能保证公众打开、复制、朗读，也不能存档。"
        yield ContentFault("attachment-locked", what, "请去掉密码和限制，重新导出为 PDF。")
        return
    if facts.programs:
        what = f"{_WORDS[facts.programs[0]]}，公众打开有风险。"
        yield ContentFault("attachment-macro", what, "请用“打印为 PDF”重新导出。")
    if facts.holds_files:
        remedy = "请取出后作为单独的附件公开，并重新导出 PDF。"
        yield ContentFault("attachment-inner", "里面还藏有别的文件。", remedy, Level.WARNING)
