"""Masks text files, CSV files, workbooks and Word files; workbooks become CSV files and Word files plain text."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from gongkai.exchange.masking.masked_table import masked_table
from gongkai.exchange.masking.masked_text import Masked, masked_text
from gongkai.model.problems.yielded import gathered
from gongkai.reading.attachments import LARGEST
from gongkai.reading.office.sheet_contents import SheetReader, workbook_of
from gongkai.reading.office.word_text import paragraphs
from gongkai.reading.office.workbook import book_of
from gongkai.reading.office.xml_events import DamagedXmlError
from gongkai.reading.office.zip_package import Package, opened, package_faults
from gongkai.reading.yaml.source_text import read_bytes

MARK = "（去标识）"
"""Stands in the name of a proposal, after that of the original."""
_WORD_PARTS = r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"


class MaskingRefusedError(Exception):
    """A file cannot be masked; the message is a Chinese sentence."""


@dataclass(frozen=True, slots=True)
class MaskedFile:
    """A proposal: what its name has besides that of the original, its bytes, what was found, and where its lines are."""

    ending: str
    data: bytes
    found: tuple[Masked, ...]
    where: str
    """Words with {} for the number of a line, such as «第 {} 行»."""
    is_same_format: bool = True
    """Whether it can replace the original."""


def masked_files(path: Path) -> list[MaskedFile]:
    """The proposals for the file at ``path``: one, or one for each sheet. Raises MaskingRefusedError and OSError."""
    suffix = path.suffix.lower()
    if suffix not in _MAKERS:
        raise MaskingRefusedError(f"“{path.name}”不是能处理的格式，可以处理：{'、'.join(_MAKERS)}。")
    data, problems = gathered(read_bytes(path, path.name, LARGEST))
    if data is None:
        raise MaskingRefusedError("".join(f"“{path.name}”：{one.what}{one.remedy}" for one in problems))
    return list(_MAKERS[suffix](path, data))


def _text(path: Path, data: bytes) -> Iterator[MaskedFile]:
    text, encoding = _decoded(path, data)
    proposal = masked_text(text)
    yield MaskedFile(path.suffix, proposal.text.encode(encoding), proposal.found, "第 {} 行")


def _csv(path: Path, data: bytes) -> Iterator[MaskedFile]:
    text, encoding = _decoded(path, data)
    rows = list(csv.reader(io.StringIO(text, newline="")))
    table = masked_table(rows)
    ending = "\r\n" if "\r\n" in text else "\n"
    yield MaskedFile(path.suffix, _csv_text(table.rows, ending).encode(encoding), table.found, "第 {} 行")


def _workbook(path: Path, data: bytes) -> Iterator[MaskedFile]:
    package = _package(path, data)
    try:
        book = book_of(package)
        workbook = workbook_of(package, book)
        for sheet in book.sheets:
            lines = list(SheetReader(workbook, sheet).lines())
            table = masked_table([line.cells for line in lines])
            found = tuple(Masked(one.kind, lines[one.line - 1].number, one.is_masked) for one in table.found)
            name = "".join(sign if sign.isalnum() else "_" for sign in sheet.name)
            shown = b"\xef\xbb\xbf" + _csv_text(table.rows, "\r\n").encode()
            yield MaskedFile(f"-{name}.csv", shown, found, f"工作表“{sheet.name}”第 {{}} 行", is_same_format=False)
    except (DamagedXmlError, zipfile.BadZipFile) as damage:
        raise MaskingRefusedError(f"“{path.name}”已损坏，打不开。") from damage


def _word(path: Path, data: bytes) -> Iterator[MaskedFile]:
    package = _package(path, data)
    try:
        lines = [one.text for _, xml in package.parts(_WORD_PARTS) for one in paragraphs(xml)]
    except (DamagedXmlError, zipfile.BadZipFile) as damage:
        raise MaskingRefusedError(f"“{path.name}”已损坏，打不开。") from damage
    proposal = masked_text("\n".join(lines) + "\n")
    yield MaskedFile(".txt", proposal.text.encode(), proposal.found, "第 {} 段", is_same_format=False)


_MAKERS: dict[str, Callable[[Path, bytes], Iterator[MaskedFile]]] = {
    ".md": _text,
    ".txt": _text,
    ".csv": _csv,
    ".xlsx": _workbook,
    ".docx": _word,
}


def _package(path: Path, data: bytes) -> Package:
    faults = list(package_faults(path.suffix.lower(), data))
    package = opened(data)
    if package is None or faults:
        raise MaskingRefusedError(f"“{path.name}”{faults[0].what if faults else '已损坏，打不开。'}")
    return package


def _decoded(path: Path, data: bytes) -> tuple[str, str]:
    """The text, and the encoding in which it is written back."""
    encodings = ("utf-8-sig", "gb18030") if data.startswith(b"\xef\xbb\xbf") else ("utf-8", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text, encoding
    raise MaskingRefusedError(f"“{path.name}”不是 UTF-8 或 GB 18030 编码的文字。")


def _csv_text(rows: Sequence[Sequence[str]], ending: str) -> str:
    target = io.StringIO(newline="")
    csv.writer(target, lineterminator=ending).writerows(rows)
    return target.getvalue()
