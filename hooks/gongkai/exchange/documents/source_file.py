"""The file that is imported: read within bounds, its real format by its contents, refused in Chinese where it is not sound."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path

from gongkai.exchange.documents.drafts import ImportRefusedError
from gongkai.model.problems.yielded import gathered
from gongkai.reading.content_fault import ContentFault
from gongkai.reading.file_nature import HTML, OLE, RTF, ZIP, nature_of
from gongkai.reading.office.ole_document import LOCKED, ole_faults, read_ole
from gongkai.reading.office.zip_package import package_faults, package_kind
from gongkai.reading.yaml.source_text import LARGEST as LARGEST_TEXT
from gongkai.reading.yaml.source_text import read_bytes

LARGEST = 100 << 20
LARGEST_WORD = 32 << 20
"""The most bytes of XML in a Word document; 200 pages have four million."""
_WORD = "Word 文档（DOCX）"
_MACROS = (".docm", ".dotm")
_ARCHIVE = (b"MIME-Version:", b"From: <Saved by")


class SourceFormat(Enum):
    """What is imported, whatever its name says."""

    WORD = "docx"
    OLD_WORD = "doc"
    PAGE = "html"
    TEXT = "txt"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A sound file to import."""

    path: Path
    data: bytes
    format: SourceFormat


def source_file(path: Path) -> SourceFile:
    """The file at ``path``. Raises ImportRefusedError and OSError."""
    status = path.stat()
    if stat.S_ISDIR(status.st_mode):
        raise ImportRefusedError(f"“{path}”是文件夹。请写出其中要录入的一个文件。")
    data, problems = gathered(read_bytes(path, path.name, LARGEST))
    if data is None:
        raise ImportRefusedError("\n".join(f"“{path}”：{one.what}{one.remedy}" for one in problems))
    if not data.strip():
        raise ImportRefusedError(f"“{path}”是空文件。请换上正确的文件。")
    nature = nature_of(data)
    if nature == ZIP:
        return _package(path, data)
    if nature == OLE:
        return _old(path, data)
    if nature == RTF:
        return SourceFile(path, data, SourceFormat.OLD_WORD)
    return _text(path, data, nature)


def _package(path: Path, data: bytes) -> SourceFile:
    if path.suffix.lower() in _MACROS:
        raise ImportRefusedError(f"“{path}”是带宏（程序）的文档。请在 Word 里另存为“Word 文档（*.docx）”后再录入。")
    faults = [*package_faults(".docx", data)]
    _refuse(path, faults)
    if package_kind(data) != _WORD:
        raise ImportRefusedError(f"“{path}”不是 Word 文档，而是{package_kind(data)}。请核对文件。")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        size = sum(part.file_size for part in archive.infolist() if part.filename.endswith(".xml"))
    if size > LARGEST_WORD:
        what = f"里面的文字解开后有 {size / 1048576:,.0f} MB，超过 {LARGEST_WORD // 1048576} MB 的上限"
        raise ImportRefusedError(f"“{path}”{what}。请拆成几个文件；大的表请另存为表格。")
    return SourceFile(path, data, SourceFormat.WORD)


def _old(path: Path, data: bytes) -> SourceFile:
    document = read_ole(data)
    if document is not None and document.is_locked_package:
        _refuse(path, [LOCKED])
    _refuse(path, ole_faults(".doc", document))
    return SourceFile(path, data, SourceFormat.OLD_WORD)


def _text(path: Path, data: bytes, nature: str) -> SourceFile:
    suffix = path.suffix.lower()
    if len(data) > LARGEST_TEXT:
        what = f"有 {len(data) / 1048576:.1f} MB，超过 {LARGEST_TEXT // 1048576} MB 的上限"
        raise ImportRefusedError(f"“{path}”{what}。请只保存正文，或者拆成几个文件。")
    if data.startswith(_ARCHIVE):
        remedy = (
            "请在浏览器里另存为“网页，仅 HTML”"
            if suffix in (".mht", ".mhtml", ".html", ".htm")
            else "请用 Word 打开，另存为“Word 文档（*.docx）”"
        )
        raise ImportRefusedError(f"“{path}”是单个文件的网页（MHTML）。{remedy}后再录入。")
    if nature == HTML and suffix not in (".html", ".htm", ".txt"):
        remedy = "请用 Word 打开，另存为“Word 文档（*.docx）”；确实是存下来的网页的，把扩展名改成 .html。"
        raise ImportRefusedError(f"“{path}”的内容不是 Word 文档，而是网页（HTML）。{remedy}")
    if nature == HTML or suffix in (".html", ".htm"):
        return SourceFile(path, data, SourceFormat.PAGE)
    if nature or suffix != ".txt" or (b"\x00" in data[:65536] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))):
        spaced = f" {nature}" if nature[:1].isascii() else nature
        kind = f"是{spaced}" if nature else "的内容认不出来，可能已经损坏"
        remedy = "能录入的有：Word 文档（.docx，也可以是 .doc、.wps、.rtf）、存下来的网页（.html）和文本（.txt）。"
        raise ImportRefusedError(f"“{path}”{kind}，不能录入。{remedy}")
    return SourceFile(path, data, SourceFormat.TEXT)


def _refuse(path: Path, faults: Iterable[ContentFault]) -> None:
    lines = [f"“{path}”{fault.what}{fault.remedy}" for fault in faults]
    if lines:
        raise ImportRefusedError("\n".join(lines))
