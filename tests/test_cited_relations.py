"""What lists, guides and records name, from both ends: on pages, in JSON and in CSV."""

from __future__ import annotations

import json
from datetime import date

import pytest
from gongkai.binding.bind import bind
from gongkai.data.cited_rows import cited_rows, has_cited
from gongkai.data.item_data import item_data
from gongkai.model.publication import Publication
from gongkai.pages.cell import Cell
from gongkai.pages.documents.page_texts import Texts
from gongkai.pages.items.item_relations import relations_of
from gongkai.pages.items.item_view import Section
from gongkai.pages.items.sections import sections_of
from gongkai.pages.records.record_citations import following, linked_texts
from gongkai.pages.records.record_pages import record_pages
from gongkai.pages.site import pages_of
from gongkai.reading.column_sources import read_column

from tests.columns import document, write_column

LIST = """类型: 权责等清单
索引号: 990000017/2026-00018
标题: 权力清单
发布日期: 2026-03-06
公开属性: 主动公开
清单种类: 权力清单
版本: 2026年版
牵头单位: 科
运行流程图: [{文件: flow.txt, 名称: 流程图}]
条目:
  - {序号: 1, 编码: XK-1, 名称: 拍卖许可, 类别: 许可, 设定依据: 《拍卖法》第十一条；示商发（2024）1号第三条, 实施单位: 科, 流程图: 见流程图（图1）：受理→审查→决定}
  - {序号: 2, 名称: 拍卖备案, 类别: 其他, 设定依据: 国家有关规定, 实施单位: 科}
调整记录:
  - {调整种类: 下放, 日期: 2026-03-02, 名称: 拍卖备案, 依据: 关于做好第1项工作的通知}
  - {调整种类: 取消, 日期: 2026-03-03, 名称: 促销备案}
  - {调整种类: 修改, 日期: 2026-03-04, 名称: 展会备案}
"""
GUIDE = """类型: 办事指南
索引号: 990000017/2026-00020
标题: 办理拍卖许可
发布日期: 2026-03-10
公开属性: 主动公开
事项编码: XK-1
事项类型: 行政许可
服务对象: [企业法人]
受理条件: 依法登记。
申请材料: [{材料名称: 申请表, 份数: 1份, 形式: 电子, 来源: 申请人}]
收费: [{收费项目: 不收费, 收费标准: 0元}]
办理流程: [{环节: 受理}]
法定时限: 20个工作日
承诺时限: 8个工作日
受理窗口: 12号窗口
咨询方式: 000-12345677
监督投诉: 12345
清单条目: 拍卖许可
设定依据: [示商发〔2024〕1号第三条]
"""
PERMITS = """类型: 行政许可
索引号: 990000017/2026-0007{0}
标题: 行政许可公示{0}
发布日期: 2026-03-1{0}
公开属性: 主动公开
期间: 2026年
记录: {0}.csv
"""
HEAD = "行政相对人名称,行政许可决定文书号,原许可文书号,决定类型,环节,许可事项,许可内容,许可决定日期,许可机关\n"
FILES = {
    "content/1.md": document("1", 发文字号="示商发〔2024〕1号"),
    "content/2.md": document("2", 废止="[示商发〔2024〕1号]", 成文日期="2026-03-20", 发布日期="2026-03-21"),
    "catalogue/l.yml": LIST,
    "catalogue/flow.txt": "受理、审查、决定",
    "catalogue/g.yml": GUIDE,
    "catalogue/1.yml": PERMITS.format(1),
    "catalogue/1.csv": HEAD + "甲公司,许〔2026〕1号,,准予,审批,拍卖许可,甲,2026-03-02,本局\n"
    "乙公司,许〔2026〕2号,,准予,审批,拍卖许可,乙,2026-03-03,本局\n",
    "catalogue/2.yml": PERMITS.format(2),
    "catalogue/2.csv": HEAD + "甲公司,许〔2026〕3号,许[2026]1号,变更,审批,其他事项,丙,2026-03-04,本局\n",
}


@pytest.fixture(scope="module")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Publication:
    found = bind(read_column(write_column(tmp_path_factory.mktemp("cited"), FILES)), date(2026, 4, 1))
    assert [str(one) for one in (*found.reading.problems, *found.problems) if one.level.name == "ERROR"] == []
    return found


def _section(publication: Publication, number: str, name: str) -> Section:
    item = publication.by_index[number]
    return next(one for one in sections_of(item, publication, Texts(publication)) if one.name == name)


def _words(cell: Cell) -> list[tuple[str, str, str]]:
    return [(one.words, one.url, one.badge.words if one.badge else "") for one in cell.pieces or (cell,)]


def test_a_cell_links_to_what_it_names_with_its_validity(publication: Publication) -> None:
    entries = _section(publication, "990000017/2026-00018", "entries")
    basis = entries.header.index("设定依据")
    law = "external.html#d-"
    (named, between, own), plain = _words(entries.rows[0][basis]), entries.rows[1][basis]
    assert (named[0], named[1].startswith(law), named[2]) == ("《拍卖法》第十一条", True, "")
    assert between == ("；", "", "")
    assert own == ("示商发（2024）1号第三条", "990000017/2024-00001.html", "废止")
    assert plain == Cell("国家有关规定")
    guide = _section(publication, "990000017/2026-00020", "basis_list")
    assert [_words(row[0]) for row in guide.rows] == [
        [("示商发〔2024〕1号第三条", "990000017/2024-00001.html", "废止")]
    ]


def test_a_cell_links_to_the_attachment_that_it_names(publication: Publication) -> None:
    entries = _section(publication, "990000017/2026-00018", "entries")
    chart = entries.header.index("流程图")
    assert _words(entries.rows[0][chart]) == [
        ("见", "", ""),
        ("流程图", "990000017/2026-00018/flow.txt", ""),
        ("（图1）：受理→审查→决定", "", ""),
    ]
    assert entries.rows[1][chart] == Cell("")


def test_entries_have_addresses_a_history_and_their_uses(publication: Publication) -> None:
    entries = _section(publication, "990000017/2026-00018", "entries")
    page = "990000017/2026-00018.html"
    assert entries.row_anchors == ("XK-1", "拍卖备案", "促销备案")
    assert entries.ended == 1
    assert entries.header[-3:] == ("调整情况", "用于以下事项", "许可决定")
    name = entries.header.index("名称")
    assert [_words(row[name])[0] for row in entries.rows] == [
        ("拍卖许可", f"{page}#XK-1", ""),
        ("拍卖备案", f"{page}#拍卖备案", "已下放"),
        ("促销备案", "", "已取消"),
    ]
    assert [row[-3].words for row in entries.rows] == ["", "下放（2026-03-02）", "取消（2026-03-03）"]
    assert _words(entries.rows[0][-2]) == [("办理拍卖许可", "990000017/2026-00020.html#f-list-entry", "")]
    assert _words(entries.rows[0][-1]) == [
        ("行政许可公示1", "990000017/2026-00071.html#records", ""),
        ("（2 条）", "", ""),
    ]
    changes = _section(publication, "990000017/2026-00018", "changes")
    named = changes.header.index("名称")
    assert [row[named].url for row in changes.rows] == [f"{page}#拍卖备案", f"{page}#促销备案", ""]


def test_a_document_says_what_rests_on_it(publication: Publication) -> None:
    item = publication.by_index["990000017/2024-00001"]
    (group,) = (one for one in relations_of(item, publication) if one.heading.startswith("作为"))
    assert group.heading == "作为以下权力、指南、处罚的依据（3 处）"
    assert [(line.title, line.url, line.remark) for line in group.lines] == [
        ("办理拍卖许可", "990000017/2026-00020.html#f-basis-list", "第三条"),
        ("权力清单", "990000017/2026-00018.html#f-changes", ""),
        ("拍卖许可", "990000017/2026-00018.html#XK-1", "第三条；载《权力清单》"),
    ]


def test_a_law_says_on_its_node_where_it_is_named(publication: Publication) -> None:
    (page,) = (page for page in pages_of(publication) if page.url == "external.html")
    (law,) = (one for one in page.view.documents if one.title == "拍卖法")
    assert [(heading, line.title, line.url, line.remark) for heading, line in law.lines] == [
        ("依据", "拍卖许可", "990000017/2026-00018.html#XK-1", "第十一条；载《权力清单》")
    ]


def test_records_link_to_the_one_before_and_after(publication: Publication) -> None:
    first, second = (publication.by_index[f"990000017/2026-0007{number}"] for number in (1, 2))
    (_, before), (_, after) = (next(record_pages(item, publication, "")) for item in (first, second))
    assert [row.following for row in before.rows] == [
        (),
        ("已变更为", "许〔2026〕3号（2026-03-04）", "990000017/2026-00072.html#许-2026-3号"),
    ]
    (link,) = after.rows[0].links
    assert after.columns[link[0]].title == "原许可文书号"
    assert [(one.words, one.url) for one in link[1]] == [("许[2026]1号", "990000017/2026-00071.html#许-2026-1号")]
    assert [one.pieces for one in before.particulars if one.label == "许可事项"] == [
        (Cell("拍卖许可", "990000017/2026-00018.html#XK-1"),)
    ]


def test_a_column_with_one_text_is_no_filter(publication: Publication) -> None:
    (page,) = (page for page in pages_of(publication) if page.url == "permits/records.html")
    assert page.view.find.filters == (("action", "决定类型"),), "环节 is 审批 in every record that has one"


def test_the_browser_is_given_the_same(publication: Publication) -> None:
    items = [publication.by_index[f"990000017/2026-0007{number}"] for number in (1, 2)]
    tables = [publication.records[item.index_no] for item in items]
    assert linked_texts(items, tables, publication) == {
        "matter": {"拍卖许可": [["拍卖许可", "990000017/2026-00018.html#XK-1", "", ""]]},
        "former_no": {"许[2026]1号": [["许[2026]1号", "990000017/2026-00071.html#许-2026-1号", "", ""]]},
    }
    assert following(items, publication) == {
        "990000017/2026-00071 许-2026-1号": [
            "已变更为", "许〔2026〕3号（2026-03-04）", "990000017/2026-00072.html#许-2026-3号",
        ]
    }  # fmt: skip


def test_data_say_it_from_both_ends(publication: Publication) -> None:
    assert has_cited(publication)
    guide = json.loads(json.dumps(item_data(publication.by_index["990000017/2026-00020"], publication)))
    assert guide["relations"] == [
        {
            "relation": "basis_of_power", "target": "990000017/2024-00001", "clauses": ["第三条"],
            "field": "basis_list", "anchor": "f-basis-list",
        },
        {
            "relation": "required_by", "target": "990000017/2026-00018",
            "field": "list_entry", "anchor": "f-list-entry", "target_entry": "拍卖许可",
        },
    ]  # fmt: skip
    lists = item_data(publication.by_index["990000017/2026-00018"], publication)
    assert lists["cited_by"] == [
        {
            "relation": "required_by", "source": "990000017/2026-00020",
            "field": "list_entry", "anchor": "f-list-entry", "target_entry": "拍卖许可",
        },
        {
            "relation": "decided_under", "source": "990000017/2026-00071",
            "field": "matter", "anchor": "records", "count": 2, "target_entry": "拍卖许可",
        },
    ]  # fmt: skip
    rows = [row for row in cited_rows(publication) if row[1] == "990000017/2026-00071"]
    assert rows == [
        (
            "清单条目", "990000017/2026-00071", "行政许可公示1", "990000017/2026-00071.html#records", "", "许可事项",
            "拍卖许可", "", "2", "990000017/2026-00018", "权力清单", "拍卖许可",
            "990000017/2026-00018.html#XK-1", "",
        )
    ]  # fmt: skip
