"""The printed lines of a document that is imported: each with the text that people see and the way it is written down."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One paragraph, or a whole table."""

    text: str
    """The visible text without marks; that of a table is its cells with blanks between them."""
    written: str
    """The source of the text in the style 公文; a table has several lines."""
    is_table: bool = False
    side: str = ""
    """center, right or nothing."""
    size: int = 0
    """Size of its letters in half points, 0 where unknown."""
    is_bold: bool = False
    """Whether all of it is bold."""
    outline: int | None = None
    """Level of a heading by its style, from 0."""
    picture: str = ""
    """The address of the picture that the line is, and then ``text`` is empty and ``written`` its description."""
    is_numbered: bool = False
    """Whether it begins with an automatic number."""
    cells: tuple[str, ...] = ()
    """The text of each cell of a table of a page."""
    lost_links: tuple[tuple[str, str], ...] = ()
    """Words and addresses of its links that lead nowhere outside of the page's own folder."""
