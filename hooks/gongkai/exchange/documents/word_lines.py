"""The blocks of a Word document as printed lines, with the pictures and files that belong beside them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from gongkai.exchange.documents.document_lines import PrintedLine
from gongkai.exchange.documents.emphasis import in_cell, is_one_look, line_written, words_written
from gongkai.exchange.documents.laid_out_tables import head_lines, signature_lines
from gongkai.exchange.documents.official_source import (
    cell_lines,
    html_row,
    html_table,
    official_line,
    official_words,
    pipe_table,
)
from gongkai.exchange.documents.parts_beside import PartsBeside
from gongkai.model.words.matcher import matcher
from gongkai.reading.word.word_blocks import (
    Block,
    Cell,
    Enclosed,
    Graphic,
    LineBreak,
    Missing,
    NoteMark,
    Picture,
    Piece,
    WordParagraph,
    Words,
    WordTable,
)
from gongkai.reading.word.word_document import WordDocument
from gongkai.texts.elements import Html, element, escaped, joined

_BLANKS = matcher("[ \t\xa0]+")
_TAB = matcher(r"[ \u3000]*\t[ \u3000\t]*")
_WIDE = "\u3000"
_COPIES = matcher(r"(?:抄\s*送|分\s*送|主题词)\s*[:：]")
_NO_WORDS = "\ufffc"
"""Stands for what is not words where only words are looked at."""
_NO_TEXT = matcher("[\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")
"""Signs that no text file of the column may hold."""


@dataclass(slots=True)
class WordLines:
    """Writes the lines of one document; what stands in it besides words is taken by ``beside``."""

    document: WordDocument
    stem: str
    """Beginning of the names of files beside the item."""
    beside: PartsBeside = field(init=False)
    told: list[str] = field(init=False)
    _words: str = ""
    """The words that were written last, by which people find what stands beside them."""

    def __post_init__(self) -> None:
        self.beside = PartsBeside(self.document, self.stem)
        self.told = self.beside.told

    def lines(self, blocks: Iterable[Block]) -> Iterator[PrintedLine]:
        """The lines of ``blocks``; a paragraph with line breaks is several, one without words is none."""
        for block in blocks:
            if isinstance(block, WordParagraph):
                yield from self._paragraph(block)
            elif only := _only_cell(block):
                # A table of one cell is a frame around paragraphs.
                yield from self.lines(only.blocks)
            elif _is_imprint(block):
                # The lines above and below the imprint are often those of a table.
                for row in block.rows:
                    words = (official_line(_tidy(self._cell(cell))) for cell in row)
                    text = f"{_WIDE}{_WIDE}".join(filter(None, words))
                    yield PrintedLine(text, text)
            elif signed := signature_lines([[self._plain(cell) for cell in row] for row in block.rows]):
                self.told.append("并排的落款写成了上下各一行：请与原件对照。")
                yield from signed
            elif head := head_lines([[self._plain(cell) for cell in row] for row in block.rows]):
                yield from head
            else:
                yield from self._table(block)
            yield from self.beside.after
            self.beside.after.clear()

    def _plain(self, cell: Cell) -> tuple[str, ...]:
        """The lines of a cell without marks, with a sign for everything that is not words."""
        lines = (
            _tidy(line)
            for one in cell.blocks
            for line in (_cell_lines(one) if isinstance(one, WordParagraph) else (_NO_WORDS,))
        )
        return tuple(filter(None, lines))

    def notes(self) -> Iterator[PrintedLine]:
        """The footnotes and endnotes, a line each."""
        for note in self.document.notes:
            lines = [*self.lines(note.blocks)]
            text = _WIDE.join(line.text for line in lines)
            written = _WIDE.join(line.written for line in lines if not line.is_table)
            yield PrintedLine(text, f"[^{note.label}]: {written}")

    def _paragraph(self, paragraph: WordParagraph) -> Iterator[PrintedLine]:
        label = paragraph.label
        pieces, seals = _without_seals(paragraph)
        for own in _broken(pieces):
            before = label if _has_words(own) else ""
            text = _tidy(before + _text(own))
            self._words = text or self._words
            written = official_line(_tidy(self._written(own, text, before)))
            if not written:
                continue
            words = [one for one in own if isinstance(one, Words) and one.text.strip()]
            yield PrintedLine(
                text,
                written,
                side=paragraph.side,
                size=max((one.size for one in words), default=0),
                is_bold=any(one.is_bold for one in words) and is_one_look(words, "is_bold"),
                outline=paragraph.outline,
                is_numbered=bool(paragraph.label),
            )
            label = "" if before else label
        yield from (PrintedLine("", self.beside.picture(one)) for one in seals)
        if label.strip():
            yield PrintedLine(label.strip(), official_line(official_words(label.strip())), is_numbered=True)

    def _written(self, pieces: Sequence[Piece], text: str, label: str = "") -> str:
        return line_written(pieces, text, label, self._piece)

    def _piece(self, piece: Piece, is_plain: bool) -> str:
        if isinstance(piece, Words):
            return words_written(piece, is_plain)
        if isinstance(piece, NoteMark):
            return f"[^{piece.label}]"
        if isinstance(piece, LineBreak):
            return ""
        return self._beside(piece)

    def _beside(self, piece: Picture | Enclosed | Graphic | Missing) -> str:
        """What stands for something that is not words."""
        if isinstance(piece, Picture):
            return self.beside.picture(piece)
        if isinstance(piece, Enclosed):
            return self.beside.enclosed(piece)
        if isinstance(piece, Graphic):
            return self.beside.graphic(piece, self._words)
        return self.beside.missing(piece, self._words)

    def _table(self, table: WordTable) -> Iterator[PrintedLine]:
        text = " ".join(cell for cell in _cell_texts(table) if cell)
        if not text:
            return
        if table.is_plain and len(table.rows) > 1 and table.heads < 2:
            yield PrintedLine(text, pipe_table([[self._cell(cell) for cell in row] for row in table.rows]), True)
            return
        after: list[str] = []
        yield PrintedLine(text, self._html(table, False, after), True)
        if after:
            self.told.append("合并了单元格的表格里有图片，移到了表格下面。")
            yield from (PrintedLine("", one) for one in after)

    def _cell(self, cell: Cell) -> str:
        (block,) = cell.blocks or (WordParagraph(()),)
        assert isinstance(block, WordParagraph)
        text = _tidy(block.label + _text(block.pieces))
        self._words = text or self._words
        return _tidy(self._written([*block.pieces], text, block.label))

    def _html(self, table: WordTable, is_inner: bool, after: list[str]) -> Html:
        rows = []
        has_inner = any(isinstance(one, WordTable) for row in table.rows for cell in row for one in cell.blocks)
        for number, row in enumerate(table.rows):
            cells = [(self._content(cell, after), cell.columns, cell.rows) for cell in row]
            rows.append(html_row(cells, "th" if number < table.heads else "td"))
        return html_table(rows, in_one_line=is_inner or has_inner)

    def _content(self, cell: Cell, after: list[str]) -> Html:
        """The content of a cell in HTML, in which the marks of texts do not count."""
        lines: list[Html] = []
        for block in cell.blocks:
            if isinstance(block, WordTable):
                lines.append(self._html(block, True, after))
                continue
            for number, pieces in enumerate(_broken(block.pieces)):
                parts = [escaped(block.label)] if number == 0 else []
                is_bold = is_one_look(pieces, "is_bold")
                self._words = _text(pieces) or self._words
                for piece in pieces:
                    if isinstance(piece, Words):
                        parts.append(in_cell(replace(piece, text=_BLANKS.sub(" ", piece.text)), is_bold))
                    elif isinstance(piece, NoteMark):
                        parts.append(element("sup", escaped(f"[{piece.label}]")))
                    elif isinstance(piece, Missing):
                        parts.append(escaped(self._piece(piece, True)))
                    elif written := self._piece(piece, True):
                        after.append(written)
                if line := joined(parts).strip():
                    lines.append(Html(line))
        return cell_lines(lines)


def _only_cell(table: WordTable) -> Cell | None:
    return table.rows[0][0] if len(table.rows) == 1 and len(table.rows[0]) == 1 else None


def _is_imprint(table: WordTable) -> bool:
    """Whether a table only lays out the imprint of a document (版记)."""
    texts = [*_cell_texts(table)]
    return table.has_plain_cells and bool(texts) and (bool(_COPIES.match(texts[0])) or texts[-1].endswith("印发"))


def _without_seals(paragraph: WordParagraph) -> tuple[list[Piece], list[Picture]]:
    """The pieces of a paragraph, and apart from them the pictures that lie over words on the right: seals on a signature."""
    pictures = [one for one in paragraph.pieces if isinstance(one, Picture)]
    if paragraph.side != "right" or not pictures or not paragraph.text.strip():
        return [*paragraph.pieces], []
    return [one for one in paragraph.pieces if not isinstance(one, Picture)], pictures


def _broken(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces of each printed line of a paragraph."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, LineBreak):
            lines.append([])
        else:
            lines[-1].append(piece)
    return lines


def _text(pieces: Iterable[Piece]) -> str:
    """The words of a line without marks."""
    return _tidy("".join(one.text for one in pieces if isinstance(one, Words)))


def _has_words(pieces: Iterable[Piece]) -> bool:
    """Whether a printed line has anything by which its number can stand."""
    return any(not isinstance(one, Words) or bool(one.text.strip()) for one in pieces)


def _cell_lines(paragraph: WordParagraph) -> Iterator[str]:
    """The printed lines of a paragraph; a sign for what is not words."""
    for number, pieces in enumerate(_broken(paragraph.pieces)):
        label = paragraph.label if number == 0 else ""
        yield label + "".join(one.text if isinstance(one, Words) else _NO_WORDS for one in pieces)


def _tidy(text: str) -> str:
    """The text without indentation; a tab between words is a wide blank."""
    return _TAB.sub(_WIDE, _NO_TEXT.sub("", text).replace("\xa0", " ").strip(" \t\u3000")).strip(" \t\u3000")


def _cell_texts(table: WordTable) -> Iterator[str]:
    for row in table.rows:
        for cell in row:
            for block in cell.blocks:
                if isinstance(block, WordTable):
                    yield from _cell_texts(block)
                else:
                    yield _tidy(block.text)
