"""The data of a column passes Frictionless and JSON Schema validators of others as it lies on the site."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from frictionless import Package, Schema
from frictionless.resources import TableResource
from gongkai.binding.bind import bind
from gongkai.building.sources import checked_column
from gongkai.data.json_schemas import DOCUMENTS
from gongkai.data.open_data import write_open_data
from gongkai.model.publication import Publication
from gongkai.reading.column_sources import read_column

from tests.columns import write_column
from tests.conftest import AS_OF

CASES = Path(__file__).parent / "cases"
PROFILES = CASES / "data_package"
PACKAGES = ("datapackage.json", "data/datapackage.json")


@pytest.fixture(scope="module")
def data(demonstration: Publication, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the demonstration offers as data, below the root of a site."""
    folder = tmp_path_factory.mktemp("data")
    write_open_data(demonstration, folder)
    return folder


@pytest.mark.uncounted
@pytest.mark.parametrize("package", PACKAGES)
def test_frictionless_finds_nothing(package: str, data: Path) -> None:
    report = Package(str(data / package)).validate()
    assert (report.valid, report.stats["errors"], report.flatten(["type", "note"])) == (True, 0, [])
    resources = _json(data / package)["resources"]
    read = {task.name: task.stats.get("rows") for task in report.tasks}
    assert read.keys() == {one["name"] for one in resources}
    tables = {one["name"]: (data / package).parent / one["path"] for one in resources if one["path"].endswith(".csv")}
    assert {name: len(_rows(path)) for name, path in tables.items()} == {name: read[name] for name in tables}


def test_frictionless_takes_the_labels_of_the_tables(data: Path) -> None:
    package = Package(str(data / "datapackage.json"))
    tables = [one for one in package.resources if one.format == "csv"]
    assert len(tables) > 60
    for table in tables:
        # Nothing is guessed: every table brings its schema, and Frictionless takes the labels from the file.
        assert table.schema.field_names, table.name
        rows = _rows(data / str(table.path))
        assert list(rows[0]) == table.schema.field_names


@pytest.mark.parametrize("package", PACKAGES)
@pytest.mark.parametrize("version", ["1.0", "2.0"])
def test_the_profiles_are_kept(version: str, package: str, data: Path) -> None:
    profile = jsonschema_rs.validator_for(_json(PROFILES / f"datapackage-{version}.json"))
    assert [error.message for error in profile.iter_errors(_json(data / package))] == []
    schemas = [path for path in (data / "data" / "schemas").glob("*.json") if not path.name.endswith(".schema.json")]
    assert len(schemas) == 4 * len({name.stem.split("-")[0] for name in schemas}) > 16
    table_schema = jsonschema_rs.validator_for(_json(PROFILES / f"tableschema-{version}.json"))
    for path in schemas:
        assert [error.message for error in table_schema.iter_errors(_json(path))] == [], path.name


def test_every_file_of_data_is_described_and_every_described_file_is_there(data: Path) -> None:
    resources = _json(data / "datapackage.json")["resources"]
    described = {str(one["path"]) for one in resources}
    assert all((data / path).is_file() for path in described)
    assert all("schema" in one or (data / one["jsonSchema"]).is_file() for one in resources)
    written = {path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file()}
    about = {*PACKAGES, *(name for name in written if name.startswith(("data/schemas/", "data/templates/")))}
    tables = {name for name in written - described - about if name.endswith(".csv")}
    # Figure tables belong to the page of their item and have the header of their paper.
    assert written - about - described == tables
    assert not {name for name in tables if name.endswith(("/records.csv", "/changes.csv"))}


def test_json_lines_keep_their_schemas(data: Path) -> None:
    lines = [one for one in _json(data / "datapackage.json")["resources"] if one["format"] == "jsonlines"]
    assert len(lines) > 60
    for one in lines:
        rows = [json.loads(line) for line in (data / one["path"]).read_text(encoding="utf-8").splitlines()]
        schema = Schema.from_descriptor(_json(data / one["schema"]))
        assert {tuple(row) for row in rows} == {tuple(schema.field_names)}, one["path"]
        report = TableResource(data=rows, format="inline", schema=schema).validate()
        assert report.valid, (one["path"], report.flatten(["type", "note"]))


@pytest.mark.parametrize("name", DOCUMENTS)
def test_documents_keep_their_schemas(name: str, data: Path) -> None:
    schema = _json(data / "data" / "schemas" / f"{name}.schema.json")
    jsonschema_rs.meta.validate(schema)
    validator = jsonschema_rs.validator_for(schema, validate_formats=True)
    errors = [
        f"{'/'.join(map(str, error.instance_path))}: {error.message}"
        for error in validator.iter_errors(_json(data / "data" / f"{name}.json"))
    ]
    assert errors == []


@pytest.mark.parametrize(
    "fault",
    [
        {"publish_date": "2024-02-30"},
        {"unheard_of": "1"},
        {"validity": {"state": "无效", "as_of": "2026-01-01"}},
        {"type": "no_such_type"},
        {"based_on": "一段文字"},
        {"attachments": [{"title": "表"}]},
    ],
)
def test_a_schema_that_takes_everything_would_be_noticed(fault: dict[str, object], data: Path) -> None:
    validator = jsonschema_rs.validator_for(
        _json(data / "data" / "schemas" / "items.schema.json"), validate_formats=True
    )
    item = next(one for one in _json(data / "data" / "items.json") if one["type"] == "policy_document")
    assert validator.is_valid([item])
    assert not validator.is_valid([item | fault])
    assert not validator.is_valid([{name: value for name, value in item.items() if name != "url"}])


def test_every_kind_of_cell_keeps_the_schema(tmp_path: Path) -> None:
    """A type with every type of column, and cells that tempt spreadsheets and validators."""
    kind = """name: odd
title: 古怪记录
base: dataset
listing: {path: odd, title: 古怪记录, part: 法定主动公开内容, group: 重点领域, order: 900}
record: {key: code, day: day}
records:
  - {name: code, title: 编号, type: string, constraints: {required: true}}
  - {name: day, title: 日期, type: date, constraints: {required: true}}
  - {name: at, title: 时刻, type: datetime}
  - {name: year, title: 年度, type: year}
  - {name: count, title: 数量, type: integer, constraints: {minimum: 0, maximum: 100}}
  - {name: amount, title: 金额, type: money}
  - {name: yes, title: 是否合格, type: boolean}
  - {name: grade, title: 等级, type: string, constraints: {enum: [甲, 乙]}}
  - {name: place, title: 网址链接, type: url}
  - {name: note, title: 备注, type: string}
"""
    item = "类型: 古怪记录\n索引号: {}\n标题: 记录\n发布日期: 2026-01-05\n公开属性: 主动公开\n记录: {}.csv\n"
    header = "编号,日期,时刻,年度,数量,金额,是否合格,等级,网址链接,备注\n"
    rows = [
        '012,2026-01-02,2026-01-02 09:30,2026,100,"1,234.56",是,甲,https://www.example.gov.cn/中文?a=1&b=2,"=SUM(A1)"\n',
        '"\'=1",2026-01-02,,1949,0,-0.5,否,乙,,"一 ""二"", 三"\n',
        "👨‍👩‍👧,2026-01-01,,,,999999999999999.12345678,,,,null\n",
    ]
    publication = _column(
        tmp_path / "c",
        {
            "catalogue/types/odd.yml": kind,
            # Two numbers that differ only in what the name of a resource must not hold.
            "catalogue/1.yml": item.format("990000017/2026-A", "1"),
            "catalogue/2.yml": item.format("990000017/2026-a", "2"),
            "catalogue/1.csv": header + "".join(rows),
            "catalogue/2.csv": header + rows[0],
        },
    )
    write_open_data(publication, tmp_path)
    resources = _json(tmp_path / "datapackage.json")["resources"]
    assert len({one["name"] for one in resources}) == len(resources)
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.flatten(["name", "type", "note"])
    schema = _json(tmp_path / "data" / "schemas" / "odd.json")
    assert schema["primaryKey"] == ["编号"]
    by_name = {field["name"]: field for field in schema["fields"]}
    assert by_name["数量"]["constraints"] == {"minimum": 0, "maximum": 100}
    assert by_name["等级"]["constraints"] == {"enum": ["甲", "乙"]}
    assert by_name["日期"]["constraints"] == {"required": True}


def test_a_column_without_anything_is_a_package_too(tmp_path: Path) -> None:
    write_open_data(_column(tmp_path / "c", {}), tmp_path)
    for package in PACKAGES:
        assert Package(str(tmp_path / package)).validate().valid
    for name in DOCUMENTS:
        schema = _json(tmp_path / "data" / "schemas" / f"{name}.schema.json")
        assert jsonschema_rs.is_valid(schema, _json(tmp_path / "data" / f"{name}.json"))


@pytest.mark.parametrize("name", ["documents", "records"])
def test_a_small_column_of_everything_is_valid(name: str, tmp_path: Path) -> None:
    """Among the documents is one that was taken down without a number, which is no key."""
    publication, _ = checked_column(CASES / "published_data" / name / "column", AS_OF)
    write_open_data(publication, tmp_path)
    for package in PACKAGES:
        report = Package(str(tmp_path / package)).validate()
        assert report.valid, report.flatten(["name", "type", "note"])
    for document in DOCUMENTS:
        schema = _json(tmp_path / "data" / "schemas" / f"{document}.schema.json")
        validator = jsonschema_rs.validator_for(schema, validate_formats=True)
        errors = validator.iter_errors(_json(tmp_path / "data" / f"{document}.json"))
        assert [error.message for error in errors] == []


def test_the_older_address_leads_to_the_whole(data: Path) -> None:
    package = _json(data / "data" / "datapackage.json")
    assert package["name"] != _json(data / "datapackage.json")["name"]
    assert package["description"] == "公开信息目录、有效性和概况；逐条记录的数据见网站根目录的 datapackage.json。"


def _column(root: Path, files: dict[str, str]) -> Publication:
    files = files or {"content/.keep": ""}
    return bind(read_column(write_column(root, files)), AS_OF)


def _json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _rows(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline="")))
