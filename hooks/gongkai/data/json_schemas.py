"""JSON Schemas (draft 2020-12) of the published catalogue, validity and status, made from the types of the column."""

from __future__ import annotations

from collections.abc import Iterable

from gongkai.data.unit_data import unit_schema
from gongkai.model.departure import Manner
from gongkai.model.kind import Field, FieldType, Kind
from gongkai.model.printed_defect import Part
from gongkai.model.publication import Publication
from gongkai.model.validity import State

Schema = dict[str, object]

DOCUMENTS = {
    "items": "公开信息（JSON）",
    "validity": "有效性（JSON）",
    "status": "概况（JSON）",
    "units": "科室和单位（JSON）",
}
"""Title of each JSON document in ``data/``; its schema is ``schemas/NAME.schema.json``."""

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_TEXT: Schema = {"type": "string"}
_DAY: Schema = {"type": "string", "format": "date"}
_COUNT: Schema = {"type": "integer", "minimum": 0}
_COUNTS: Schema = {"type": "object", "additionalProperties": _COUNT}
_STATE: Schema = {"enum": [*(state.value for state in State), *(manner.state for manner in Manner)]}
_AS_PRINTED: Schema = {"place": _TEXT, "printed": _TEXT, "found": {"type": "array", "items": _TEXT}, "reason": _TEXT}
_NUMBER: Schema = {"anyOf": [{"type": "number"}, {"type": "string", "pattern": r"^-?\d+(\.\d+)?$"}]}
"""A number, or a text where a float would change it (``item_data.plain``)."""


def document_schemas(publication: Publication) -> dict[str, Schema]:
    """The schema of each of ``DOCUMENTS``, by name."""
    items = publication.reading.items
    kinds = {item.kind.name: item.kind for item in items}
    schemas = {
        "items": _items(kinds.values(), _printed(publication)),
        "validity": _by_number(_validity()),
        "status": _status(),
        "units": unit_schema(),
    }
    return {name: {"$schema": _DRAFT, "title": DOCUMENTS[name], **schema} for name, schema in schemas.items()}


def _printed(publication: Publication) -> frozenset[tuple[str, str]]:
    """Type and field of every value that is published as printed, so that its form is not certain."""
    return frozenset(
        (publication.by_index[number].kind.name, one.spot.name)
        for number, defects in publication.defects.items()
        for one in defects
        if one.spot.part in (Part.FIELD, Part.LINE, Part.ROW)
    )


def _items(kinds: Iterable[Kind], printed: frozenset[tuple[str, str]]) -> Schema:
    """A list of items and departures; properties that all types share are stated once, the others for each type."""
    by_kind = {
        kind.name: (
            kind,
            {
                name: _as_printed(schema) if (kind.name, name) in printed else schema
                for name, schema in _fields(kind.fields).items()
            },
        )
        for kind in sorted(kinds, key=lambda kind: kind.name)
    }
    if not by_kind:
        return {"type": "array", "items": _departed()}
    properties = [fields for _, fields in by_kind.values()]
    common = {
        name: schema
        for name, schema in properties[0].items()
        if all(fields.get(name) == schema for fields in properties)
    }
    own: Schema = {
        name: {
            "title": kind.title,
            "properties": {key: schema for key, schema in fields.items() if key not in common},
        }
        for name, (kind, fields) in by_kind.items()
    }
    item: Schema = {
        "type": "object",
        "required": ["index_no", "type", "type_title", "url", "title", "agency", "content_code"],
        "properties": {**common, **_of_every_item(sorted(by_kind))},
        "allOf": [
            {"if": {"properties": {"type": {"const": name}}}, "then": {"$ref": f"#/$defs/{name}"}} for name in by_kind
        ],
        "unevaluatedProperties": False,
    }
    either: Schema = {"if": {"required": ["departure"]}, "then": _departed(), "else": item}
    return {"type": "array", "items": either, "$defs": own}


def _as_printed(schema: object) -> Schema:
    """The schema of a field whose value is, in some item, published as printed and may have any form."""
    return {"description": "有照原件公开的内容，见 as_printed。", "anyOf": [schema, {}]}


def _departed() -> Schema:
    """What ``departure_data`` writes of an item that was withdrawn or taken down."""
    departure = {
        "manner": {"enum": [manner.value for manner in Manner]},
        "date": _DAY,
        "reason": _TEXT,
        "notice": _TEXT,
        "notice_title": _TEXT,
        "notice_url": _TEXT,
    }
    properties: Schema = {
        "index_no": _TEXT,
        "type": _TEXT,
        "type_title": _TEXT,
        "url": _TEXT,
        "title": _TEXT,
        "agency": _TEXT,
        "doc_no": _TEXT,
        "doc_date": _DAY,
        "publish_date": _DAY,
        "validity": _validity(),
        "departure": _row(departure, ["manner"]),
    }
    return _row(properties, ["index_no", "url", "title", "validity", "departure"])


def _of_every_item(kinds: list[str]) -> Schema:
    """What ``item_data`` writes besides the fields of the type."""
    spots: Schema = {
        "field": {"type": "string", "description": "写明这个关系的字段或者列。"},
        "anchor": {"type": "string", "description": "写明它的地方在网页里的锚点。"},
        "entry": {"type": "string", "description": "写明它的条目、记录的名称。"},
        "count": _COUNT,
        "target_entry": {"type": "string", "description": "指向的条目、记录的名称。"},
    }
    relation = _row(
        {
            "relation": _TEXT,
            "target": _TEXT,
            "clauses": {"type": "array", "items": _TEXT},
            "date": _DAY,
            "note": _TEXT,
            **spots,
        },
        ["relation", "target"],
    )
    cited_by = _row({"relation": _TEXT, "source": _TEXT, **spots}, ["relation", "source", "field", "anchor"])
    attachment = {
        "title": _TEXT,
        "url": _TEXT,
        "bytes": _COUNT,
        "sha256": {"type": "string", "pattern": "^[0-9a-f]{64}$"},
    }
    return {
        "index_no": _TEXT,
        "type": {"enum": kinds},
        "type_title": _TEXT,
        "url": {"type": "string", "pattern": r"^[0-9A-Za-z._/-]+\.html$", "description": "从网站根目录算起的网址。"},
        "title": _TEXT,
        "title_hans": {"type": "string", "description": "原件标题是繁体的，它的简体。"},
        "agency": _TEXT,
        "content_code": {"type": "string", "description": "印在网页和打印件上的校验短码。"},
        "content_sha256": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$",
            "description": "内容的 SHA-256，与网页样式无关。",
        },
        "as_printed": {
            "type": "array",
            "items": _row(_AS_PRINTED, list(_AS_PRINTED)),
            "description": "照原件公开的差错。",
        },
        "validity": _validity(),
        "term_state": _term(),
        "relations": {"type": "array", "items": relation},
        "cited_by": {
            "type": "array",
            "items": cited_by,
            "description": "清单、指南、记录里写明本件或者本件条目的地方。",
        },
        "attachments": {"type": "array", "items": _row(attachment, list(attachment))},
        "text": {"type": "string", "description": "正文，修改过的是现行文本。"},
        "text_style": {"const": "Markdown", "description": "正文用 Markdown 写成；没有这一项的是公文，每行一段。"},
        "text_as_issued": {"type": "string", "description": "修改之前原来公布的正文。"},
        "valid_until": _DAY,
        "valid_until_as_issued": {
            **_DAY,
            "description": "文件原来写明、现已不适用的有效期：已经延长，或者恢复效力时没有写明新的有效期。",
        },
        "copies": {"type": "array", "items": _TEXT},
        "print_agency": _TEXT,
        "printed_on": _DAY,
    }


def _validity() -> Schema:
    """What ``item_data.validity_data`` writes."""
    change = _row({"date": _DAY, "state": _STATE}, ["date", "state"])
    numbers: Schema = {"type": "array", "items": _TEXT}
    properties: Schema = {
        "state": _STATE,
        "as_of": _DAY,
        "since": _DAY,
        "by": _TEXT,
        "reason": {"type": "string", "description": "撤回、撤下的理由。"},
        "valid_until": _DAY,
        "extended_by": _TEXT,
        "valid_until_as_issued": _DAY,
        "successors": numbers,
        "changes": {"type": "array", "items": change, "description": "今后已经确定的状态变化。"},
    }
    return _row(properties, ["state", "as_of"])


def _term() -> Schema:
    """What ``item_data.term_data`` writes; the states are those that the type names."""
    days: Schema = dict.fromkeys(("as_of", "since", "last_day"), _DAY)
    changes = {"type": "array", "items": _row({"date": _DAY, "state": _TEXT}, ["date", "state"])}
    return _row({"state": _TEXT, **days, "by": _TEXT, "changes": changes}, ["state", "as_of"])


def _by_number(schema: Schema) -> Schema:
    return {"type": "object", "description": "键是索引号。", "additionalProperties": schema}


def _status() -> Schema:
    properties: Schema = {
        "agency": _TEXT,
        "as_of": _DAY,
        "items": _COUNT,
        "departed": _COUNT,
        "by_type": _COUNTS,
        "by_validity": {**_COUNTS, "propertyNames": _STATE},
        "newest": {"anyOf": [_DAY, {"const": ""}]},
    }
    return _row(properties, list(properties))


def _row(properties: Schema, required: list[str]) -> Schema:
    """An object with these properties and no others."""
    return {"type": "object", "required": required, "properties": properties, "additionalProperties": False}


def _fields(fields: Iterable[Field]) -> Schema:
    return {field.name: _field(field) for field in fields if field.public and field.name != "attachments"}


def _field(field: Field) -> Schema:
    """The schema of a value as ``item_data.plain`` writes it, with its official label as the title."""
    schema = {"title": field.title, **_value(field)}
    if field.description:
        schema["description"] = field.description
    return schema


def _value(field: Field) -> Schema:
    match field.type:
        case FieldType.INTEGER | FieldType.YEAR:
            return {"type": "integer"}
        case FieldType.NUMBER | FieldType.MONEY:
            return _NUMBER
        case FieldType.DATE:
            return _DAY
        case FieldType.DATETIME:
            return {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$"}
        case FieldType.BOOLEAN:
            return {"type": "boolean"}
        case FieldType.LIST:
            return {"type": "array", "items": _TEXT}
        case FieldType.RECORD:
            return _row(_fields(field.columns), [])
        case FieldType.TABLE | FieldType.REFERENCE | FieldType.FILE:
            return {"type": "array", "items": _row(_fields(field.columns), [])}
        case _:
            return _TEXT
