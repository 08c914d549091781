"""The data dictionary of the record files: Data Resources and Table Schemas (Frictionless), made from the types."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal

from gongkai.data.csv_text import PROTECTION
from gongkai.data.kept_constraints import KeptConstraints, allowed_values
from gongkai.data.record_files import ADDRESS, CHANGE_LABELS, INDEX_NO, public_columns
from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.kind import Field, FieldType, Kind
from gongkai.model.printed_defect import Part
from gongkai.model.publication import Publication
from gongkai.pages.records.all_records import kinds_with_records
from gongkai.pages.records.record_pages import all_records_url, records_url

Descriptor = dict[str, object]

_TYPES: dict[FieldType, Descriptor] = {
    FieldType.INTEGER: {"type": "integer"},
    FieldType.NUMBER: {"type": "number"},
    FieldType.MONEY: {"type": "number"},
    FieldType.YEAR: {"type": "year"},
    FieldType.DATE: {"type": "date"},
    FieldType.DATETIME: {"type": "datetime", "format": "%Y-%m-%d %H:%M"},
    FieldType.BOOLEAN: {"type": "boolean", "trueValues": ["是"], "falseValues": ["否"]},
}
CSV_DIALECT: Descriptor = {
    "delimiter": ",",
    "quoteChar": '"',
    "doubleQuote": True,
    "lineTerminator": "\r\n",
    "header": True,
}
CATALOGUE = "items"
"""Name of the resource of the catalogue, to which records refer by 索引号 (foreign key)."""
_OF_BOOLEANS = ("trueValues", "falseValues")


def record_resources(publication: Publication) -> Iterator[Descriptor]:
    """The resources of all records of a type, then of each item, for every type; paths are relative to the root of the site."""
    names = _Names()
    for kind, items in kinds_with_records(publication).values():
        title = f"{kind.listing.title}全部记录"
        stem = f"records-{kind.listing.path}"
        yield _csv(names, stem, title, all_records_url(kind, "records.csv"), _address(f"{kind.name}-all"))
        yield _json(names, stem, title, all_records_url(kind, "records.jsonl"), _address(f"{kind.name}-all-lines"))
        if any(publication.records[item.index_no].changes for item in items):
            title = f"{kind.listing.title}记录变更"
            yield _csv(names, f"{stem}-changes", title, all_records_url(kind, "changes.csv"), _changes_schema())
        for item in items:
            stem = "records-" + item_url(item).removesuffix(".html").replace("/", "-").replace("_", "-").lower()
            yield _csv(names, stem, item.title, records_url(item, "csv"), _address(kind.name))
            yield _json(names, stem, item.title, records_url(item, "jsonl"), _address(f"{kind.name}-lines"))


def record_schemas(
    publication: Publication, kept_by_type: Mapping[str, KeptConstraints]
) -> Iterator[tuple[str, Descriptor]]:
    """Address and Table Schema of each form of record file: CSV and JSON Lines, of one item and of a whole type.

    ``kept_by_type`` are the constraints that all rows of a type satisfy, by its name; a schema has no others.
    """
    for kind, items in kinds_with_records(publication).values():
        kept = kept_by_type[kind.name]
        columns = [column for _, column in public_columns(kind)]
        printed = _printed_columns(items, publication)
        fields = [
            _as_printed(_field(column, kept)) if column.name in printed else _field(column, kept) for column in columns
        ]
        added: list[Descriptor] = [
            {"name": INDEX_NO[1], "x-name": INDEX_NO[0], "type": "string", "description": "记录所在信息的索引号。"},
            {"name": ADDRESS[1], "x-name": ADDRESS[0], "type": "string", "description": "这一条记录的永久网址。"},
        ]
        key = [column.title for column in columns if column.name == kept.key]
        own: Descriptor = {"primaryKey": key} if key else {}
        everything: Descriptor = {"primaryKey": [ADDRESS[1]], "foreignKeys": [_of_the_catalogue()]}
        yield _address(kind.name), _schema(kind, fields) | own
        yield _address(f"{kind.name}-all"), _schema(kind, [*added, *fields]) | everything
        lines = [_line_field(field) for field, column in zip(fields, columns) if column.name in kept.filled]
        yield _address(f"{kind.name}-lines"), _schema(kind, lines)
        yield _address(f"{kind.name}-all-lines"), _schema(kind, [*map(_line_field, added), *lines])


def _printed_columns(items: Iterable[Item], publication: Publication) -> set[str]:
    """Names of the columns in which some cell is published as printed, so that its form is not certain."""
    spots = (one.spot for item in items for one in publication.defects.get(item.index_no, ()))
    return {spot.name for spot in spots if spot.part is Part.RECORD}


def _as_printed(field: Descriptor) -> Descriptor:
    """The descriptor of a column with cells that are published as printed: a string without constraints."""
    note = "有照原件公开的内容，位置和理由见 items.json 里各条信息的 as_printed。"
    kept = {name: value for name, value in field.items() if name not in ("constraints", "format", *_OF_BOOLEANS)}
    about = f"{field['description']}；{note}" if "description" in field else note
    return {**kept, "type": "string", "description": about}


def _address(schema: str) -> str:
    return f"data/schemas/{schema}.json"


def _schema(kind: Kind, fields: list[Descriptor]) -> Descriptor:
    return {"title": kind.title, "description": kind.description, "fields": fields, "missingValues": [""]}


def _of_the_catalogue() -> Descriptor:
    return {"fields": [INDEX_NO[1]], "reference": {"resource": CATALOGUE, "fields": [INDEX_NO[1]]}}


def _changes_schema() -> Descriptor:
    fields = [{"name": label, "type": "date" if label == "日期" else "string"} for label in CHANGE_LABELS]
    return {"fields": fields, "missingValues": [""], "foreignKeys": [_of_the_catalogue()]}


def _field(column: Field, kept: KeptConstraints) -> Descriptor:
    """The field descriptor of a column: ``name`` as in the CSV header, ``x-name`` as in JSON Lines."""
    field: Descriptor = {
        "name": column.title,
        "x-name": column.name,
        **_TYPES.get(column.type, {"type": "string"}),
    }
    notes = [column.description, f"单位：{column.unit}" if column.unit else "", column.source]
    description = "；".join(note.rstrip("。") for note in notes if note)
    if description:
        field["description"] = description
    if column.example:
        field["example"] = column.example
    constraints = _constraints(column, kept)
    if constraints:
        field["constraints"] = constraints
    return field


def _constraints(column: Field, kept: KeptConstraints) -> Descriptor:
    constraints: Descriptor = {"required": True} if kept.is_required(column) else {}
    if kept.keeps_limits(column):
        limits = column.constraints
        allowed = allowed_values(column)
        if allowed:
            constraints["enum"] = list(allowed)
        if limits.minimum is not None:
            constraints["minimum"] = _figure(limits.minimum)
        if limits.maximum is not None:
            constraints["maximum"] = _figure(limits.maximum)
    return constraints


def _figure(limit: Decimal) -> int | float:
    return int(limit) if limit == limit.to_integral_value() else float(limit)


def _line_field(field: Descriptor) -> Descriptor:
    """The field descriptor of a column in JSON Lines, which has English names and real booleans."""
    kept = {name: value for name, value in field.items() if name not in ("x-name", "trueValues", "falseValues")}
    return kept | {"name": field["x-name"], "title": field["name"]}


class _Names:
    """Unique names of resources: addresses that differ only in characters that a name must not have get a suffix."""

    def __init__(self) -> None:
        self._given: set[str] = set()

    def of(self, stem: str, url: str) -> str:
        if stem in self._given:
            stem += f"-{hashlib.sha256(url.encode()).hexdigest()[:8]}"
        self._given.add(stem)
        return stem


def _csv(names: _Names, stem: str, title: str, url: str, schema: str | Descriptor) -> Descriptor:
    return {
        "name": names.of(stem, url),
        "title": title,
        "description": PROTECTION,
        "path": url,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": CSV_DIALECT,
        "schema": schema,
    }


def _json(names: _Names, stem: str, title: str, url: str, schema: str) -> Descriptor:
    return {
        "name": names.of(f"{stem}-json", url),
        "title": f"{title}（JSON Lines）",
        "description": "每行一条记录；键是数据字典里各列的 x-name，没有内容的是 null，文字不加单引号。",
        "path": url,
        # For «jsonl» the Frictionless library would need a plugin; «jsonlines» it leaves as it is.
        "format": "jsonlines",
        "mediatype": "application/x-ndjson",
        "encoding": "utf-8",
        "schema": schema,
    }
