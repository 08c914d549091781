"""Inspection of an attachment: it must match its extension, be complete and unlocked, and hold nothing that runs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.model.problems.problem import Level
from gongkai.model.words.matcher import matcher
from gongkai.reading.content_fault import BROKEN, SAVE_AGAIN, ContentFault
from gongkai.reading.file_nature import OLE, PDF, ZIP, may_be_named, nature_of, why_not
from gongkai.reading.office.ole_document import LOCKED, ole_faults, read_ole
from gongkai.reading.office.page_count import page_count
from gongkai.reading.office.pdf_content import pdf_facts, pdf_faults
from gongkai.reading.office.zip_package import package_faults, package_kind

_END_MARKERS = {".png": (b"IEND", 4096), ".jpg": (b"\xff\xd9", 1 << 16), ".jpeg": (b"\xff\xd9", 1 << 16)}
"""The end marker of a complete image, and within how many last bytes it must be, since cameras append data."""
_ACTIVE = matcher(rb"<\w{0,20}:?script\b|<\?xml-stylesheet|<!ENTITY|\s(?:\w+:)?on[a-z]{3,20}\s?=\s?[\"']", re.I)


@dataclass(frozen=True, slots=True)
class Contents:
    """The result of inspecting a file."""

    faults: tuple[ContentFault, ...] = ()
    pages: int = 0
    """The number of pages; 0 where it is not known without rendering the file."""
    text: str | None = None
    """The text layer of a PDF file, empty where it has none; None for other formats and where it cannot be read."""
    is_tagged: bool = False
    """Whether it is a PDF file that states to be tagged, which screen readers need."""


def look_into(suffix: str, data: bytes) -> Contents:
    """Inspect ``data``, a file with the extension ``suffix`` (lower case, with its dot, a key of ``MEDIA_TYPES``)."""
    nature = nature_of(data)
    old = read_ole(data) if nature == OLE else None
    if old and old.is_locked_package:
        return Contents((LOCKED,))
    if not may_be_named(suffix, nature, data):
        shown = package_kind(data) if nature == ZIP else nature
        return Contents((ContentFault("attachment-content", why_not(suffix, shown), SAVE_AGAIN),))
    if nature == ZIP:
        return Contents(tuple(package_faults(suffix, data)), page_count(suffix, data))
    if nature == PDF:
        facts = pdf_facts(data)
        faults = tuple(pdf_faults(facts))
        if facts is None or any(fault.level is Level.ERROR for fault in faults):
            return Contents(faults, facts.pages if facts else 0)
        return Contents(faults, facts.pages, _text_layer(data), facts.is_tagged)
    return Contents(tuple(ole_faults(suffix, old) if nature == OLE else _plain_faults(suffix, data)))


def _text_layer(data: bytes) -> str | None:
    # The library is imported only when it is needed, since many columns have no PDF files.
    from gongkai.reading.office.pdf_reader import pdf_text

    text = pdf_text(data)
    if text:
        text = text.encode("utf-8", "ignore").decode()
    # Many programs write radicals (U+2F00) where the characters themselves are meant.
    return unicodedata.normalize("NFKC", text) if text else text


def _plain_faults(suffix: str, data: bytes) -> Iterator[ContentFault]:
    if suffix in _END_MARKERS and _END_MARKERS[suffix][0] not in data[-_END_MARKERS[suffix][1] :]:
        yield ContentFault("attachment-broken", "不完整（没有文件结尾），多半是下载或复制中断。", BROKEN)
    if suffix == ".xml" and _ACTIVE.search(data):
        what = "里有脚本、样式指令或实体声明，在浏览器里打开有风险。"
        yield ContentFault("attachment-macro", what, "请只保留数据，重新导出。")
