"""A ledger as the lines of a table, for its CSV file and the metadata of a package, and its description."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.data.csv_text import PROTECTION
from gongkai.data.record_descriptors import CSV_DIALECT, Descriptor
from gongkai.model.ledgers.ledger import Ledger
from gongkai.pages.column.ledger_pages import ledger_csv


def ledger_lines(ledger: Ledger) -> Iterator[tuple[str, ...]]:
    """The labels, then the rows; days are in ISO 8601."""
    yield tuple(column.title for column in ledger.kind.columns)
    for row in ledger.rows:
        yield tuple(cell.words for cell in row)


def ledger_resource(ledger: Ledger) -> Descriptor:
    """The description of the CSV file of a ledger in the Data Package at the root of the site."""
    return {
        "name": f"ledger-{ledger.kind.name.replace('_', '-')}",
        "title": ledger.kind.title,
        "description": f"{ledger.kind.about}{PROTECTION}",
        "path": ledger_csv(ledger),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": CSV_DIALECT,
        "schema": {
            "fields": [
                {"name": column.title, "x-name": column.name, "type": _TYPES[column.type]}
                for column in ledger.kind.columns
            ],
            "missingValues": [""],
        },
    }


_TYPES = {"string": "string", "date": "date", "number": "integer"}
