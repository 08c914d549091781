"""The register of agencies: which name an agency had on which day, and what is published under each."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gongkai.binding.bind import bind
from gongkai.model.naming.agency_register import register_of
from gongkai.model.publication import Publication
from gongkai.pages.items.agency_items import items_of_agency
from gongkai.pages.items.item_relations import relations_of
from gongkai.reading.column_sources import read_column

from tests.columns import document, with_text, write_column

OWN, GONE = "990000017/2024-00001", "990000017/2024-00002"


def _publication(root: Path) -> Publication:
    profile = {
        "主要职能": "甲", "内设机构": "[{名称: 办公室, 职责: 乙}]", "负责人及分工": "[{姓名: 示例甲, 职务: 局长, 分工: 丙}]",
        "办公信息": "{办公地址: 丁, 办公时间: 戊, 联系电话: 000-1}",
    }  # fmt: skip
    former = "[{名称: 示例市商务和粮食局, 简称: [市商粮局], 起: 2009-03-01, 止: 2019-01-19}]"
    files = {
        "content/1.md": with_text(
            "机构职能", "1", 标题="商务局", 全称="示例市商务局", 简称="[市商务局]", 存续起="2009-03-01", 名称沿革=former, **profile
        ),
        "content/2.md": with_text(
            "机构职能", "2", 标题="中心", 全称="示例市投资促进中心", 存续起="2012-05-01", 存续止="2020-06-30",
            承继机构="[{文件: 990000017/2024-00001, 变动: 合并}]", **profile,
        ),
        "content/3.md": document("3", 标题="旧", 发布机构="示例市商务和粮食局", 成文日期="2018-03-04", 发布日期="2018-03-06"),
        "content/4.md": document("4", 标题="新", 发布日期="2024-03-07"),
        "content/5.md": document("5", 标题="更新", 发布日期="2024-03-08"),
    }  # fmt: skip
    return bind(read_column(write_column(root, files)), date(2024, 12, 1))


def test_a_name_is_known_with_its_days(tmp_path: Path) -> None:
    register = register_of(_publication(tmp_path).reading.items)
    spans = {name: [(one.full, one.since, one.until) for one in known] for name, known in register.items()}
    assert spans == {
        "示例市商务局": [("示例市商务局", date(2019, 1, 20), None)],
        "市商务局": [("示例市商务局", date(2019, 1, 20), None)],
        "示例市商务和粮食局": [("示例市商务和粮食局", date(2009, 3, 1), date(2019, 1, 19))],
        "市商粮局": [("示例市商务和粮食局", date(2009, 3, 1), date(2019, 1, 19))],
        "示例市投资促进中心": [("示例市投资促进中心", date(2012, 5, 1), date(2020, 6, 30))],
    }
    last = register["示例市商务和粮食局"][0]
    days = (date(2009, 2, 28), date(2009, 3, 1), date(2019, 1, 19), date(2019, 1, 20))
    assert [last.on(day) for day in days] == [False, True, True, False]
    assert (last.is_short, register["市商粮局"][0].is_short) == (False, True)


def test_the_page_of_an_agency_lists_what_stands_under_each_name(tmp_path: Path) -> None:
    publication = _publication(tmp_path)
    section = items_of_agency(publication.by_index[OWN], publication)
    assert section
    assert [[cell.words for cell in row] for row in section.rows] == [
        ["示例市商务局", "政策文件", "2", "更新"],
        ["示例市商务局", "机构职能", "2", "中心"],
        ["示例市商务和粮食局", "政策文件", "1", "旧"],
    ]
    assert [cell.url for cell in section.rows[2]] == ["", "policy.html", "", "990000017/2024-00003.html"]
    assert items_of_agency(publication.by_index[GONE], publication) is None
    assert items_of_agency(publication.by_index["990000017/2024-00004"], publication) is None


def test_the_heir_is_told_at_both_ends(tmp_path: Path) -> None:
    publication = _publication(tmp_path)
    shown = {
        number: [(group.heading, [(line.title, line.remark) for line in group.lines]) for group in relations_of(publication.by_index[number], publication)]
        for number in (OWN, GONE)
    }  # fmt: skip
    assert shown == {OWN: [("承继以下机构", [("中心", "合并")])], GONE: [("承继机构", [("商务局", "合并")])]}
