"""Old Office files (MS-CFB): which program wrote them, whether they are locked, and whether they hold macros."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator

from gongkai.reading.content_fault import BROKEN, SAVE_AGAIN, ContentFault
from gongkai.reading.file_nature import why_not

_EXPECTED = {".doc": "Word", ".wps": "Word", ".xls": "Excel", ".et": "Excel", ".ppt": "PowerPoint"}
_MAIN = {"WordDocument": "Word", "Workbook": "Excel", "Book": "Excel", "PowerPoint Document": "PowerPoint"}
_KINDS = {"Word": "旧版 Word 文档（DOC）", "Excel": "旧版 Excel 工作簿（XLS）", "PowerPoint": "旧版演示文稿（PPT）"}
_MACROS = ("_VBA_PROJECT", "_VBA_PROJECT_CUR", "Macros")
_ENTRY = 128
"""Bytes of one entry of the directory, all of which begin at a multiple of it (MS-CFB 2.6.1)."""
_SECTORS = (9, 12)
_FIB_LOCKED = 0x0100
_FILE_PASS = 0x002F
_FIRST_RECORDS = 12
LOCKED = ContentFault("attachment-locked", "设了密码，公众打不开。", "请去掉密码后重新保存。")
_BROKEN = ContentFault("attachment-broken", "不完整或已损坏，打不开。", BROKEN)


def ole_faults(suffix: str, data: bytes) -> Iterator[ContentFault]:
    """What is wrong with an old Office file."""
    mains = {name: _stream_at(data, name) for name in _MAIN}
    kinds = {_MAIN[name] for name, at in mains.items() if at >= 0}
    if not kinds:
        yield _BROKEN
        return
    expected = _EXPECTED[suffix]
    if expected not in kinds:
        yield ContentFault("attachment-content", why_not(suffix, _KINDS[min(kinds)]), SAVE_AGAIN)
        return
    if _word_locked(data, mains["WordDocument"]) or _excel_locked(data, max(mains["Workbook"], mains["Book"])):
        yield LOCKED
    if any(_stream_at(data, name) >= 0 for name in _MACROS):
        remedy = "请另存为不带宏的 DOCX、XLSX、PPTX 格式。"
        yield ContentFault("attachment-macro", "带有宏（程序），公众打开有风险。", remedy)


def is_locked_package(data: bytes) -> bool:
    """Whether this is a new Office file in the old wrapping that a password gives it (MS-OFFCRYPTO 2.3.4)."""
    return _stream_at(data, "EncryptedPackage") >= 0


def _stream_at(data: bytes, name: str) -> int:
    """Where in the file the stream or folder ``name`` begins; -1 where there is none.

    Small streams lie within another one; for them the answer is a place that holds something else.
    """
    written = name.encode("utf-16-le") + b"\x00\x00"
    for found in re.finditer(re.escape(written), data):
        entry = data[found.start() : found.start() + _ENTRY]
        if (
            found.start() % _ENTRY == 0
            and len(entry) == _ENTRY
            and entry[64] == len(written)
            and entry[66] in (1, 2, 5)
        ):
            shift = data[30] if data[30] in _SECTORS else _SECTORS[0]
            start = int(struct.unpack_from("<I", entry, 116)[0])
            return (start + 1) << shift
    return -1


def _word_locked(data: bytes, at: int) -> bool:
    """Whether the first block of a Word document says so (MS-DOC 2.5.2, fEncrypted)."""
    if at < 0 or data[at : at + 2] != b"\xec\xa5" or len(data) < at + 12:
        return False
    return bool(int(struct.unpack_from("<H", data, at + 10)[0]) & _FIB_LOCKED)


def _excel_locked(data: bytes, at: int) -> bool:
    """Whether one of the first records of a workbook is the one of a password (MS-XLS 2.4.117, FilePass)."""
    for _ in range(_FIRST_RECORDS):
        if at < 0 or len(data) < at + 4:
            return False
        kind, length = struct.unpack_from("<HH", data, at)
        if kind == _FILE_PASS:
            return True
        at += 4 + length
    return False
