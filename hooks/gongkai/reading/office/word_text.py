"""The text of Word files and slides by paragraphs, with the numbers of revisions, comments and hidden runs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from gongkai.reading.office.xml_events import Handler, attribute, is_on, read_xml

_REVISIONS = ("ins", "del", "moveFrom", "moveTo")
_TABLES = ("tbl", "tr", "tc")


class CellPlace(NamedTuple):
    """The cell of a table, all three counted from 1 on; only zeros outside tables."""

    table: int = 0
    row: int = 0
    column: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The text of a paragraph, including deleted text, and how much of it a reader does not see."""

    text: str
    revisions: int
    """The number of insertions, deletions and moves with an author."""
    comments: int
    """The number of comments, which are in a part of their own."""
    hidden: int
    """The number of runs with hidden text."""
    cell: CellPlace = CellPlace()
    """The cell in which it stands, of the innermost table."""


class _Paragraphs(Handler[Paragraph]):
    """A paragraph that contains others in a text box is split where each of them ends."""

    def __init__(self) -> None:
        super().__init__()
        self._texts: list[str] = []
        self._in_text = False
        self._run_hidden: list[bool] = []
        """For each open run, whether it is hidden and not counted yet."""
        self._counts = [0, 0, 0]
        self._depth = 0
        self._tables = 0
        self._cells: list[CellPlace] = []
        """The current cell of each open table."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._depth += 1
        if name in _TABLES:
            self._in_table(name)
        elif name in ("t", "delText"):
            self._in_text = True
            if name == "t" and self._run_hidden and self._run_hidden[-1]:
                self._counts[2] += 1
                self._run_hidden[-1] = False
        elif name == "r":
            self._run_hidden.append(False)
        elif name == "vanish" and self._run_hidden:
            self._run_hidden[-1] = is_on(attribute(attributes, "val") or "on")
        elif name in _REVISIONS and attribute(attributes, "author"):
            self._counts[0] += 1
        elif name == "comment":
            self._counts[1] += 1

    def text(self, text: str) -> None:
        if self._in_text:
            self._texts.append(text)

    def end(self, name: str) -> None:
        self._depth -= 1
        if name in ("t", "delText"):
            self._in_text = False
        elif name == "r" and self._run_hidden:
            self._run_hidden.pop()
        elif name == "tbl" and self._cells:
            self._cells.pop()
        if name == "p" or not self._depth:
            # Text after the last paragraph counts as a paragraph.
            cell = self._cells[-1] if self._cells else CellPlace()
            revisions, comments, hidden = self._counts
            self.found.append(Paragraph("".join(self._texts), revisions, comments, hidden, cell))
            self._texts, self._counts = [], [0, 0, 0]

    def _in_table(self, name: str) -> None:
        if name == "tbl":
            self._tables += 1
            self._cells.append(CellPlace(self._tables))
        elif self._cells:
            table, row, column = self._cells[-1]
            self._cells[-1] = CellPlace(table, row + 1) if name == "tr" else CellPlace(table, row, column + 1)


def paragraphs(xml: bytes) -> Iterator[Paragraph]:
    """Every paragraph in ``xml``, a part of a DOCX or PPTX file, with its runs joined. Raises DamagedXmlError."""
    return read_xml(xml, _Paragraphs())


@dataclass(frozen=True, slots=True)
class Slide:
    """The texts of the paragraphs of a slide or of speaker notes, and whether presentations leave the slide out."""

    texts: tuple[str, ...]
    is_hidden: bool


class _Slide(_Paragraphs):
    is_hidden = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        super().start(name, attributes)
        if name == "sld":
            self.is_hidden = attribute(attributes, "show") in ("0", "false")


def read_slide(xml: bytes) -> Slide:
    """The slide or the speaker notes in ``xml``. Raises DamagedXmlError."""
    handler = _Slide()
    texts = tuple(paragraph.text for paragraph in read_xml(xml, handler))
    return Slide(texts, handler.is_hidden)


class _TextCodes(Handler[str]):
    def __init__(self) -> None:
        super().__init__()
        self._texts: list[str] | None = None

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if name == "TextCode":
            self._texts = []

    def text(self, text: str) -> None:
        if self._texts is not None:
            self._texts.append(text)

    def end(self, name: str) -> None:
        if name == "TextCode" and self._texts is not None:
            self.found.append("".join(self._texts))
            self._texts = None


def ofd_texts(xml: bytes) -> Iterator[str]:
    """Every TextCode in ``xml``, a page of an OFD file (GB/T 33190, 11.3). Raises DamagedXmlError."""
    return read_xml(xml, _TextCodes())


class _LooseTexts(Handler[str]):
    def text(self, text: str) -> None:
        if text.strip():
            self.found.append(text)


def loose_texts(xml: bytes) -> Iterator[str]:
    """Every text in ``xml``, such as properties, comments of cells and words in drawings. Raises DamagedXmlError."""
    return read_xml(xml, _LooseTexts())
