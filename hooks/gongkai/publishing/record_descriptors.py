"""The data dictionary of the record files: Frictionless resources and Table Schemas made from the types."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.model.addresses import item_url
from gongkai.model.item import Item
from gongkai.model.kind import Field, FieldType, Kind
from gongkai.model.printed_defect import Part
from gongkai.model.publication import Publication
from gongkai.pages.all_records import kinds_with_records
from gongkai.pages.record_pages import all_records_url, records_url
from gongkai.publishing.csv_text import PROTECTION
from gongkai.publishing.record_files import ADDRESS, CHANGE_LABELS, INDEX_NO, public_columns
from gongkai.reading.vocabulary import terms

_Descriptor = dict[str, object]

_TYPES: dict[FieldType, _Descriptor] = {
    FieldType.INTEGER: {"type": "integer"},
    FieldType.NUMBER: {"type": "number"},
    FieldType.MONEY: {"type": "number"},
    FieldType.YEAR: {"type": "year"},
    FieldType.DATE: {"type": "date"},
    FieldType.DATETIME: {"type": "datetime", "format": "%Y-%m-%d %H:%M"},
    FieldType.BOOLEAN: {"type": "boolean", "trueValues": ["是"], "falseValues": ["否"]},
}
_OF_BOOLEANS = ("trueValues", "falseValues")


def record_resources(publication: Publication) -> Iterator[_Descriptor]:
    """The files of all records of every type, then those of every item."""
    for kind, items in kinds_with_records(publication).values():
        title = f"{kind.listing.title}全部记录"
        stem = f"records-{kind.listing.path}"
        yield _csv(stem, title, all_records_url(kind, "records.csv"), f"{kind.name}-all.json")
        yield _json(f"{stem}-json", title, all_records_url(kind, "records.jsonl"))
        if any(publication.records[item.index_no].changes for item in items):
            yield {
                **_csv(f"{stem}-changes", f"{kind.listing.title}记录变更", all_records_url(kind, "changes.csv"), ""),
                "schema": {
                    "fields": [
                        {"name": label, "type": "date" if label == "日期" else "string"} for label in CHANGE_LABELS
                    ]
                },
            }
        for item in items:
            stem = "records-" + item_url(item).removesuffix(".html").replace("/", "-").replace("_", "-").lower()
            yield _csv(stem, item.title, records_url(item, "csv"), f"{kind.name}.json")
            yield _json(f"{stem}-json", item.title, records_url(item, "jsonl"))


def record_schemas(publication: Publication) -> Iterator[tuple[str, _Descriptor]]:
    """Name below ``data/`` and Table Schema of the CSV files of every type, of one item and of all."""
    for kind, items in kinds_with_records(publication).values():
        printed = _printed_columns(items, publication)
        fields = [
            _as_printed(_field(column)) if column.name in printed else _field(column)
            for _, column in public_columns(kind)
        ]
        added: list[_Descriptor] = [
            {"name": INDEX_NO[1], "type": "string", "description": "记录所在信息的索引号。"},
            {"name": ADDRESS[1], "type": "string", "description": "这一条记录的永久网址。"},
        ]
        yield f"schemas/{kind.name}.json", _schema(kind, fields)
        yield f"schemas/{kind.name}-all.json", _schema(kind, [*added, *fields])


def _printed_columns(items: Iterable[Item], publication: Publication) -> set[str]:
    """Names of the columns in which a record is published as it is printed, whatever the form of its cells."""
    spots = (one.spot for item in items for one in publication.defects.get(item.index_no, ()))
    return {spot.name for spot in spots if spot.part is Part.RECORD}


def _as_printed(field: _Descriptor) -> _Descriptor:
    """The descriptor of a column with cells that are wrong on the paper itself, which no type and no limit can hold for."""
    told = "有照原件公开的内容，位置和理由见 items.json 里各条信息的 as_printed。"
    kept = {name: value for name, value in field.items() if name not in ("constraints", "format", *_OF_BOOLEANS)}
    about = f"{field['description']}；{told}" if "description" in field else told
    return {**kept, "type": "string", "description": about}


def _schema(kind: Kind, fields: list[_Descriptor]) -> _Descriptor:
    return {"title": kind.title, "description": kind.description, "fields": fields, "missingValues": [""]}


def _field(column: Field) -> _Descriptor:
    """A column as the CSV header names it; ``x-name`` is its name in JSON Lines."""
    limits = column.constraints
    field: _Descriptor = {
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
    constraints: _Descriptor = {}
    if limits.required:
        constraints["required"] = True
    allowed = limits.enum or (terms(column.vocabulary) if column.vocabulary else ())
    if allowed and not column.open:
        constraints["enum"] = list(allowed)
    if limits.minimum is not None:
        constraints["minimum"] = float(limits.minimum)
    if limits.maximum is not None:
        constraints["maximum"] = float(limits.maximum)
    if constraints:
        field["constraints"] = constraints
    return field


def _csv(name: str, title: str, url: str, schema: str) -> _Descriptor:
    return {
        "name": name,
        "title": title,
        "description": PROTECTION,
        "path": f"../{url}",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "quoteChar": '"', "doubleQuote": True, "lineTerminator": "\r\n", "header": True},
        "schema": f"schemas/{schema}",
    }


def _json(name: str, title: str, url: str) -> _Descriptor:
    return {
        "name": name,
        "title": f"{title}（JSON Lines）",
        "description": "每行一条记录；键是数据字典里各列的 x-name，没有内容的是 null，文字不加单引号。",
        "path": f"../{url}",
        "format": "jsonl",
        "mediatype": "application/x-ndjson",
        "encoding": "utf-8",
    }
