"""Type definitions are data: all load, all are complete, a new one needs no code, editors take what the reader takes."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import jsonschema_rs
import pytest
import yaml
from gongkai.binding.bind import bind
from gongkai.data.item_data import item_data
from gongkai.model.kind import Constraints, Field, FieldType
from gongkai.model.problems.yielded import gathered
from gongkai.pages.site import pages_of
from gongkai.reading.column_sources import read_column
from gongkai.reading.settings import read_settings
from gongkai.reading.types.editor_schema import editor_schemas, field_schema
from gongkai.reading.types.editor_snippets import SNIPPETS, editor_snippets
from gongkai.reading.types.formula_parser import parse
from gongkai.reading.types.kinds import load_kinds
from gongkai.reading.types.own_examples import with_own_examples
from gongkai.reading.values.typed_value import Fault, value_of

from tests.columns import write_column
from tests.conftest import demonstration_or_skip

PROJECT = Path(__file__).parents[1]
REQUIRED = (
    "政府信息公开指南 政府信息公开制度 主动公开基本目录 机构职能 政策文件 清理结果 政策解读 重大行政决策预公开 意见收集采纳情况 会议公开 工作要点 "
    "执行进展 变更撤销说明 权责等清单 办事指南 行政许可 行政处罚 随机抽查事项清单 抽查计划 抽查结果 部门预算 部门决算 “三公”经费 年度报告 依申请公开"
).split()
MARKET = """name: market_price
title: 市场价格监测
base: dataset
listing: {path: prices, title: 市场价格监测, part: 法定主动公开内容, group: 重点领域, order: 870}
fields:
  - {name: week, title: 周次, type: string, constraints: {required: true}}
  - {name: top, title: 最高价, type: money, constraints: {required: true}}
  - {name: low, title: 最低价, type: money, constraints: {required: true}}
records:
  - {name: goods, title: 品种, type: string, constraints: {required: true}}
  - {name: price, title: 价格, type: number, constraints: {required: true}}
identities:
  - {name: 价格区间, formula: 最高价 ≥ 最低价}
facts: [index_no, week, publish_date]
"""
WEEK = """类型: 市场价格监测
索引号: 990000017/2026-00001
标题: 第40周价格
周次: 第40周
最高价: 3.20
最低价: 2.10
发布日期: 2026-10-09
公开属性: 主动公开
记录: week.csv
"""


def test_built_in_types_load_without_a_problem() -> None:
    kinds, problems = gathered(load_kinds(None))
    assert problems == ()
    assert set(REQUIRED) <= {kind.title for kind in kinds.values()}
    assert len(kinds) >= 45


def test_every_identity_is_a_formula() -> None:
    for kind in gathered(load_kinds(None))[0].values():
        for identity in kind.identities:
            if identity.scope not in ("tree", "side"):
                parse(identity.formula)


def test_a_new_type_needs_a_file_and_no_code(tmp_path: Path) -> None:
    write_column(
        tmp_path,
        {
            "catalogue/types/market_price.yml": MARKET,
            "catalogue/week.yml": WEEK,
            "catalogue/week.csv": "品种,价格\n白菜,2.10\n番茄,3.20\n",
        },
    )
    reading = read_column(tmp_path)
    assert reading.problems == ()
    publication = bind(reading, date(2026, 10, 10))
    pages = {page.url: page for page in pages_of(publication)}
    assert pages["prices.html"].title == "市场价格监测"
    view = pages["990000017/2026-00001.html"].view
    assert [(fact.label, fact.words) for fact in view.facts] == [
        ("索引号", "990000017/2026-00001"),
        ("周次", "第40周"),
        ("发布日期", "2026年10月9日"),
        ("发布机构", "示例市商务局"),
        ("公开属性", "主动公开"),
        ("最高价", "3.20"),
        ("最低价", "2.10"),
    ]
    assert [(row.anchor, row.cells) for row in view.records.rows] == [
        ("row-1", ("白菜", "2.10")),
        ("row-2", ("番茄", "3.20")),
    ]
    assert item_data(reading.items[0], publication)["top"] == 3.2


def test_an_agency_narrows_a_type(tmp_path: Path) -> None:
    narrow = "narrows: policy_document\nfields:\n  - {name: genre, title: 体裁分类, type: string, constraints: {required: true}}\n"
    (tmp_path / "x.yml").write_text(narrow, encoding="utf-8")
    kinds, problems = gathered(load_kinds(tmp_path))
    assert problems == ()
    assert kinds["policy_document"].by_name["genre"].constraints.required


def test_an_agency_narrows_the_common_fields_of_every_type(tmp_path: Path) -> None:
    narrow = "narrows: item\nfields:\n  - {name: unit, title: 责任科室, constraints: {required: true}}\n"
    (tmp_path / "x.yml").write_text(narrow, encoding="utf-8")
    kinds, problems = gathered(load_kinds(tmp_path))
    assert problems == ()
    assert {kind.by_name["unit"].constraints.required for kind in kinds.values()} == {True}
    assert not gathered(load_kinds(None))[0]["policy_document"].by_name["unit"].constraints.required


def test_editor_schemas_are_wired_and_fresh() -> None:
    kinds = gathered(load_kinds(PROJECT / "catalogue" / "types"))[0]
    schemas = editor_schemas(with_own_examples(kinds, gathered(read_settings(PROJECT))[0].agency))
    folder = PROJECT / ".vscode" / "schema"
    for name, schema in schemas.items():
        assert json.loads((folder / f"{name}.json").read_text(encoding="utf-8")) == schema, "请运行 make schema"
        jsonschema_rs.meta.validate(schema)
    assert {path.stem for path in folder.glob("*.json")} == set(schemas)
    written = json.loads((folder.parent / SNIPPETS).read_text(encoding="utf-8"))
    assert written == editor_snippets(with_own_examples(kinds, gathered(read_settings(PROJECT))[0].agency)), (
        "请运行 make schema"
    )
    settings = json.loads((PROJECT / ".vscode" / "settings.json").read_text(encoding="utf-8"))
    assert settings["yaml.schemas"]["./.vscode/schema/catalogue.json"]


def test_a_snippet_writes_what_a_type_must_have(tmp_path: Path) -> None:
    """Filled in as an editor does with the first choice or the example, only what people know is missing or wrong."""
    kinds = gathered(load_kinds(None))[0]
    snippets = editor_snippets(kinds)
    files = {
        f"content/{name}.md": _typed("\n".join(snippets[f"新的{kind.title}"]["body"]), f"990000017/2026-{number:05}")
        for number, (name, kind) in enumerate(kinds.items(), 1)
        if f"新的{kind.title}" in snippets
    }
    assert len(files) > 30
    column = read_column(write_column(tmp_path, files))
    unknown = {"unknown-label", "not-allowed", "no-type", "unknown-type", "wrong-boolean", "label-repeated"}
    told = [str(one) for one in column.problems if one.rule in unknown or one.rule.startswith(("yaml-", "front-"))]
    assert told == []
    assert len(column.items) == len(files)
    titles = {field.title for kind in kinds.values() if kind.text != "none" for field in kind.fields}
    assert titles <= snippets.keys()
    assert _typed(snippets["公开属性"]["body"][0]).startswith("公开属性: 主动公开")


def _typed(body: str, number: str = "") -> str:
    """What stands in the file after a snippet was taken and its first choices and examples were left as they are."""
    body = re.sub(r"\$\{\d+\|((?:[^|\\,]|\\.)*)(?:,(?:[^|\\]|\\.)*)?\|\}", r"\1", body)
    body = re.sub(r"\$\{\d+:((?:[^}\\]|\\.)*)\}", r"\1", body)
    body = re.sub(r"\$\{?\d+\}?", "甲", body)
    body = re.sub(r"\\(.)", r"\1", body)
    return re.sub("^索引号: .*$", f"索引号: {number}", body, flags=re.MULTILINE)


SAMPLES = {
    FieldType.INTEGER: ["12", "-3", "1,234", "4.5", "4.0", "六", "1e3", "12,34"],
    FieldType.NUMBER: ["12.50", "-3", "1,234.5", "4.", "无", ".5"],
    FieldType.MONEY: ["12.50", "6.00万元", "６"],
    FieldType.YEAR: ["2025", "25", "1949", "1948", "2101", "2025年"],
    FieldType.DATE: ["2018-03-02", "2018-3-2", "2018年3月2日", "2018-13-02", "2018-00-10", "近日"],
    FieldType.DATETIME: ["2018-03-02 09:30", "2018-03-02", "2018-03-02 25:00", "9:30"],
    FieldType.BOOLEAN: ["是", "否", "true", "no", "对"],
    FieldType.URL: ["https://www.gov.cn/", "www.gov.cn", "mailto:a@b.cn", "ftp://a"],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in SAMPLES.items() for text in texts])
def test_editor_and_reader_take_the_same_values(kind: FieldType, text: str) -> None:
    field = Field(name="x", title="项", type=kind)
    refused = isinstance(value_of(text, field), Fault)
    assert jsonschema_rs.is_valid(field_schema(field), text) == (not refused)


@pytest.mark.parametrize("text", ["甲", "乙", "丁", ""])
def test_editor_and_reader_take_the_same_terms(text: str) -> None:
    field = Field(name="x", title="项", constraints=Constraints(enum=("甲", "乙")))
    value = value_of(text, field)
    assert jsonschema_rs.is_valid(field_schema(field), text) == (value is not None and not isinstance(value, Fault))


def test_the_demonstration_fits_the_editor_schemas() -> None:
    schemas = editor_schemas(gathered(load_kinds(None))[0])
    titles = {schema["title"]: name for name, schema in schemas.items() if "title" in schema}
    validators = {
        name: jsonschema_rs.validator_for(schema)
        for name, schema in schemas.items()
        if name not in ("item", "catalogue")
    }
    checked = 0
    for path in sorted((demonstration_or_skip() / "catalogue").rglob("*.yml")):
        if path.name in ("column.yml", "directory.yml"):
            continue
        record = yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)
        name = {"synonyms.yml": "同义词", "lexicon.yml": "用词"}.get(path.name) or (
            schemas[f"_{path.stem}"]["title"] if path.parent.name == "ledgers" else record["类型"]
        )
        validator = validators[str(titles[name])]
        assert [str(error) for error in validator.iter_errors(record)] == [], path
        checked += 1
    assert checked > 100
