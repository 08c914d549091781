"""Open data beside the pages: the catalogue, validity, status, tables and records as JSON and CSV with a descriptor."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.pages.clerk_templates import templates_of
from gongkai.pages.sections import table_url
from gongkai.publishing.csv_text import write_csv
from gongkai.publishing.departure_data import departure_cells, departure_entries, departure_states
from gongkai.publishing.item_data import item_data, validity_data
from gongkai.publishing.record_descriptors import record_resources, record_schemas
from gongkai.publishing.record_files import write_record_files
from gongkai.publishing.terms import data_terms

_COLUMNS = (
    ("index_no", "索引号"),
    ("title", "名称"),
    ("type", "信息类型"),
    ("agency", "发布机构"),
    ("doc_no", "发文字号"),
    ("subject", "主题分类"),
    ("summary", "内容概述"),
    ("doc_date", "生成日期"),
    ("publish_date", "发布日期"),
    ("state", "有效性"),
    ("since", "有效性起始日期"),
    ("until_date", "有效期至"),
    ("url", "网址"),
    ("departure_reason", "撤回撤下理由"),
    ("departure_notice", "撤回撤下说明"),
)


def write_open_data(publication: Publication, folder: Path) -> None:
    """Write ``data/`` and the tables and records of all items below ``folder``. Raises OSError."""
    target = folder / "data"
    target.mkdir(parents=True, exist_ok=True)
    items = publication.reading.items
    entries = chain((item_data(item, publication) for item in items), departure_entries(publication))
    _write_list(target / "items.json", entries)
    write_csv(target / "items.csv", _catalogue(publication))
    validity = {number: validity_data(one) for number, one in publication.validity.items()}
    validity |= departure_states(publication)
    _write(target / "validity.json", dict(sorted(validity.items())))
    _write(target / "status.json", _status(publication, Counter(str(one["state"]) for one in validity.values())))
    _write(target / "datapackage.json", _descriptor(publication))
    for item in items:
        _tables(item, folder)
    write_record_files(publication, folder)
    _templates(publication, folder)
    for name, schema in record_schemas(publication):
        _write(target / name, schema)


def _catalogue(publication: Publication) -> Iterator[tuple[str, ...]]:
    """The legal catalogue (条例第十二条: 索引、名称、内容概述、生成日期) with validity and address."""
    yield tuple(title for _, title in _COLUMNS)
    for item in publication.reading.items:
        validity = publication.validity.get(item.index_no)
        yield (
            item.index_no,
            item.title,
            item.kind.title,
            item.agency,
            item.doc_no,
            item.subject,
            " ".join(item.summary.split()),
            item.doc_date.isoformat() if item.doc_date else "",
            item.publish_date.isoformat() if item.publish_date else "",
            validity.state.value if validity else "",
            validity.since.isoformat() if validity and validity.since else "",
            validity.until.isoformat() if validity and validity.until else "",
            item_url(item),
            "",
            "",
        )
    for cells in departure_cells(publication):
        yield tuple(cells.get(name, "") for name, _ in _COLUMNS)


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


def _descriptor(publication: Publication) -> dict[str, object]:
    """Frictionless Data Package of what stands in ``data/`` and of every record file."""
    resources: list[dict[str, object]] = [
        {
            "name": "items",
            "title": "公开信息目录",
            "path": "items.csv",
            "format": "csv",
            "encoding": "utf-8",
            "schema": {
                "fields": [
                    {"name": title, "type": "date" if "date" in name or name == "since" else "string"}
                    for name, title in _COLUMNS
                ]
            },
        }
    ]
    resources += record_resources(publication)
    settings = publication.reading.settings
    return {
        "name": "gongkai",
        "title": settings.site_name,
        "created": f"{publication.as_of.isoformat()}T00:00:00+08:00",
        **data_terms(settings),
        "resources": resources,
    }


def _tables(item: Item, folder: Path) -> None:
    for table in item.tables.values():
        write_csv(folder / table_url(item, table), (table.header, *table.rows))


def _templates(publication: Publication, folder: Path) -> None:
    """The blank forms that the field dictionary offers."""
    for kind in publication.reading.kinds.values():
        for template in templates_of(kind):
            path = folder / template.url
            if template.rows:
                write_csv(path, template.rows)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(template.text, encoding="utf-8")


def _write_list(path: Path, values: Iterable[object]) -> None:
    with path.open("w", encoding="utf-8") as file:
        between = "[\n"
        for value in values:
            file.write(between + json.dumps(value, ensure_ascii=False))
            between = ",\n"
        file.write("[]\n" if between == "[\n" else "\n]\n")


def _write(path: Path, value: object) -> None:
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
