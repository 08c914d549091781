"""Frictionless Data Packages of what the site offers as data: one at its root for everything, one in ``data/`` for the catalogue.

A descriptor may name only files beside or below it (Data Package, «URL or Path»), so that the one which names every
record file stands at the root. The address of the other is older and stays: whoever knows it finds the catalogue.
"""

from __future__ import annotations

from gongkai.data.catalogue_rows import CATALOGUE_COLUMNS
from gongkai.data.csv_text import PROTECTION
from gongkai.data.json_schemas import DOCUMENTS
from gongkai.data.record_descriptors import CATALOGUE, CSV_DIALECT, Descriptor, record_resources
from gongkai.data.terms_of_use import data_terms
from gongkai.model.publication import Publication

PACKAGE = "datapackage.json"
"""Address of the description of everything."""


def whole_package(publication: Publication) -> Descriptor:
    """The descriptor at the root of the site: catalogue, validity, status, and all files of records."""
    resources = [*_catalogue("data/"), *record_resources(publication)]
    return _package(publication, "gongkai", "公开信息目录、有效性、概况和全部逐条记录。", resources)


def catalogue_package(publication: Publication) -> Descriptor:
    """The descriptor in ``data/``: the catalogue, validity and status alone."""
    about = f"公开信息目录、有效性和概况；逐条记录的数据见网站根目录的 {PACKAGE}。"
    return _package(publication, "gongkai-catalogue", about, _catalogue(""))


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


def _catalogue(folder: str) -> list[Descriptor]:
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
            "primaryKey": [CATALOGUE_COLUMNS[0][1]],
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
    return [table, *documents]
