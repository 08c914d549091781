"""OLE files of old Office versions (MS-CFB): their program, and whether they are encrypted or have macros."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.reading.content_fault import BROKEN, SAVE_AGAIN, ContentFault
from gongkai.reading.file_nature import why_not

_EXPECTED = {
    ".doc": "Word",
    ".wps": "Word",
    ".xls": "Excel",
    ".et": "Excel",
    ".ppt": "PowerPoint",
    ".dps": "PowerPoint",
}
_MAIN = {"WordDocument": "Word", "Workbook": "Excel", "Book": "Excel", "PowerPoint Document": "PowerPoint"}
_KINDS = {"Word": "旧版 Word 文档（DOC）", "Excel": "旧版 Excel 工作簿（XLS）", "PowerPoint": "旧版演示文稿（PPT）"}
_MACROS = frozenset(("_vba_project", "_vba_project_cur", "macros"))
_PACKAGE = "EncryptedPackage"
_FIB_LOCKED = 0x0100
_FILE_PASS = 0x002F
_FIRST_RECORDS = 12
LOCKED = ContentFault("attachment-locked", "设了密码，公众打不开。", "请去掉密码后重新保存。")
_BROKEN = ContentFault("attachment-broken", "不完整或已损坏，打不开。", BROKEN)


@dataclass(frozen=True, slots=True)
class OleDocument:
    """The properties of an OLE file."""

    programs: frozenset[str]
    """The programs whose main stream it has: Word, Excel, PowerPoint."""
    is_locked_package: bool
    """Whether it is the encrypted form of a new Office file (MS-OFFCRYPTO 2.3.4)."""
    is_locked: bool
    has_macros: bool


def read_ole(data: bytes) -> OleDocument | None:
    """The OLE file in ``data``; None where it cannot be opened."""
    # The library is imported only when it is needed, since most columns have no such file.
    from gongkai.reading.office.ole_streams import read_streams

    found = read_streams(data, (*_MAIN, _PACKAGE))
    if found is None:
        return None
    streams = {name: content for name, content in found.at_root.items() if name in _MAIN}
    locked = {"Word": _word_locked, "Excel": _excel_locked}
    return OleDocument(
        programs=frozenset(_MAIN[name] for name in streams),
        is_locked_package=_PACKAGE in found.at_root,
        is_locked=any(locked[_MAIN[name]](content) for name, content in streams.items() if _MAIN[name] in locked),
        has_macros=not _MACROS.isdisjoint(found.names),
    )


def ole_faults(suffix: str, document: OleDocument | None) -> Iterator[ContentFault]:
    """The problems of an OLE file with the extension ``suffix``; ``document`` is None where it cannot be opened."""
    if document is None or not document.programs:
        yield _BROKEN
        return
    if _EXPECTED[suffix] not in document.programs:
        kind = _KINDS[min(document.programs)]
        yield ContentFault("attachment-content", why_not(suffix, kind), SAVE_AGAIN)
        return
    if document.is_locked:
        yield LOCKED
    if document.has_macros:
        remedy = "请另存为不带宏的 DOCX、XLSX、PPTX 格式。"
        yield ContentFault("attachment-macro", "带有宏（程序），公众打开有风险。", remedy)


def _word_locked(stream: bytes) -> bool:
    """Whether a WordDocument stream is encrypted (MS-DOC 2.5.2, fEncrypted)."""
    if stream[:2] != b"\xec\xa5" or len(stream) < 12:
        return False
    return bool(int(struct.unpack_from("<H", stream, 10)[0]) & _FIB_LOCKED)


def _excel_locked(stream: bytes) -> bool:
    """Whether a Workbook stream is encrypted: one of its first records is FilePass (MS-XLS 2.4.117)."""
    at = 0
    for _ in range(_FIRST_RECORDS):
        if len(stream) < at + 4:
            return False
        kind, length = struct.unpack_from("<HH", stream, at)
        if kind == _FILE_PASS:
            return True
        at += 4 + length
    return False
