"""Probes: queries that the search of a built site must answer, titles and numbers sampled from the whole column."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from gongkai.building.report import Probe
from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.model.record import RecordTable
from gongkai.pages.records.all_records import kinds_with_records
from gongkai.pages.records.record_pages import records_index
from gongkai.searching.start_file import PAGES

MOST = 24
"""Most items in a sample, at equal distances from the first to the last."""


def probes_of(publication: Publication) -> Iterator[Probe]:
    """Title and numbers of a sample of items; of each type with records, the first and last key in a sample of its tables."""
    for item in _sample(publication.reading.items):
        for query in dict.fromkeys((item.title, item.doc_no, item.index_no)):
            if query:
                yield Probe(PAGES, query, item_url(item))
    for kind, items in kinds_with_records(publication).values():
        for item in _sample(tuple(items)):
            table = publication.records[item.index_no]
            key = table.position(kind.record.key)
            for text in table.found("ends", partial(_ends, key)) if key >= 0 else ():
                if text:
                    yield Probe(records_index(kind), text, text)


def _ends(key: int, table: RecordTable) -> list[str]:
    """The first and the last key of a table."""
    return [record.cells[key] for record in (*table.rows(0, 1), *table.rows(len(table) - 1))]


def _sample(items: Sequence[Item]) -> list[Item]:
    most = min(MOST, len(items))
    return [items[place * (len(items) - 1) // max(1, most - 1)] for place in range(most)]
