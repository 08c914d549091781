"""The blocks of a Word document as printed lines, with the pictures and files that belong beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from gongkai.exchange.documents.document_lines import PrintedLine
from gongkai.exchange.documents.embedded_file import embedded_file
from gongkai.exchange.documents.official_source import (
    cell_lines,
    html_row,
    html_table,
    is_printed_as_it_is,
    official_line,
    official_words,
    pipe_table,
)
from gongkai.model.web_address import is_safe
from gongkai.reading.word.word_blocks import (
    Block,
    Cell,
    Enclosed,
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
from gongkai.texts.unfilled import gap

_PICTURES = (".png", ".jpg", ".jpeg", ".tif", ".tiff")
_RAISED = {"superscript": "sup", "subscript": "sub"}
_BLANKS = re.compile("[ \t\xa0]+")
_TAB = re.compile(r"[ \u3000]*\t[ \u3000\t]*")
_WIDE = "\u3000"
_COPIES = re.compile(r"(?:抄\s*送|分\s*送|主题词)\s*[:：]")
_NO_TEXT = re.compile("[\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff]")
"""Signs that no text file of the column may hold."""


@dataclass(slots=True)
class WordLines:
    """Writes the lines of one document; ``files`` and ``told`` fill as it goes."""

    document: WordDocument
    stem: str
    """Beginning of the names of files beside the item."""
    files: dict[str, bytes] = field(default_factory=dict)
    told: list[str] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)
    """Part of the package → name of the file beside the item."""
    _pictures: int = 0
    _attachments: int = 0

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
            else:
                yield from self._table(block)

    def is_picture(self, name: str) -> bool:
        """Whether a file beside the item is a picture of the text, which is of no use without it."""
        return name.startswith(f"{self.stem}-图")

    def notes(self) -> Iterator[PrintedLine]:
        """The footnotes and endnotes, a line each."""
        for note in self.document.notes:
            lines = [*self.lines(note.blocks)]
            text = _WIDE.join(line.text for line in lines)
            written = _WIDE.join(line.written for line in lines if not line.is_table)
            yield PrintedLine(text, f"[^{note.label}]: {written}")

    def _paragraph(self, paragraph: WordParagraph) -> Iterator[PrintedLine]:
        first = True
        for pieces in _broken(paragraph.pieces):
            pieces = ([Words(paragraph.label)] if first and paragraph.label else []) + pieces
            first = False
            text = _tidy("".join(one.text for one in pieces if isinstance(one, Words)))
            written = official_line(_tidy(self._written(pieces, text)))
            if not written:
                continue
            words = [one for one in pieces if isinstance(one, Words) and one.text.strip()]
            own = [one for one in words if one.text != paragraph.label]
            yield PrintedLine(
                text,
                written,
                side=paragraph.side,
                size=max((one.size for one in own), default=0),
                is_bold=bool(own) and all(one.is_bold for one in own),
                outline=paragraph.outline,
            )

    def _written(self, pieces: list[Piece], text: str) -> str:
        plain = is_printed_as_it_is(text)
        return "".join(self._piece(one, plain) for one in pieces)

    def _piece(self, piece: Piece, is_plain: bool) -> str:
        if isinstance(piece, Words):
            written = piece.text if is_plain else official_words(piece.text)
            if (piece.position or piece.is_struck) and not set("<>") & set(piece.text):
                return _marked(Html(written), piece)
            shown = piece.text.strip()
            if piece.address and is_safe(piece.address) and shown and not set("[]()") & set(shown + piece.address):
                return written if shown == piece.address else f"[{written}]({piece.address})"
            return written
        if isinstance(piece, NoteMark):
            return f"[^{piece.label}]"
        if isinstance(piece, Picture):
            return self._picture(piece)
        if isinstance(piece, Enclosed):
            return self._enclosed(piece)
        if isinstance(piece, Missing):
            self.told.append(f"有{piece.what}不能写成文字，正文里留了“待填写”。")
            return gap(f"这里有{piece.what}，请照原件补写，或者截成图片")
        return ""

    def _picture(self, picture: Picture) -> str:
        self._pictures += 1
        suffix = PurePosixPath(picture.part).suffix.lower()
        data = self.document.part(picture.part) if picture.part else None
        name = f"图{self._pictures}"
        if suffix not in _PICTURES or not data:
            why = "不在文件里" if data is None else f"是 {suffix[1:].upper()} 格式，不能公开"
            self.told.append(f"{name}{why}：请在原件里另存为 PNG，放在旁边并写进“附件:”。")
            return gap(f"{name}，原件里的图片{why}，请另存为 PNG 后放入")
        file = self._names.setdefault(picture.part, f"{self.stem}-{name}{suffix}")
        self.files[file] = data
        if not picture.description:
            self.told.append(f"{name}（{file}）没有说明：请在正文的方括号里写图片的内容。")
        return f"![{_alternative(picture.description) or gap(f'{name}的内容')}]({file})"

    def _enclosed(self, enclosed: Enclosed) -> str:
        data = self.document.part(enclosed.part) if enclosed.part else None
        found = embedded_file(data) if data else None
        if found is None:
            self.told.append("嵌入的一个文件取不出来：请在 Word 里双击打开它，另存后放在旁边并写进“附件:”。")
            return gap("这里嵌入了一个文件，请另存后放入附件")
        if enclosed.part not in self._names:
            self._attachments += 1
            file = self._names[enclosed.part] = f"{self.stem}-附件{self._attachments}{found.suffix}"
            self.files[file] = found.data
            name = f"“{found.name}”" if found.name else ""
            self.told.append(f"嵌入的文件{name}存为 {file}，写进了“附件”：请核对名称。")
        return ""

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
        pieces: list[Piece] = [Words(paragraph_label)] if (paragraph_label := block.label) else []
        pieces += block.pieces
        text = _tidy("".join(one.text for one in pieces if isinstance(one, Words)))
        return _tidy(self._written(pieces, text))

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
                for piece in pieces:
                    if isinstance(piece, Words):
                        parts.append(_marked(escaped(_BLANKS.sub(" ", piece.text)), piece))
                    elif isinstance(piece, NoteMark):
                        parts.append(element("sup", escaped(f"[{piece.label}]")))
                    elif isinstance(piece, Missing):
                        parts.append(escaped(self._piece(piece, True)))
                    else:
                        after.append(self._piece(piece, True))
                if line := joined(parts).strip():
                    lines.append(Html(line))
        return cell_lines(lines)


def _only_cell(table: WordTable) -> Cell | None:
    return table.rows[0][0] if len(table.rows) == 1 and len(table.rows[0]) == 1 else None


def _is_imprint(table: WordTable) -> bool:
    """Whether a table only lays out the imprint of a document (版记)."""
    texts = [*_cell_texts(table)]
    return table.has_plain_cells and bool(texts) and (bool(_COPIES.match(texts[0])) or texts[-1].endswith("印发"))


def _broken(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """The pieces of each printed line of a paragraph."""
    lines: list[list[Piece]] = [[]]
    for piece in pieces:
        if isinstance(piece, LineBreak):
            lines.append([])
        else:
            lines[-1].append(piece)
    return lines


def _marked(written: Html, words: Words) -> Html:
    """Raised, lowered and struck-out words, whose look is part of what they say."""
    if words.is_struck:
        written = element("del", written)
    return element(_RAISED[words.position], written) if words.position else written


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


def _alternative(description: str) -> str:
    """A description that may stand in the brackets of a picture."""
    return description.replace("[", "〔").replace("]", "〕")
