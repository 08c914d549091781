"""What is wrong on the paper itself in the records of a type, for the cards and the rows that the browser makes."""

from __future__ import annotations

from gongkai.model.publication import Publication
from gongkai.pages.items.printed_marks import marks_of
from gongkai.searching.record_order import RecordsInOrder


def printed_records(rows: RecordsInOrder, publication: Publication) -> dict[str, dict[str, list[list[str]]]]:
    """By index number and anchor: name and label of the column, and what is to be said of its cell."""
    found: dict[str, dict[str, list[list[str]]]] = {}
    titles = {column.name: column.title for column in rows.kind.records}
    for item, table in zip(rows.items, rows.tables):
        marks = marks_of(item, publication)
        noted = marks.records()
        for record in table.rows() if noted else ():
            for name, note in noted.get((record.file, record.line), {}).items():
                line = [name, titles[name], marks.sentence(note)]
                found.setdefault(item.index_no, {}).setdefault(record.anchor, []).append(line)
    return found
