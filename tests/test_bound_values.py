"""What binding makes of a column: every relation with all that it says, at both ends, and everything that follows from it."""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongkai.binding.bind import bind
from gongkai.model.item import Attachment, Item, Row, Value
from gongkai.model.kind import Field, FieldType
from gongkai.model.place import Place
from gongkai.model.publication import Publication
from gongkai.model.relation import OutsideDocument, Relation
from gongkai.model.validity import State
from gongkai.reading.column_sources import read_column
from gongkai.reading.vocabulary import relation_kinds

from tests.columns import write_column
from tests.items import DOCUMENT, PLACE, made, related

REFERENCE = FieldType.REFERENCE
FIELDS = (
    Field(name="based_on", title="依据", type=REFERENCE, relation="based_on"),
    Field(name="amends", title="修改", type=REFERENCE, relation="amends"),
    Field(name="repeals", title="废止", type=REFERENCE, relation="repeals"),
    Field(name="interprets", title="解读对象", type=REFERENCE, relation="interprets"),
    Field(name="withdraws", title="撤回的信息", type=REFERENCE, relation="withdraws"),
    Field(name="files", title="附件", type=REFERENCE),
    Field(
        name="parts",
        title="清理结果",
        type=FieldType.TABLE,
        columns=(
            Field(name="document", title="文件", relation="cleanup_keeps"),
            Field(name="papers", title="相关文件", type=REFERENCE, relation="related"),
            Field(name="note", title="备注"),
        ),
    ),
    Field(name="summary", title="摘要"),
)
KIND = replace(DOCUMENT, fields=FIELDS, by_name={field.name: field for field in FIELDS})
OTHER_KIND = replace(KIND, name="report", title="报告", validity=False)
DAY = date(2026, 1, 1)


def _row(line: int = 9, **values: Value) -> Row:
    return Row(Place("content/a.md", line, 5), values)


def _item(number: str, title: str, doc_no: str = "", **values: Any) -> Item:
    return made(f"a1/{number}", title, kind=KIND, doc_no=doc_no, values=values)


def _bound(root: Path, *items: Item, day: date = DAY) -> Publication:
    return bind(replace(read_column(write_column(root, {})), items=items), day)


FIRST = _item("1", "甲办法", "示商发〔2024〕1号")
SECOND = _item("2", "乙办法", "示商发〔2024〕2号")


def _stated(root: Path, name: str, row: Row) -> Relation:
    stated: dict[str, Any] = {name: (row,)}
    third = _item("3", "丙办法", **stated)
    publication = _bound(root, FIRST, SECOND, third)
    assert publication.problems == ()
    ((number, (relation,)),) = publication.outgoing.items()
    assert number == "a1/3"
    return relation


def test_a_relation_says_all_that_its_row_says(tmp_path: Path) -> None:
    row = _row(
        7, target=" 示商发[2024]01号", title="甲的名称", date=date(2024, 7, 1), note="说明", until=date(2028, 1, 31),
        replaces=False, clauses=("第五条", "", "第六条"), wordings=(_row(clause="第六条"), _row(clause="第七条"), _row()),
    )  # fmt: skip
    relation = _stated(tmp_path, "amends", row)
    assert relation == Relation(
        kind=relation_kinds()["amends"],
        source=relation.source,
        target=FIRST,
        written=" 示商发[2024]01号",
        date=date(2024, 7, 1),
        clauses=("第五条", "第六条", "第七条"),
        note="说明",
        until=date(2028, 1, 31),
        replaces=False,
        place=Place("content/a.md", 7, 5),
    )
    assert relation.source.title == "丙办法"


def test_a_relation_of_which_only_the_title_is_written(tmp_path: Path) -> None:
    row = _row(title="乙办法", clauses="第五条", wordings="第六条", replaces="否")
    relation = _stated(tmp_path, "repeals", row)
    assert (relation.target, relation.written, relation.clauses, relation.replaces) == (SECOND, "乙办法", (), None)
    assert (relation.date, relation.note, relation.until) == (None, "", None)
    assert _stated(tmp_path, "repeals", _row(target="a1/2", replaces=True)).replaces is True


def test_a_relation_to_a_document_outside(tmp_path: Path) -> None:
    row = _row(target="国办发[2018]023号", title="意见", url="https://www.gov.cn/x")
    outside = OutsideDocument("国办发(2018)23号", "国办发〔2018〕23号", "意见", "https://www.gov.cn/x")
    relation = _stated(tmp_path, "based_on", row)
    assert (relation.target, relation.written) == (outside, "国办发[2018]023号")


def test_references_stand_in_fields_and_in_cells_of_tables(tmp_path: Path) -> None:
    parts = (
        _row(
            3, document="示商发〔2024〕1号", papers=(_row(4, target="乙办法"), _row(5, target="预算法")), note="甲办法"
        ),
        _row(6, document="预算法", papers=("甲办法",)),
        _row(7, note="无"),
    )
    values: dict[str, Any] = {
        "summary": "甲办法",
        "files": (_row(target="a1/1"),),
        "unknown": (_row(target="a1/1"),),
        "parts": parts,
        "based_on": (_row(8, target="a1/1"), _row(9, target="a1/2")),
    }
    third = _item("3", "丙办法", **values)
    publication = _bound(tmp_path, FIRST, SECOND, third)
    assert publication.problems == ()
    assert [
        (one.kind.name, one.target.title if isinstance(one.target, Item) else one.target.key, one.place.line)
        for one in publication.outgoing["a1/3"]
    ] == [
        ("cleanup_keeps", "甲办法", 3),
        ("cleanup_keeps", "预算法", 6),
        ("related", "乙办法", 4),
        ("related", "预算法", 5),
        ("based_on", "甲办法", 8),
        ("based_on", "乙办法", 9),
    ]


def test_both_ends_know_every_relation(tmp_path: Path) -> None:
    law, rule = _row(target="预算法", url="https://a.example/"), _row(target="国办发〔2018〕23号")
    third = _item("3", "丙办法", based_on=(law, rule, _row(target="a1/1")), repeals=(_row(target="a1/2"),))
    named = _row(target="国办发[2018]23号", title="意见", url="https://www.gov.cn/x")
    fourth = _item("4", "丁办法", based_on=(named, _row(title="预算法"), _row(target="a1/1")))
    publication = _bound(tmp_path, FIRST, SECOND, third, fourth)
    assert publication.problems == ()
    (to_law, to_rule, to_first, to_second), (again_rule, again_law, again_first) = publication.outgoing.values()
    assert list(publication.outgoing) == ["a1/3", "a1/4"]
    assert publication.incoming == {"a1/1": (to_first, again_first), "a1/2": (to_second,)}
    # What one reference does not say of a document outside, another does; the first that says it counts.
    assert list(publication.outside.items()) == [
        ("国办发(2018)23号", OutsideDocument("国办发(2018)23号", "国办发〔2018〕23号", "意见", "https://www.gov.cn/x")),
        ("预算法", OutsideDocument("预算法", "", "预算法", "https://a.example/")),
    ]
    assert publication.outside_incoming == {"预算法": (to_law, again_law), "国办发(2018)23号": (to_rule, again_rule)}


def test_documents_outside_are_known_from_all_that_is_said_of_them(tmp_path: Path) -> None:
    notice = _item("n", "说明", withdraws=(_row(index_no="a1/8", title="辛办法"),))
    other = _item("2", "乙办法", based_on=(_row(target="某办法", title="辛办法"), _row(title="国办发〔2018〕23号")))
    third = _item("3", "丙办法", based_on=(_row(target="国办发[2018]23号", url="https://www.gov.cn/x"),))
    expected = [
        OutsideDocument("国办发(2018)23号", "国办发〔2018〕23号", "国办发〔2018〕23号", "https://www.gov.cn/x", "", ""),
        OutsideDocument("辛办法", "", "辛办法", "", "a1/8.html", "已撤回"),
    ]
    for items in ((notice, other, third), (third, other, notice)):
        assert list(_bound(tmp_path, *items).outside.values()) == expected


def test_items_are_known_by_number(tmp_path: Path) -> None:
    again = replace(_item("9", "再次"), doc_no="示商发[2024]1号", places={"doc_no": Place("content/b.md", 4, 7)})
    publication = _bound(tmp_path, FIRST, again, SECOND)
    assert publication.as_of == DAY
    assert publication.by_index == {"a1/1": FIRST, "a1/9": again, "a1/2": SECOND}
    assert publication.by_number == {"示商发(2024)1号": FIRST, "示商发(2024)2号": SECOND}
    assert [(one.path, one.line, one.column, one.rule) for one in publication.problems] == [
        ("content/b.md", 4, 7, "document-number-twice")
    ]


def test_what_has_a_validity(tmp_path: Path) -> None:
    report, other = (replace(_item(number, "报告"), kind=OTHER_KIND) for number in ("6", "7"))
    third = _item("3", "丙办法", repeals=(_row(target="a1/6", date=date(2025, 1, 1)),), based_on=(_row(target="a1/7"),))
    publication = _bound(tmp_path, report, other, third)
    assert {number: one.state for number, one in publication.validity.items()} == {
        "a1/6": State.REPEALED,
        "a1/3": State.UNMARKED,
    }
    assert [item.title for item in publication.validity["a1/6"].successors] == ["丙办法"]
    assert publication.validity["a1/6"].as_of == DAY


def _attached(path: str) -> Attachment:
    return Attachment(
        path=path, name=path.rpartition("/")[2], title="", field="files", size=1, sha256="", media_type="", place=PLACE
    )


def test_where_files_are_published(tmp_path: Path) -> None:
    decomposed = unicodedata.normalize("NFD", "content/café.pdf")
    first = replace(FIRST, place=Place("catalogue/a.yml", 1), attachments=(_attached("content/甲.pdf"),))
    second = replace(
        SECOND, place=Place("catalogue/a.yml", 9), attachments=(_attached("content/甲.pdf"), _attached(decomposed))
    )
    until: dict[str, Any] = {"public_until": date(2025, 12, 31), "privacy_exempt": "公示"}
    gone = replace(_item("5", "公示", **until), place=Place("content/5.md"))
    publication = _bound(tmp_path, first, gone, second)
    assert publication.addresses == {
        "catalogue/a.yml": "a1/1.html",
        "content/甲.pdf": "a1/1/甲.pdf",
        decomposed: f"a1/2/{unicodedata.normalize('NFD', 'café')}.pdf",
        "content/café.pdf": f"a1/2/{unicodedata.normalize('NFD', 'café')}.pdf",
        "content/5.md": "a1/5.html",
    }
    assert publication.reading.items == (first, second)
    assert [one.index_no for one in publication.departures] == ["a1/5"]
    assert "a1/5" not in publication.by_index
    assert _bound(tmp_path, first, gone, second, day=date(2025, 12, 31)).reading.items == (first, gone, second)


def test_an_address_in_a_notice_is_one_of_this_column(tmp_path: Path) -> None:
    row = _row(title="辛办法", url="https://swj.example.gov.cn/a1/8.html")
    publication = _bound(tmp_path, _item("n", "说明", withdraws=(row,)))
    assert [(one.index_no, one.aliases, one.url) for one in publication.departures] == [("a1/8", (), "a1/8.html")]


def test_what_has_left_is_found_by_every_name_of_the_notice(tmp_path: Path) -> None:
    row = _row(7, index_no="a1/8", doc_no="示商发〔2024〕8号", title="辛办法")
    notice = _item("n", "说明", withdraws=(row,))
    other = _item("3", "丙办法", based_on=(_row(target="示商发[2024]8号"), _row(title="《辛办法》")))
    publication = _bound(tmp_path, notice, other)
    left = OutsideDocument("示商发(2024)8号", "示商发〔2024〕8号", "辛办法", "", "a1/8.html", "已撤回")
    assert publication.problems == ()
    assert [one.target for one in publication.outgoing["a1/3"]] == [left, left]
    (withdrawal,) = publication.outgoing["a1/n"]
    assert (withdrawal.target, withdrawal.written) == (left, "a1/8")
    assert publication.outside == {left.key: left}


@pytest.mark.parametrize(
    ("written", "told"),
    [
        # Not all of many numbers are listed, since nobody would read them.
        ("同名", "有 5 件信息都叫“同名”，不知道指哪一件。 请改写索引号：a1/21、a1/22、a1/23、a1/24。"),
        ("同上", "有 2 件信息都叫“同上”，不知道指哪一件。 请改写索引号：a1/31、a1/32。"),
        ("见正文。", "“见正文。”不是文件的文号或者名称。 没有的请删除这一行；有的请写文号、索引号或者名称。"),
        ("990000017/1", "专栏里没有索引号“990000017/1”。 请核对索引号，或者改写发文字号。"),
        ("示商规[2020]1号", "“示商规[2020]1号”是本机关的文号，专栏里却没有这份文件。 请核对文号；确实没有公开的，请补充公开或者说明。"),
        ("关于加强商务信用管理的通知", "专栏里没有“关于加强商务信用管理的通知”，是否指“关于加强商务信用管理工作的通知”？ 请改写文号或索引号：示商发〔2024〕4号。"),
        ("关于公布商务领域年度名单通知", "专栏里没有“关于公布商务领域年度名单通知”，是否指“关于公布商务领域年度名单的通知”？ 请改写文号或索引号：a1/5。"),
        ("9900000170/1", ""),
        ("国办发〔2018〕23号", ""),
        ("预算法", ""),
    ],
)  # fmt: skip
def test_what_is_told_of_a_reference_to_nothing(written: str, told: str, tmp_path: Path) -> None:
    same = [_item(str(number), "同名") for number in range(21, 26)]
    ditto = [_item(str(number), "同上") for number in (31, 32)]
    near = [
        _item("4", "关于加强商务信用管理工作的通知", "示商发〔2024〕4号"),
        _item("5", "关于公布商务领域年度名单的通知"),
    ]
    third = _item("3", "丙办法", based_on=(_row(7, target=written),))
    publication = _bound(tmp_path, *same, *ditto, *near, third)
    assert [f"{one.what} {one.remedy}" for one in publication.problems] == ([told] if told else [])
    assert {one.places for one in publication.problems} <= {(Place("content/a.md", 7, 5),)}
    (relation,) = publication.outgoing["a1/3"]
    assert isinstance(relation.target, OutsideDocument)
    # A name without a number may be that of any document outside.
    named = _item("3", "丙办法", based_on=(_row(7, title=written),))
    assert _bound(tmp_path, *same, *ditto, *near, named).problems == ()


PENALTIES = {
    "catalogue/p.yml": "类型: 行政处罚\n编号: p\n标题: 处罚公示\n期间: 2025年11月\n记录: p.csv\n记录变更: h.csv\n"
    "发布日期: 2025-11-10\n公开属性: 主动公开\n历史遗留: 是\n",
    "catalogue/p.csv": "行政相对人名称,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,处罚决定日期,公示截止期,处罚机关,罚款金额\n"
    "甲公司,示罚〔2025〕1号,违规,事实甲,某法,罚款,罚款甲,2025-11-03,2026-11-03,局,1.00\n"
    "乙公司,示罚〔2025〕2号,违规,事实乙,某法,罚款,罚款乙,2025-11-04,2026-11-04,局,2.00\n",
    "catalogue/h.csv": "行政处罚决定书文号,日期,动作,字段,原值,理由,依据\n示罚〔2025〕3号,2026-02-01,撤下,,,信用修复,\n",
}


def test_records_are_those_of_the_day(tmp_path: Path) -> None:
    reading = read_column(write_column(tmp_path, PENALTIES))
    (item,) = reading.items
    no_records = replace(item, index_no="q", records=())
    no_history = replace(item, index_no="r", record_changes=())
    neither = replace(FIRST, index_no="s")
    bound = bind(replace(reading, items=(item, no_records, no_history, neither)), date(2026, 11, 4))
    told = {
        number: ([row.anchor for row in table.rows()], [change.anchor for change in table.changes])
        for number, table in bound.records.items()
    }
    third, first = "示罚-2025-3号", "示罚-2025-1号"
    assert told == {"p": (["示罚-2025-2号"], [third, first]), "q": ([], [third]), "r": (["示罚-2025-2号"], [first])}


def test_a_notice_finds_what_stays_by_any_of_its_names(tmp_path: Path) -> None:
    relation = _stated(tmp_path, "withdraws", _row(target="示商函〔2023〕1号", doc_no="示商发〔2024〕1号"))
    assert (relation.target, relation.written) == (FIRST, "示商函〔2023〕1号")


def _circles(root: Path, *stated: tuple[str, str, str]) -> list[str]:
    rows: dict[str, dict[str, tuple[Row, ...]]] = {}
    for source, kind, target in stated:
        of_source = rows.setdefault(source, {})
        of_source[kind] = (*of_source.get(kind, ()), _row(int(target), target=f"a1/{target}"))
    items = [made(f"a1/{n}", f"第{n}号办法", kind=KIND, values=rows.get(str(n), {})) for n in range(1, 6)]
    problems = _bound(root, *items).problems
    assert {(one.rule, one.remedy) for one in problems} <= {
        ("relation-circle", "请核对哪一份是后发的，删除另一份里的关系。")
    }
    return [f"{one.line} {one.what}" for one in problems]


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ([("1", "based_on", "2"), ("2", "based_on", "3"), ("1", "based_on", "3"), ("4", "based_on", "1")], []),
        ([("1", "repeals", "2"), ("2", "repeals", "1")], ["1 “第2号办法”与“第1号办法”互相废止，成了循环。"]),
        ([("1", "amends", "2"), ("2", "amends", "1")], ["1 “第2号办法”与“第1号办法”互相修改，成了循环。"]),
        ([("1", "interprets", "2"), ("2", "interprets", "1")], ["1 “第2号办法”与“第1号办法”互相解读，成了循环。"]),
        (
            [("1", "based_on", "2"), ("2", "based_on", "3"), ("3", "based_on", "1"), ("3", "based_on", "2")],
            ["1 “第3号办法”与“第1号办法”互为依据，成了循环。", "2 “第3号办法”与“第2号办法”互为依据，成了循环。"],
        ),
        # What leads nowhere does not end the search.
        (
            [("1", "based_on", "2"), ("2", "based_on", "4"), ("1", "based_on", "3"), ("3", "based_on", "1")],
            ["1 “第3号办法”与“第1号办法”互为依据，成了循环。"],
        ),
        (
            [("1", "based_on", "2"), ("2", "based_on", "3"), ("4", "repeals", "5"), ("5", "repeals", "4")],
            ["4 “第5号办法”与“第4号办法”互相废止，成了循环。"],
        ),
        # The circle does not hold the document with which the search began.
        (
            [("1", "based_on", "2"), ("2", "repeals", "3"), ("3", "based_on", "2"), ("4", "based_on", "3")],
            ["2 “第3号办法”与“第2号办法”互为依据，成了循环。"],
        ),
    ],
)
def test_circles(stated: list[tuple[str, str, str]], told: list[str], tmp_path: Path) -> None:
    assert _circles(tmp_path, *stated) == told


def test_relations_that_may_form_a_circle(tmp_path: Path) -> None:
    first = replace(FIRST, values={"parts": (_row(papers=(_row(target="a1/2"),)),)})
    second = replace(SECOND, values={"parts": (_row(papers=(_row(target="a1/1"),)),)})
    publication = _bound(tmp_path, first, second)
    assert publication.problems == ()
    assert publication.outgoing["a1/1"] == (
        replace(related(first, "related", second), written="a1/2", place=Place("content/a.md", 9, 5)),
    )
