"""Rows of records as HTML: the template gives one row with marks in it, and every record is set into a copy of it.

A hundred thousand rows rendered cell by cell cost more than all other pages together. Escaping is the template engine's
own, applied to a whole row at once; the marks and the separator are control characters, which no cell can hold.
"""

from __future__ import annotations

from markupsafe import Markup, escape

from gongkai.model.record import SEPARATOR
from gongkai.pages.records.record_view import Records

MARK = "\x1e"
"""Stands in the template's row for each text of a record."""


def rows_html(records: Records, root: str, plain: str, corrected: str, marks: tuple[str, str]) -> Markup:
    """The rows of a table, each in the pattern for rows without or with corrections.

    ``root`` leads to the root of the site; ``marks`` are the patterns of the mark of a note, that for a cell that is a
    link itself the second.
    """
    patterns = {False: _pattern(plain), True: _pattern(corrected)}
    key = next((place for place, column in enumerate(records.columns) if column.form == "key"), -1)
    lines = []
    for row in records.rows:
        texts = [row.anchor, *row.cells]
        if key >= 0:
            # The number of a record is a link, whose address stands in the row before it.
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
