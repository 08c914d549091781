"""Open data: the catalogue, validity, status, tables and records as JSON and CSV, with schemas and descriptors."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

from gongkai.data.catalogue_rows import catalogue_rows
from gongkai.data.cited_rows import CITED, cited_rows, has_cited
from gongkai.data.csv_text import write_csv
from gongkai.data.data_package import PACKAGE, catalogue_package, whole_package
from gongkai.data.departure_data import departure_entries, departure_states
from gongkai.data.item_data import item_data, validity_data
from gongkai.data.json_schemas import document_schemas
from gongkai.data.ledger_lines import ledger_lines
from gongkai.data.record_descriptors import record_schemas
from gongkai.data.record_files import write_record_files
from gongkai.data.unit_data import unit_data
from gongkai.incremental.site_parts import SiteParts
from gongkai.ledgers.all_ledgers import public_ledgers
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.pages.column.clerk_templates import templates_of
from gongkai.pages.column.ledger_pages import ledger_csv
from gongkai.pages.items.sections import table_url


def write_open_data(publication: Publication, folder: Path, parts: SiteParts | None = None) -> None:
    """Write ``data/``, the tables and records of all items, and the blank forms below ``folder``. Raises OSError.

    ``parts`` knows what the published site already has.
    """
    target = folder / "data"
    target.mkdir(parents=True, exist_ok=True)
    items = publication.reading.items
    entries = chain((item_data(item, publication) for item in items), departure_entries(publication))
    _write_list(target / "items.json", entries)
    write_csv(target / "items.csv", catalogue_rows(publication))
    if has_cited(publication):
        write_csv(target / CITED, cited_rows(publication))
    for ledger in public_ledgers(publication):
        write_csv(folder / ledger_csv(ledger), ledger_lines(ledger))
    validity = {number: validity_data(one) for number, one in publication.validity.items()}
    validity |= departure_states(publication)
    _write(target / "validity.json", dict(sorted(validity.items())))
    _write(target / "status.json", _status(publication, Counter(str(one["state"]) for one in validity.values())))
    _write(target / "units.json", unit_data(publication))
    for item in items:
        _tables(item, folder)
    kept_by_type = write_record_files(publication, folder, parts)
    _templates(publication, folder)
    _write(folder / PACKAGE, whole_package(publication))
    _write(target / PACKAGE, catalogue_package(publication))
    for url, table in record_schemas(publication, kept_by_type):
        _write(folder / url, table)
    for name, schema in document_schemas(publication).items():
        _write(target / "schemas" / f"{name}.schema.json", schema)


def _status(publication: Publication, states: Counter[str]) -> dict[str, object]:
    items = publication.reading.items
    return {
        "agency": publication.reading.settings.agency.name,
        "as_of": publication.as_of.isoformat(),
        "items": len(items),
        "departed": len(publication.departures),
        "by_type": dict(sorted(Counter(item.kind.title for item in items).items())),
        "by_validity": dict(sorted(states.items())),
        "newest": max((item.publish_date.isoformat() for item in items if item.publish_date), default=""),
    }


def _tables(item: Item, folder: Path) -> None:
    for table in item.tables.values():
        write_csv(folder / table_url(item, table), (table.header, *table.rows))


def _templates(publication: Publication, folder: Path) -> None:
    """Write the blank forms that the field dictionary offers."""
    for kind in publication.reading.kinds.values():
        for template in templates_of(kind):
            path = folder / template.url
            if template.rows:
                write_csv(path, template.rows)
            else:
                path.parent.mkdir(exist_ok=True)
                path.write_text(template.text, encoding="utf-8", newline="\n")


def _write_list(path: Path, values: Iterable[object]) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        between = "[\n"
        for value in values:
            file.write(between + json.dumps(value, ensure_ascii=False))
            between = ",\n"
        file.write("[]\n" if between == "[\n" else "\n]\n")


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
