"""Every official element of every type is in its definition: fields, tables, columns, terms, identities, time limits."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from gongkai.model.kind import Field, Kind
from gongkai.model.problems.yielded import gathered
from gongkai.reading.directory import read_directory
from gongkai.reading.types.kinds import load_kinds

from tests.columns import write_column
from tests.golden import golden

CASES = Path(__file__).parent / "cases" / "types"
OFFICIAL: list[dict[str, Any]] = golden(CASES / "official.yml")
ELEMENTS: dict[str, Any] = golden(CASES / "elements.yml")
RESEARCH = Path(__file__).parents[2] / "shared" / "research" / "seeds-types.yml"
KINDS = {kind.title: kind for kind in gathered(load_kinds(None))[0].values()}
NAMED = (
    "政府信息公开指南 政府信息公开制度 主动公开基本目录 机构职能 政策文件 清理结果 政策解读 重大行政决策预公开 意见收集采纳情况 会议公开 工作要点 "
    "执行进展 变更撤销说明 权责等清单 办事指南 行政许可 行政处罚 随机抽查事项清单 抽查计划 抽查结果 部门预算 部门决算 “三公”经费 年度报告 依申请公开"
).split()


def _labels(fields: Iterable[Field]) -> dict[str, Field]:
    return {label: field for field in fields for label in (field.title, *field.aliases)}


def test_every_type_that_was_asked_for_is_pinned() -> None:
    assert [case["type"] for case in OFFICIAL] == NAMED


@pytest.mark.parametrize("case", OFFICIAL, ids=lambda case: case["type"])
def test_official_elements(case: dict[str, Any]) -> None:
    kind = KINDS[case["type"]]
    fields = _labels(kind.fields)
    inside = case.get("inside", {})
    wanted = [*case.get("required", ()), *case.get("fields", ()), *case.get("when", ()), *inside]
    assert [label for label in wanted if label not in fields] == []
    assert [label for label in case.get("required", ()) if not fields[label].constraints.required] == []
    assert {label: fields[label].required_when for label in case.get("when", {})} == case.get("when", {})
    for label, columns in inside.items():
        assert [column for column in columns if column not in _labels(fields[label].columns)] == [], label
    assert [label for label in case.get("records", ()) if label not in _labels(kind.records)] == []
    everything = {**fields, **_labels(kind.records), **_inner(kind)}
    for label, terms in case.get("choices", {}).items():
        assert [term for term in terms if term not in everything[label].constraints.enum] == [], label
    tables = {title: table for table in kind.tables for title in (table.title, *table.aliases)}
    for title, columns in case.get("tables", {}).items():
        assert [column for column in columns if column not in _labels(tables[title].columns)] == [], title
    assert {title: len(tables[title].rows) for title in case.get("rows", {})} == case.get("rows", {})
    formulas = {identity.formula for identity in kind.identities}
    assert [formula for formula in case.get("identities", ()) if formula not in formulas] == []
    stated = [limit for limit in kind.deadlines if not limit.through]
    limits = [f"{kind.by_name[limit.anchors[0]].title} {limit.limit} {limit.unit}" for limit in stated]
    assert [limit for limit in case.get("deadlines", ()) if limit not in limits] == []


def _inner(kind: Kind) -> dict[str, Field]:
    return {label: field for outer in kind.fields for label, field in _labels(outer.columns).items()}


@pytest.mark.parametrize("name", ELEMENTS)
def test_every_element_of_the_research_has_its_place(name: str, tmp_path: Path) -> None:
    kind = KINDS[ELEMENTS[name]["type"]]
    names = {field.name for field in (*kind.fields, *kind.records)} | {table.name for table in kind.tables}
    directory = {place.removeprefix("@"): "1" for place in ELEMENTS[name]["fields"].values() if place.startswith("@")}
    for element, place in ELEMENTS[name]["fields"].items():
        if place.startswith(("（系统生成）", "@")):
            assert len(place) > len("（系统生成）") or place.startswith("@"), element
            continue
        outer, _, column = place.partition(".")
        assert outer in names, element
        assert not column or column in {inner.name for inner in kind.by_name[outer].columns}, element
    if directory:
        entry = {**directory, "应当解读": "是", "应当公众参与": "是", "五公开": "决策公开"}
        lines = "".join(f"  {label}: {text}\n" for label, text in entry.items())
        root = write_column(tmp_path, {"catalogue/directory.yml": "- " + lines.lstrip()})
        assert gathered(read_directory(root))[1] == ()


@pytest.mark.skipif(not RESEARCH.is_file(), reason="没有 ../shared/research（开发时才有的调查资料），跳过")
def test_the_pins_cover_the_research() -> None:
    research = golden(RESEARCH)
    assert {kind["id"]: [field["name"] for field in kind["fields"]] for kind in research} == {
        name: list(entry["fields"]) for name, entry in ELEMENTS.items()
    }
