"""Rows of records as HTML: the template renders one row with placeholders, which is filled in for every record.

Rendering a hundred thousand rows cell by cell takes longer than all other pages together. The template engine's own
escaping is applied to a whole row at once; placeholders and separator are control characters, which no cell contains.
"""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup, escape

from gongkai.model.record import SEPARATOR
from gongkai.pages.cell import Cell
from gongkai.pages.records.record_view import Records

MARK = "\x1e"
"""The placeholder in the template's row for each text of a record."""


def rows_html(
    records: Records, root: str, rows: tuple[str, ...], marks: tuple[str, str], links: tuple[str, ...]
) -> Markup:
    """The rows of a table as HTML.

    ``root`` is the relative address of the site's root. ``rows`` are the patterns of a plain row, of one with
    corrections, of one that another followed, and of one with both. ``marks`` are the patterns for note marks in
    ordinary cells and in the key cell, which is itself a link; ``links`` those for a link and for a badge beside it.
    """
    patterns = [_pattern(one) for one in rows]
    key = next((place for place, column in enumerate(records.columns) if column.form == "key"), -1)
    lines = []
    for row in records.rows:
        texts = [row.anchor, *row.cells]
        after = row.following
        if key >= 0:
            # The key of a record is a link; the pattern has the address before the text.
            texts.insert(key + 1, f"{root}{row.page}#{row.anchor}" if row.page else f"#{row.anchor}")
            if after:
                done, words, address = after
                texts[key + 3 : key + 3] = (done, root + address, words)
        if records.term:
            texts += (row.standing.tone, row.standing.start, row.standing.end, row.standing.words)
        escaped = str(escape(SEPARATOR.join(texts))).split(SEPARATOR)
        for place, pieces in row.links:
            if place != key:
                escaped[_at(place, key, len(after))] = _linked(pieces, root, links)
        for place, number in row.marks:
            mark = _pattern(marks[place == key])
            page = str(escape(root + row.page)) if row.page else ""
            escaped[_at(place, key, len(after))] += mark % ((number,) if place == key else (page, number, number))
        lines.append(patterns[bool(row.corrected) + 2 * (bool(after) and key >= 0)] % tuple(escaped))
    return Markup("".join(lines))


def _at(place: int, key: int, after: int) -> int:
    """Where the cell ``place`` stands among the texts of a pattern."""
    return place + 1 + (0 <= key <= place) + after * (0 <= key < place)


def _linked(pieces: Sequence[Cell], root: str, links: tuple[str, ...]) -> str:
    """The pieces of a cell, those with an address as links, each with the mark of a document that is not simply in force."""
    link, badge = (_pattern(one) for one in links)
    html = ""
    for one in pieces:
        words = str(escape(one.words))
        html += link % (escape(root + one.url), words) if one.url else words
        if one.badge and one.badge.tone != "live":
            html += badge % (escape(one.badge.tone), escape(one.badge.words))
    return html


def _pattern(html: str) -> str:
    return "%s".join(piece.replace("%", "%%") for piece in str(html).split(MARK))
