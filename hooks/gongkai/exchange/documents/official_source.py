"""Words and tables written down in the style 公文 so that the page prints exactly them, whatever signs they contain."""

from __future__ import annotations

import re
from collections.abc import Sequence

from gongkai.model.words.matcher import matcher
from gongkai.texts.blocks import is_table_rule
from gongkai.texts.elements import Html, element, escaped, joined, multiline_element, void
from gongkai.texts.inline import Inline

_SPECIAL = matcher(r"[\\`*_\[\]<&]|(?<=\])\(")
_OPENS = matcher(r"[-*+>][ \t]|>|#{1,6}[ \t]|```|~~~|\[\^[^\]\s]*\]:|(?:[-*][ \t]*){3,}\Z")
_TABLE = matcher("<table", re.IGNORECASE)
_PIPE = matcher(r"(?<!\\)\|")
_BACKSLASH = "&#92;"


def official_words(text: str) -> str:
    """``text`` as a part of a line: unchanged where nothing in it would be taken for a mark."""
    return text if is_printed_as_it_is(text) else _SPECIAL.sub(_escape, text)


def is_printed_as_it_is(text: str) -> bool:
    """Whether the page prints exactly this text where it is written without any marks."""
    plain = Inline({}, "", lambda address: address, {})
    return plain.html(text) == escaped(text)


def official_line(written: str) -> str:
    """A line of a text that begins with words: its first sign is escaped where it would begin a structure."""
    line = written.strip(" \t\u3000\xa0\r\n")
    if _OPENS.match(line) or is_table_rule(line):
        return "\\" + line
    return "\\" + line if _TABLE.match(line) else line


def _escape(match: re.Match[str]) -> str:
    # A backslash cannot be escaped by another one: it is written by its number.
    return _BACKSLASH if match.group() == "\\" else "\\" + match.group()


def pipe_table(rows: Sequence[Sequence[str]]) -> str:
    """A table without merged cells; the first row is its heading. The cells are written as parts of lines."""
    lines = ["| " + " | ".join(_PIPE.sub(r"\\|", cell) for cell in row) + " |" for row in rows]
    return "\n".join([lines[0], "|" + "---|" * len(rows[0]), *lines[1:]])


def html_row(cells: Sequence[tuple[Html, int, int]], tag: str) -> Html:
    """A row of cells: content, columns and rows that each covers; ``tag`` is td, or th for a heading."""
    return element(
        "tr",
        joined(
            element(
                tag,
                content,
                {"colspan": str(columns) if columns > 1 else None, "rowspan": str(rows) if rows > 1 else None},
            )
            for content, columns, rows in cells
        ),
    )


def html_table(rows: Sequence[Html], in_one_line: bool) -> Html:
    """A table of rows; one that holds another is written in one line, since a text ends a table at the first end tag."""
    return element("table", joined(rows)) if in_one_line else multiline_element("table", rows)


def cell_lines(lines: Sequence[Html]) -> Html:
    """The lines in a cell, one below the other."""
    return joined(lines, void("br"))
