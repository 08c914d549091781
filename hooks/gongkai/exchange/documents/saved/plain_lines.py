"""The lines of a plain text: page numbers left from a copy cut, lines wrapped by hand joined, cells between tabs as tables."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from gongkai.exchange.documents.document_lines import PrintedLine
from gongkai.exchange.documents.official_source import official_line, official_words, pipe_table
from gongkai.model.words.matcher import matcher
from gongkai.texts.blocks import BlockKind, block_of

_BREAKS = matcher("\r\n|[\r\n\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_BLANKS = matcher("[ \t\xa0\u2002\u2003]+")
_PAGE = matcher(
    r"(?:[-—–－―·•~〜]+\s*\d{1,4}\s*[-—–－―·•~〜]+|第\s*\d{1,4}\s*页(?:[\s,，/]*共\s*\d{1,4}\s*页)?|\d{1,4}\s*/\s*\d{1,4})\Z"
)
_NUMBER = matcher(r"\d{1,4}\Z")
_ENDS = tuple("。！？；：:;!?…”》）)】")
_INDENTED = matcher("[\u3000\xa0]|[ ]{2}|\t")
_BEGINS = matcher(r"[（(]?[\d一二三四五六七八九十]+[）).．、]|第[\d一二三四五六七八九十百]+[编章节条]|附件|抄送|[①-⑳]")
_FEWEST_WRAPPED, _NARROWEST, _SLACK = 3, 40, 6
"""How many lines must be full for a text to be wrapped, the least width of a full line, and how much may be left over."""
_NUMBERED = (BlockKind.CHAPTER, BlockKind.FIRST_LEVEL, BlockKind.SECOND_LEVEL, BlockKind.ARTICLE)


@dataclass(slots=True)
class PlainText:
    """The lines of a text, and what was done to make them."""

    lines: list[PrintedLine] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)
    """Lines that were numbers of pages."""
    joined: int = 0
    """The number of line ends that were none in the document."""


def plain_text(text: str) -> PlainText:
    """The lines of ``text``."""
    found = PlainText()
    lines = _BREAKS.split(text)
    numbers = _bare_page_numbers(lines)
    kept = []
    for number, line in enumerate(lines):
        shown = line.strip(" \t\u3000\xa0")
        if number in numbers or _PAGE.match(shown):
            found.pages.append(shown)
        else:
            kept.append(line)
    width = _wrapped_at([line for line in kept if line.strip()])
    made: list[str] = []
    last = ""
    for line in kept:
        shown = line.strip(" \t\u3000\xa0")
        if width and made and _goes_on(last, line, width):
            blank = " " if made[-1][-1].isascii() and shown[0].isascii() else ""
            made[-1] += blank + shown
            found.joined += 1
        elif shown:
            made.append(shown)
        # A page number between two lines is gone; an empty line ends a paragraph.
        last = line
    found.lines = [*_lines(made)]
    return found


def _bare_page_numbers(lines: Sequence[str]) -> set[int]:
    """Lines that are nothing but 1, 2, 3 … one after another, at least two of them far apart."""
    bare = [(at, int(line.strip())) for at, line in enumerate(lines) if _NUMBER.match(line.strip())]
    in_order = len(bare) > 1 and all(other[1] == one[1] + 1 for one, other in pairwise(bare))
    apart = all(other[0] - one[0] > 2 for one, other in pairwise(bare))
    return {at for at, _ in bare} if in_order and apart else set()


def _wrapped_at(lines: Sequence[str]) -> int:
    """The width at which a text was wrapped by hand; 0 where it was not."""
    widths = sorted((_width(line) for line in lines if not line.rstrip().endswith(_ENDS)), reverse=True)
    if len(widths) < _FEWEST_WRAPPED or widths[0] < _NARROWEST:
        return 0
    longest = max(map(_width, lines))
    full = [width for width in widths if width >= longest - _SLACK]
    return longest if len(full) >= _FEWEST_WRAPPED else 0


def _goes_on(before: str, line: str, width: int) -> bool:
    """Whether a line continues the one before it: that one is full and ends within a sentence, this one is not indented."""
    shown = line.strip(" \t\u3000\xa0")
    if not shown or _INDENTED.match(line) or _width(before) < width - _SLACK or "\t" in shown:
        return False
    return not before.rstrip().endswith(_ENDS) and not _BEGINS.match(shown) and block_of(shown).kind not in _NUMBERED


def _width(line: str) -> int:
    """Columns of a line; a Han character takes two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in line.rstrip())


def _lines(texts: Sequence[str]) -> Iterator[PrintedLine]:
    """Printed lines; two or more in succession with the same number of tabs are a table."""
    rows: list[list[str]] = []
    for text in [*texts, ""]:
        cells = [cell.strip() for cell in text.split("\t")]
        if rows and len(cells) != len(rows[0]):
            yield from _table(rows)
            rows = []
        if len(cells) > 1:
            rows.append(cells)
        elif text:
            yield _line(text)


def _table(rows: list[list[str]]) -> Iterator[PrintedLine]:
    if len(rows) == 1:
        yield _line(" ".join(rows[0]))
        return
    shown = " ".join(cell for row in rows for cell in row if cell)
    yield PrintedLine(shown, pipe_table([[official_words(cell) for cell in row] for row in rows]), True)


def _line(text: str) -> PrintedLine:
    shown = _BLANKS.sub(" ", text)
    return PrintedLine(shown, official_line(official_words(shown)))
