"""JSON Schema (draft 2020-12) for editors, derived from the type definitions, so that editors complete and check labels."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from gongkai.model.kind import Field, FieldType, Kind
from gongkai.reading.item_files import CHANGES_LABEL, RECORDS_LABEL, TABLES_LABEL
from gongkai.reading.items import KIND_LABEL
from gongkai.reading.synonyms import LONGEST, SHORTEST
from gongkai.reading.tables.printed.reading_choices import READINGS
from gongkai.reading.types.settings_schemas import settings_schemas
from gongkai.reading.values.fields import condition_parts
from gongkai.reading.values.sheet_names import SHEET_NAME, may_be_sheets
from gongkai.reading.values.typed_value import MOST_DECIMALS, MOST_DIGITS
from gongkai.reading.vocabulary import terms
from gongkai.reading.words import lexicon

Schema = dict[str, object]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_DIGITS = rf"0|[1-9]\d{{0,{MOST_DIGITS - 1}}}|[1-9]\d{{0,2}}(,\d{{3}}){{1,{MOST_DIGITS // 3 - 1}}}"
_WHOLE = rf"^\s*(?!-0(\.0+)?\s*$)[-+]?({_DIGITS})"
_NUMBER = rf"{_WHOLE}(\.\d{{1,{MOST_DECIMALS}}})?\s*$"
_INTEGER = rf"{_WHOLE}(\.0{{1,{MOST_DECIMALS}}})?\s*$"
_YEAR = r"^\s*(19[5-9]\d|1949|20\d\d|2100)\s*$"
_DATE = r"^\s*\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])\s*$"
_MOMENT = r"^\s*\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])([ T]([01]\d|2[0-3]):[0-5]\d)?\s*$"
_URL = r"^\s*(https?://[0-9A-Za-z\u3400-\u9fff._-]+(:\d{1,5})?([/?#][^\s\"<>\\]*)?|(mailto|tel):[^\s\"<>\\]+)\s*$"


def editor_schemas(kinds: Mapping[str, Kind]) -> dict[str, Schema]:
    """All schemas by name: one for each type by its English name, ``item``, ``catalogue``, and those of other files.

    ``kinds`` are the types by English name; ``item`` selects the schema of a type by the value of 类型.
    """
    schemas = {kind.name: kind_schema(kind) for kind in kinds.values()}
    titles = sorted(kind.title for kind in kinds.values())
    choice: Schema = {
        "$schema": _DRAFT,
        "title": "公开信息",
        "type": "object",
        "required": [KIND_LABEL],
        "properties": {KIND_LABEL: {"enum": titles, "description": "信息类型"}},
        "allOf": [
            {
                "if": {"properties": {KIND_LABEL: {"const": kind.title}}, "required": [KIND_LABEL]},
                "then": {"$ref": f"{kind.name}.json"},
            }
            for kind in kinds.values()
        ],
    }
    # A file of the catalogue holds one item or a list of items.
    schemas["catalogue"] = {
        "$schema": _DRAFT,
        "oneOf": [{"$ref": "item.json"}, {"type": "array", "items": {"$ref": "item.json"}}],
    }
    schemas["item"] = choice
    schemas["synonyms"] = synonyms_schema()
    schemas["lexicon"] = lexicon_schema()
    return schemas | settings_schemas(_DRAFT, titles)


def synonyms_schema() -> Schema:
    """The schema of ``catalogue/synonyms.yml``; a word that occurs in two groups is found only when the file is read."""
    word: Schema = {**_text(), "minLength": SHORTEST, "maxLength": LONGEST, "pattern": "^[^，、；;=＝/／|]*$"}
    return {
        "$schema": _DRAFT,
        "title": "同义词",
        "description": "检索用的同义词：一行一组，例如 - [人社局, 人力资源和社会保障局]。",
        "type": ["array", "null"],
        "items": {"type": "array", "minItems": 2, "uniqueItems": True, "items": word},
    }


def lexicon_schema() -> Schema:
    """The schema of ``catalogue/lexicon.yml``; an entry that hits its own correction is found only when the file is read."""
    word: Schema = {**_text(), "minLength": lexicon.SHORTEST, "maxLength": lexicon.LONGEST}
    words: Schema = {"anyOf": [word, {"type": "array", "minItems": 1, "uniqueItems": True, "items": word}]}
    properties: Schema = {
        "错": {**words, "description": "写错的词、人名、职务，或者不用的词，可以写几个"},
        "对": {**_text(), "description": "正确的写法；不用的词可以不写"},
        "理由": {**_text(), "minLength": 1, "description": "为什么错，提示里照样说明"},
        "依据": {**_text(), "description": "文件、通知"},
        "例外": {**words, "description": "含有这个词的正确词句"},
        "级别": {"enum": list(lexicon.LEVELS), "description": "写“错误”的，不改正不能发布"},
    }
    return {
        "$schema": _DRAFT,
        "title": "用词",
        "description": "本机关不许写错的词：一条一行，例如 - {错: 示例市商业局, 对: 示例市商务局, 理由: 更名}。",
        "type": ["array", "null"],
        "items": {
            "type": "object",
            "properties": properties,
            "required": ["错", "理由"],
            "additionalProperties": False,
        },
    }


def kind_schema(kind: Kind) -> Schema:
    """The schema of an item of this type, with the Chinese labels that staff write as property names."""
    properties: Schema = {KIND_LABEL: {"const": kind.title}}
    properties |= _properties(kind.fields)
    if kind.records:
        properties[RECORDS_LABEL] = {
            "anyOf": [_text(), {"type": "array", "items": _text()}],
            "description": "逐条记录的 CSV 文件名",
        }
    if kind.record.key:
        properties[CHANGES_LABEL] = {
            "anyOf": [_text(), {"type": "array", "items": _text()}],
            "description": "记录新增、更正、撤下情况的 CSV 文件名",
        }
    if kind.tables:
        properties[TABLES_LABEL] = {"type": "object", "properties": _tables(kind), "additionalProperties": False}
    return {
        "$schema": _DRAFT,
        "title": kind.title,
        "description": kind.description,
        "type": "object",
        "properties": properties,
        **_required(kind.fields),
        "anyOf": [{"required": ["索引号"]}, {"required": ["编号"]}],
        "additionalProperties": False,
    }


def field_schema(field: Field) -> Schema:
    """The schema of the value of ``field`` as an editor reads it from YAML, with its description and example."""
    schema = _by_type(field)
    notes = [part for part in (field.description, f"依据：{field.source}" if field.source else "") if part]
    if notes:
        schema["description"] = "。".join(note.rstrip("。") for note in notes) + "。"
    if field.example:
        schema["examples"] = [field.example]
    return schema


def _by_type(field: Field) -> Schema:
    match field.type:
        case FieldType.INTEGER:
            return _number(_INTEGER, "integer")
        case FieldType.YEAR:
            return _number(_YEAR, "integer")
        case FieldType.NUMBER | FieldType.MONEY:
            return _number(_NUMBER, "number")
        case FieldType.DATE:
            return {"type": "string", "pattern": _DATE}
        case FieldType.DATETIME:
            return {"type": "string", "pattern": _MOMENT}
        case FieldType.BOOLEAN:
            return {"enum": ["是", "否"]}
        case FieldType.URL:
            return {"type": "string", "pattern": _URL}
        case FieldType.LIST:
            return {"anyOf": [_limited(field), {"type": "array", "items": _limited(field)}]}
        case FieldType.RECORD:
            return _row(field)
        case FieldType.TABLE | FieldType.REFERENCE | FieldType.FILE:
            row: Schema = {"anyOf": [_text(), _row(field)]} if _has_short_form(field) else _row(field)
            named: Schema = {"type": "string", "pattern": SHEET_NAME}
            sheets = [named, {"type": "array", "items": named}] if may_be_sheets(field) else []
            return {"anyOf": [row, {"type": "array", "items": row}, *sheets]}
        case _:
            return _limited(field)


def _has_short_form(field: Field) -> bool:
    """Whether a row may be written as the text of its shorthand column, since no other column is required."""
    required = [column.name for column in field.columns if column.constraints.required]
    return bool(field.shorthand) and all(name == field.shorthand for name in required)


def _row(field: Field) -> Schema:
    return {
        "type": "object",
        "properties": _properties(field.columns),
        **_required(field.columns),
        "additionalProperties": False,
    }


def _properties(fields: Iterable[Field]) -> Schema:
    found: Schema = {}
    for field in fields:
        for label in (field.title, *field.aliases):
            found[label] = field_schema(field)
    return found


def _required(fields: Iterable[Field]) -> Schema:
    """Conditions that required fields are present, under any of their labels, always or when ``required_when`` holds."""
    fields = tuple(fields)
    wanted: list[Schema] = [_present(field) for field in fields if field.constraints.required]
    by_label = {label: field for field in fields for label in (field.title, *field.aliases)}
    for field in fields:
        soft = field.constraints.required or field.expected
        parts = None if soft else condition_parts(field.required_when)
        other = by_label.get(parts[0]) if parts else None
        if parts and other:
            for label in (other.title, *other.aliases):
                holds = {"properties": {label: _one_of(parts[2], parts[1] == "=")}, "required": [label]}
                wanted.append({"if": holds, "then": _present(field)})
    return {"allOf": wanted} if wanted else {}


def _present(field: Field) -> Schema:
    return {"anyOf": [{"required": [label]} for label in (field.title, *field.aliases)]}


def _one_of(values: tuple[str, ...], wanted: bool) -> Schema:
    """The condition that a value, or an entry of a list, is among ``values``; if ``wanted`` is false, that none is."""
    among: Schema = {"anyOf": [{"enum": list(values)}, {"type": "array", "contains": {"enum": list(values)}}]}
    return among if wanted else {"not": among}


def _limited(field: Field) -> Schema:
    allowed = field.constraints.enum or (terms(field.vocabulary) if field.vocabulary else ())
    if allowed and field.open:
        return {"anyOf": [{"enum": list(allowed)}, _text()]}
    if allowed:
        return {"enum": list(allowed)}
    schema = _text()
    if field.constraints.max_length:
        schema["maxLength"] = field.constraints.max_length
    if field.constraints.pattern:
        schema["pattern"] = f"^(?:{field.constraints.pattern})$"
    return schema


def _number(pattern: str, name: str) -> Schema:
    return {"anyOf": [{"type": name}, {"type": "string", "pattern": pattern}]}


def _text() -> Schema:
    # Editors parse 015116516 and 2018 as numbers, but the column reads every value as text.
    return {"type": ["string", "number", "boolean"]}


_FILE_NAMES: list[Schema] = [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]
"""One file, or those over which one table is printed."""


def _tables(kind: Kind) -> Schema:
    part: Schema = {
        "anyOf": [
            *_FILE_NAMES,
            {
                "type": "object",
                "properties": {
                    "文件": {"anyOf": _FILE_NAMES},
                    "说明": {"type": "string"},
                    "单位": {"type": "string"},
                    "读法": {"type": "string", "enum": list(READINGS)},
                    "列": {"type": "object", "additionalProperties": {"type": "string"}},
                },
                "additionalProperties": False,
            },
        ]
    }
    return {title: part for table in kind.tables for title in (table.title, *table.aliases)}
