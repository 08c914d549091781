"""Rows of records as HTML: the template renders one row with placeholders, which is filled in for every record.

Rendering a hundred thousand rows cell by cell takes longer than all other pages together. The template engine's own
escaping is applied to a whole row at once; placeholders and separator are control characters, which no cell contains.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from gongkai.model.record import SEPARATOR
from gongkai.pages.records.record_view import Records

MARK = "\x1e"
"""The placeholder in the template's row for each text of a record."""


def rows_html(records: Records, root: str, plain: str, corrected: str, marks: tuple[str, str]) -> Markup:
    """The rows of a table as HTML, from the pattern ``plain`` or, for rows with corrections, ``corrected``.

    ``root`` is the relative address of the site's root. ``marks`` are the patterns for note marks in ordinary cells and
    in the key cell, which is itself a link.
    """
    patterns = {False: _pattern(plain), True: _pattern(corrected)}
    key = next((place for place, column in enumerate(records.columns) if column.form == "key"), -1)
    lines = []
    for row in records.rows:
        texts = [row.anchor, *row.cells]
        if key >= 0:
            # The key of a record is a link; the pattern has the address before the text.
            texts.insert(key + 1, f"{root}{row.page}#{row.anchor}" if row.page else f"#{row.anchor}")
        if records.term:
            texts += (row.standing.tone, row.standing.start, row.standing.end, row.standing.words)
        escaped = str(escape(SEPARATOR.join(texts))).split(SEPARATOR)
        for place, number in row.marks:
            at = place + 1 + (0 <= key <= place)
            mark = _pattern(marks[place == key])
            address = str(escape(root + row.page)) if row.page else ""
            escaped[at] += mark % ((number,) if place == key else (address, number, number))
        lines.append(patterns[bool(row.corrected)] % tuple(escaped))
    return Markup("".join(lines))


def _pattern(html: str) -> str:
    return "%s".join(piece.replace("%", "%%") for piece in str(html).split(MARK))
