"""Editor and reader agree: a record that the JSON Schema of a type takes the reader takes, and the other way round."""

from __future__ import annotations

import atexit
from functools import cache
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import Any

import jsonschema_rs
import pytest
import yaml
from gongkai.model.kind import Field, FieldType
from gongkai.model.problems.problem import Level
from gongkai.model.problems.yielded import gathered
from gongkai.reading.items import Source, SourcePart, read_item
from gongkai.reading.types.editor_schema import kind_schema
from gongkai.reading.types.kinds import load_kinds
from gongkai.reading.vocabulary import terms
from gongkai.reading.yaml.nodes import parse
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.columns import write_column
from tests.measuring import examples

KINDS = gathered(load_kinds(None))[0]
VALIDATORS = {name: jsonschema_rs.validator_for(kind_schema(kind)) for name, kind in KINDS.items()}
VALID = {
    FieldType.STRING: ["一段文字", "甲：乙", "12"],
    FieldType.TEXT: ["一段文字", "第一段\n\n第二段"],
    FieldType.INTEGER: ["0", "12", "1,234", "123456789012345"],
    FieldType.NUMBER: ["12.50", "0", "1,234.5", "123,456,789,012,345.5"],
    FieldType.MONEY: ["12.50", "0", "1,234.50", "0.12345678"],
    FieldType.YEAR: ["2025", "1999"],
    FieldType.DATE: ["2018-03-02", "2024-02-29"],
    FieldType.DATETIME: ["2018-03-02 09:30", "2018-03-02"],
    FieldType.BOOLEAN: ["是", "否"],
    FieldType.URL: ["https://www.gov.cn/", "http://政府.政务:8080/a?b=[c]#d", "mailto:a@b.cn"],
    FieldType.LIST: ["一项"],
    FieldType.FILE: ["draft.txt"],
    FieldType.TEXT_FILE: ["draft.txt"],
    FieldType.REFERENCE: ["国办发〔2018〕23号"],
}
WRONG = {
    FieldType.INTEGER: ["六", "4.5", "1e3", "12,34", "012", "-0", "0,123", "1234567890123456"],
    FieldType.NUMBER: ["无", "4.", "00.5", "-0.00", "1,123,456,789,012,345"],
    FieldType.MONEY: ["6.00万元", "６", "0.123456789"],
    FieldType.YEAR: ["25", "2025年"],
    FieldType.DATE: ["2018-3-2", "2018年3月2日", "近日", "2018-13-02"],
    FieldType.DATETIME: ["9:30", "2018-03-02 25:00"],
    FieldType.BOOLEAN: ["true", "对"],
    FieldType.URL: [
        "www.gov.cn",
        "ftp://a",
        "javascript:alert(1)",
        "https://www.gov.cn@a.cn/",
        "https://[a/",
        "https://a／b",
    ],
}


def _value(draw: st.DrawFn, field: Field) -> Any:
    allowed = field.constraints.enum or (terms(field.vocabulary) if field.vocabulary else ())
    if field.type is FieldType.TABLE:
        return [_row(draw, field.columns) for _ in range(draw(st.integers(1, 2)))]
    if field.type is FieldType.RECORD:
        return _row(draw, field.columns)
    value = draw(st.sampled_from(allowed or VALID[field.type]))
    if field.type in (FieldType.LIST, FieldType.REFERENCE) and draw(st.booleans()):
        return [value]
    return value


def _row(draw: st.DrawFn, fields: tuple[Field, ...]) -> dict[str, Any]:
    return {f.title: _value(draw, f) for f in fields if f.constraints.required or draw(st.booleans())} or {
        fields[0].title: _value(draw, fields[0])
    }


@st.composite
def records(draw: st.DrawFn) -> tuple[str, dict[str, Any]]:
    """A record that its type takes, or one with a single fault of a kind that both sides can know."""
    kind = KINDS[draw(st.sampled_from(sorted(KINDS)))]
    record = {
        field.title: _value(draw, field)
        for field in kind.fields
        if field.constraints.required or draw(st.integers(0, 3)) == 0
    }
    record = {"类型": kind.title, "索引号": "990000017/2026-00001", **record}
    match draw(st.sampled_from(["none", "none", "lost", "value", "label", "shape", "term"])):
        case "lost":
            required = [field.title for field in kind.fields if field.constraints.required]
            del record[draw(st.sampled_from(required))]
        case "value":
            field = draw(st.sampled_from([field for field in kind.fields if field.type in WRONG]))
            record[field.title] = draw(st.sampled_from(WRONG[field.type]))
        case "label":
            record["没有这一项的名称"] = "甲"
        case "shape":
            field = draw(st.sampled_from([f for f in kind.fields if f.type in (FieldType.STRING, FieldType.DATE)]))
            record[field.title] = {"甲": "乙"}
        case "term":
            closed = [f for f in kind.fields if f.constraints.enum and f.type is FieldType.STRING and not f.open]
            record[draw(st.sampled_from(closed)).title] = "没有这个词"
    return kind.name, record


@cache
def _source() -> Source:
    """A column with the one file that records name."""
    root = write_column(Path(mkdtemp(prefix="gongkai-")), {"content/draft.txt": "草案"})
    atexit.register(rmtree, root)
    return Source(root, {kind.title: kind for kind in KINDS.values()}, "示例市商务局", False)


class _AsStaffWrite(yaml.SafeDumper):
    """Texts of several lines after ``|``, as the reader asks for them."""

    def represent_str(self, text: str) -> yaml.ScalarNode:
        """A text, in block style where it has line breaks."""
        return self.represent_scalar("tag:yaml.org,2002:str", text, style="|" if "\n" in text else None)


_AsStaffWrite.add_representer(str, _AsStaffWrite.represent_str)


@pytest.mark.uncounted
@settings(max_examples=examples(250), deadline=None)
@given(drawn=records())
def test_editor_and_reader_take_the_same_records(drawn: tuple[str, dict[str, Any]]) -> None:
    name, record = drawn
    text = yaml.dump(record, Dumper=_AsStaffWrite, allow_unicode=True, sort_keys=False, width=10_000)
    node, faults = gathered(parse(text, "content/x.md"))
    assert node is not None
    assert not faults
    _, problems = gathered(read_item(node, _source(), SourcePart("content/x.md", "正文。", 1)))
    errors = [str(one) for one in problems if one.level is Level.ERROR and one.rule not in UNKNOWN_TO_SCHEMAS]
    assert VALIDATORS[name].is_valid(record) == (not errors), (text, errors)


UNKNOWN_TO_SCHEMAS = ("attachment-twice", "text-not-shown")
"""Faults of files and texts, which an editor does not see."""
