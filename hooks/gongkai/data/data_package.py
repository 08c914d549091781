"""Data Packages (Frictionless, version 1): one at the root of the site for all data, one in ``data/`` for the catalogue.

A descriptor may name only files beside or below it (Data Package, «URL or Path»), so the one that names the record files
must be at the root. The address of the other is older and is kept for those who use it.
"""

from __future__ import annotations

from gongkai.data.catalogue_rows import CATALOGUE_COLUMNS
from gongkai.data.cited_rows import CITED, CITED_COLUMNS, has_cited
from gongkai.data.csv_text import PROTECTION
from gongkai.data.json_schemas import DOCUMENTS
from gongkai.data.ledger_lines import ledger_resource
from gongkai.data.record_descriptors import CATALOGUE, CSV_DIALECT, Descriptor, record_resources
from gongkai.data.terms_of_use import data_terms
from gongkai.ledgers.all_ledgers import public_ledgers
from gongkai.model.publication import Publication

PACKAGE = "datapackage.json"
"""File name of a descriptor; that of all data is at the root of the site."""


def whole_package(publication: Publication) -> Descriptor:
    """The descriptor at the root of the site: catalogue, validity, status, ledgers, and all files of records."""
    ledgers = (ledger_resource(one) for one in public_ledgers(publication))
    resources = [*_catalogue(publication, "data/"), *ledgers, *record_resources(publication)]
    return _package(publication, "gongkai", "公开信息目录、有效性、概况、台账和全部逐条记录。", resources)


def catalogue_package(publication: Publication) -> Descriptor:
    """The descriptor in ``data/``: catalogue, validity and status only."""
    about = f"公开信息目录、有效性和概况；逐条记录的数据见网站根目录的 {PACKAGE}。"
    return _package(publication, "gongkai-catalogue", about, _catalogue(publication, ""))


def _package(publication: Publication, name: str, about: str, resources: list[Descriptor]) -> Descriptor:
    settings = publication.reading.settings
    return {
        "name": name,
        "title": settings.site_name,
        "description": about,
        "created": f"{publication.as_of.isoformat()}T00:00:00+08:00",
        **data_terms(settings),
        "resources": resources,
    }


def _catalogue(publication: Publication, folder: str) -> list[Descriptor]:
    # The number of what was taken down is not always known, and a key must be in every row.
    key: Descriptor = (
        {"primaryKey": [CATALOGUE_COLUMNS[0][1]]} if all(one.index_no for one in publication.departures) else {}
    )
    table: Descriptor = {
        "name": CATALOGUE,
        "title": "公开信息目录",
        "description": PROTECTION,
        "path": f"{folder}items.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": CSV_DIALECT,
        "schema": {
            "fields": [
                {"name": title, "x-name": name, "type": "date" if "date" in name or name == "since" else "string"}
                for name, title in CATALOGUE_COLUMNS
            ],
            "missingValues": [""],
            **key,
        },
    }
    cited: Descriptor = {
        "name": "references",
        "title": "清单、指南、记录里写明的依据和条目",
        "description": PROTECTION,
        "path": f"{folder}{CITED}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": CSV_DIALECT,
        "schema": {
            "fields": [
                {"name": title, "x-name": name, "type": "integer" if name == "count" else "string"}
                for name, title in CITED_COLUMNS
            ],
            "missingValues": [""],
        },
    }
    documents: list[Descriptor] = [
        {
            "name": f"{name}-json",
            "title": title,
            "path": f"{folder}{name}.json",
            "format": "json",
            "mediatype": "application/json",
            "encoding": "utf-8",
            "jsonSchema": f"{folder}schemas/{name}.schema.json",
        }
        for name, title in DOCUMENTS.items()
    ]
    return [table, *((cited,) if has_cited(publication) else ()), *documents]
