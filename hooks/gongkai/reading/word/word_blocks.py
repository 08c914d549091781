"""What a Word document consists of: paragraphs with their pieces, and tables with merged cells."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """Text of one look."""

    text: str
    is_bold: bool = False
    size: int = 0
    """Size of the letters in half points."""
    position: str = ""
    """superscript, subscript or nothing."""
    is_struck: bool = False
    address: str = ""
    """Where a link leads; empty for plain text."""
    is_underlined: bool = False


@dataclass(frozen=True, slots=True)
class LineBreak:
    """The end of a printed line, of a column or a page within a paragraph."""


@dataclass(frozen=True, slots=True)
class NoteMark:
    """The mark of a footnote or an endnote, by the number of the note in the document."""

    label: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by the part of the package that holds it; empty where it is outside of the file."""

    part: str
    description: str


@dataclass(frozen=True, slots=True)
class Enclosed:
    """A file that is embedded in the document, by its part of the package."""

    part: str


@dataclass(frozen=True, slots=True)
class Graphic:
    """A chart or a SmartArt drawing, by the part of the package that holds its data; ``what`` is its Chinese name."""

    what: str
    part: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Something on the page that cannot be written as text; ``what`` is its Chinese name."""

    what: str


Piece = Words | LineBreak | NoteMark | Picture | Enclosed | Graphic | Missing


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """One paragraph as it is printed."""

    pieces: tuple[Piece, ...]
    label: str = ""
    """Its automatic number with the blank after it."""
    side: str = ""
    """left, center or right; empty where it begins and ends like running text."""
    outline: int | None = None
    """The level of a heading, from 0; None for text."""
    style: str = ""
    """The name of its style in lower case."""

    @property
    def text(self) -> str:
        """Its words with its number."""
        return self.label + "".join(one.text for one in self.pieces if isinstance(one, Words))


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell and what it covers."""

    blocks: tuple[Block, ...]
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True, slots=True)
class WordTable:
    """A table; cells that another one covers are left out."""

    rows: tuple[tuple[Cell, ...], ...]
    heads: int = 0
    """Number of rows that are repeated as headings."""

    @property
    def has_plain_cells(self) -> bool:
        """Whether no cell covers others down the page, or holds a table or several paragraphs."""
        cells = [cell for row in self.rows for cell in row]
        return all(cell.rows == 1 and len(cell.blocks) <= 1 and not any(map(_is_table, cell.blocks)) for cell in cells)

    @property
    def is_plain(self) -> bool:
        """Whether its cells are plain, none covers another, and all rows are of one length."""
        columns = {cell.columns for row in self.rows for cell in row}
        return self.has_plain_cells and columns == {1} and len({len(row) for row in self.rows}) == 1


Block = WordParagraph | WordTable


def _is_table(block: Block) -> bool:
    return isinstance(block, WordTable)


def pieces_of(block: Block) -> Iterator[Piece]:
    """All pieces in a block, those in its cells included."""
    if isinstance(block, WordParagraph):
        yield from block.pieces
        return
    for row in block.rows:
        for cell in row:
            for inner in cell.blocks:
                yield from pieces_of(inner)
