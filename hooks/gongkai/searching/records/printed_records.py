"""Faults of the original documents (照原件公开) in records, for the cards and rows that the browser makes."""

from __future__ import annotations

from gongkai.model.publication import Publication
from gongkai.pages.items.printed_marks import marks_of
from gongkai.searching.records.record_order import RecordsInOrder


def printed_records(rows: RecordsInOrder, publication: Publication) -> dict[str, dict[str, list[list[str]]]]:
    """By index number and anchor: lists of column name, column label and the sentence about the cell."""
    found: dict[str, dict[str, list[list[str]]]] = {}
    titles = {column.name: column.title for column in rows.kind.records}
    for item, table in zip(rows.items, rows.tables):
        marks = marks_of(item, publication)
        marked = marks.records()
        for record in table.rows() if marked else ():
            for name, note in marked.get((record.file, record.line), {}).items():
                line = [name, titles[name], marks.sentence(note)]
                found.setdefault(item.index_no, {}).setdefault(record.anchor, []).append(line)
    return found
