"""Open data: the catalogue, validity, status, tables and records as JSON and CSV, with schemas and descriptors."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

from gongkai.data.catalogue_rows import CATALOGUE_LABELS, departed_rows
from gongkai.data.cited_rows import CITED, cited_rows, has_cited
from gongkai.data.csv_text import write_csv
from gongkai.data.data_package import PACKAGE, catalogue_package, whole_package
from gongkai.data.departure_data import departure_entries, departure_states
from gongkai.data.item_rows import ITEMS, ItemsFile, item_rows, validity_entry
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
    states = _write_items(publication, folder, parts or SiteParts(folder))
    if has_cited(publication):
        write_csv(target / CITED, cited_rows(publication))
    for ledger in public_ledgers(publication):
        write_csv(folder / ledger_csv(ledger), ledger_lines(ledger))
    _write(target / "status.json", _status(publication, states))
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


def _write_items(publication: Publication, folder: Path, parts: SiteParts) -> Counter[str]:
    """Write ``items.json``, ``items.csv`` and ``validity.json`` in one pass, and return how many items each state has."""
    target = folder / "data"
    file = ItemsFile(folder)
    lines = []
    validity = {}
    for item, row in zip(publication.reading.items, item_rows(publication, parts.rows, parts.published)):
        file.add(row.data)
        lines.append(row.catalogue)
        if row.validity:
            validity[item.index_no] = row.validity
    for entry in departure_entries(publication):
        file.add(json.dumps(entry, ensure_ascii=False).encode())
    parts.digests[ITEMS] = file.end(parts.rows)
    write_csv(target / "items.csv", [CATALOGUE_LABELS, *departed_rows(publication)], lines)
    departed = departure_states(publication)
    validity |= {number: validity_entry(number, data) for number, data in departed.items()}
    entries = ",\n".join(text for _, text in sorted(validity.items()))
    text = f"{{\n{entries}\n}}\n" if entries else "{}\n"
    (target / "validity.json").write_text(text, encoding="utf-8", newline="\n")
    states = {number: one.state.value for number, one in publication.validity.items()}
    return Counter((states | {number: str(data["state"]) for number, data in departed.items()}).values())


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


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8", newline="\n")
