"""An agency adds a type of every base with a YAML file and no code: read, checked, shown, listed, found, exported, completed."""

from __future__ import annotations

import random
from datetime import date
from pathlib import Path

import jsonschema_rs
import pytest
import yaml
from gongkai.binding.bind import bind
from gongkai.checking import check
from gongkai.data.item_data import item_data
from gongkai.model.kind import Base
from gongkai.model.problems.yielded import gathered
from gongkai.pages.site import pages_of
from gongkai.pages.site_view import site_view
from gongkai.reading.column_sources import read_column
from gongkai.reading.types.editor_schema import kind_schema
from gongkai.reading.types.kinds import load_kinds
from gongkai.rendering.page_html import PageRenderer
from gongkai.searching.entries import entries_of

from tests.columns import write_column
from tests.templates import templates

TYPE = """name: market_price
title: 市场价格监测
base: {base}
listing: {{path: prices, title: 市场价格监测, part: 法定主动公开内容, group: 重点领域, order: 870}}
five_disclosure: 重点领域
statutory: [art20-04]
fields:
  - {{name: week, title: 周次, type: string, constraints: {{required: true, pattern: "第[0-9]+周"}}, example: 第40周}}
  - {{name: counted_on, title: 采价日期, type: date, constraints: {{required: true}}}}
  - {{name: top, title: 最高价, type: money, constraints: {{required: true, minimum: 0}}}}
  - {{name: low, title: 最低价, type: money, constraints: {{required: true, minimum: 0}}}}
  - name: markets
    title: 采价市场
    type: table
    columns:
      - {{name: market, title: 市场, type: string, constraints: {{required: true}}}}
      - {{name: price, title: 价格, type: money}}
record: {{key: goods, columns: [goods, price]}}
records:
  - {{name: goods, title: 品种, type: string, constraints: {{required: true}}}}
  - {{name: price, title: 价格, type: number, constraints: {{required: true}}}}
identities:
  - {{name: 价格区间, formula: 最高价 ≥ 最低价}}
deadlines:
  - {{name: 价格公布, anchor: counted_on, limit: 3, unit: 工作日, source: 市价格监测办法}}
facts: [index_no, week, publish_date]
sections: [markets]
"""
ITEM = """类型: 市场价格监测
索引号: 990000017/2026-00001
标题: 第40周农贸市场价格
周次: 第40周
采价日期: 2026-09-30
最高价: {top}
最低价: 2.10
采价市场:
  - 市场: 西街农贸市场
    价格: 2.30
发布日期: 2026-10-09
公开属性: 主动公开
记录: week.csv
"""
FILES = {"catalogue/week.csv": "品种,价格\n白菜,2.10\n番茄,3.20\n"}


@pytest.mark.parametrize("base", [base.value for base in Base])
def test_a_type_of_every_base(base: str, tmp_path: Path) -> None:
    files = {"catalogue/types/prices.yml": TYPE.format(base=base), "catalogue/week.yml": ITEM.format(top="3.20")}
    reading = read_column(write_column(tmp_path, FILES | files))
    assert reading.problems == ()
    publication = bind(reading, date(2026, 10, 10))
    assert not [one for one in check(publication) if one.path == "catalogue/week.yml"]
    renderer = PageRenderer(templates(), site_view(publication), {})
    shown = {page.url: renderer.html(page) for page in pages_of(publication)}
    page = shown["990000017/2026-00001.html"]
    for words in ("第40周农贸市场价格", "西街农贸市场", "番茄", "3.20"):
        assert words in page
    assert "第40周农贸市场价格" in shown["prices.html"]
    assert 'href="prices.html"' in shown["contents.html"]
    (entry,) = (entry for entry in entries_of(publication) if entry.title == "第40周农贸市场价格")
    assert (entry.kind, entry.day) == ("市场价格监测", date(2026, 10, 9))
    assert item_data(reading.items[0], publication)["week"] == "第40周"
    record = yaml.load(files["catalogue/week.yml"], yaml.BaseLoader)
    assert jsonschema_rs.is_valid(kind_schema(reading.kinds["market_price"]), record)


def test_its_own_identity_and_time_limit_are_checked(tmp_path: Path) -> None:
    late = ITEM.format(top="2.00").replace("2026-10-09", "2026-10-20")
    files = {"catalogue/types/prices.yml": TYPE.format(base="dataset"), "catalogue/week.yml": late}
    publication = bind(read_column(write_column(tmp_path, FILES | files)), date(2026, 10, 30))
    assert [(one.line, one.rule) for one in check(publication) if one.path == "catalogue/week.yml"] == [
        (6, "identity"),
        (11, "deadline"),
    ]


def test_what_a_type_extends_it_inherits_whole(tmp_path: Path) -> None:
    (tmp_path / "x.yml").write_text(
        "name: city_budget\ntitle: 街道预算\nextends: department_budget\nlisting: {path: street-budget}\n", "utf-8"
    )
    kinds, problems = gathered(load_kinds(tmp_path))
    own, parent = kinds["city_budget"], kinds["department_budget"]
    assert problems == ()
    assert (own.base, own.fields, own.tables, own.identities) == (
        parent.base,
        parent.fields,
        parent.tables,
        parent.identities,
    )
    assert (own.deadlines, own.statutory, own.column_type, own.description) == (
        parent.deadlines,
        parent.statutory,
        parent.column_type,
        parent.description,
    )
    assert (own.listing.part, own.listing.group) == (parent.listing.part, parent.listing.group)


def test_no_damage_to_a_definition_stops_the_program(tmp_path: Path) -> None:
    """Lines lost, doubled, cut and words replaced: always types and problems, never an exception."""
    chance = random.Random(20261124)
    lines = TYPE.format(base="dataset").splitlines()
    faulty = 0
    for number in range(150):
        damaged = list(lines)
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(damaged))
            line = damaged[at]
            damaged[at : at + 1] = chance.choice(
                [
                    [],
                    [line, line],
                    [line[: chance.randrange(len(line) + 1)]],
                    [
                        line.replace(":", chance.choice("：=")),
                    ],
                ]
            )
            if not damaged:
                damaged = ["name: x"]
        path = tmp_path / "x.yml"
        path.write_text("\n".join(damaged), encoding="utf-8")
        kinds, problems = gathered(load_kinds(tmp_path))
        assert len(kinds) >= 49, number
        assert all(one.what and one.remedy and one.path.endswith("x.yml") for one in problems), damaged
        faulty += bool(problems)
    assert faulty > 75
