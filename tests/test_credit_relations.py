"""Why a company is on a credit list, and which projects it takes part in: known at both ends while it is on the list."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from gongkai.binding.bind import bind
from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.pages.items.item_relations import relations_of
from gongkai.pages.records.record_citations import RecordCitations
from gongkai.reading.column_sources import read_column

from tests.columns import document, with_text, write_column

PENALTIES, LIST, RESULT, PROJECT = (f"990000017/2024-0000{number}" for number in range(1, 5))
FILES = {
    "content/1.md": with_text("行政处罚", "1", 标题="处罚", 期间="2024年2月", 记录="1.csv"),
    "content/1.csv": "行政相对人名称,统一社会信用代码,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,处罚决定日期,"
    "公示截止期,处罚机关\n甲公司,91990000200004583N,示商罚决〔2024〕1号,甲,乙,丙,罚款,丁,2024-02-19,2027-02-19,示例市商务局\n",
    "content/2.md": with_text("信用名单", "2", 标题="名单", 期间="2024年3月", 记录="2.csv"),
    "content/2.csv": "主体名称,统一社会信用代码,名单种类,等级,事由与依据,处罚决定书文号,列入依据,列入日期,移出日期\n"
    "甲公司,91990000200004583N,重点关注名单,D,处罚,示商罚决（2024）1号,,2024-03-01,2025-03-01\n"
    "乙公司,91990000200005551L,信用评价结果,B,抽查,,990000017/2024-00003,2024-03-02,\n",
    "content/3.md": document("3", 标题="抽查通报", 发文字号="示商发〔2024〕3号"),
    "content/4.md": with_text(
        "重大建设项目", "4", 标题="项目", 项目类别="民生实事", 项目代码="2024-1", 实施单位及责任人="甲", 实施进展="[{日期: 2024-03-01, 进展: 开工}]",
        阶段="[{阶段: 开工}]", 参建单位="[{角色: 施工, 单位: 甲公司}, {角色: 监理, 单位: 丙公司, 统一社会信用代码: 91990000200005551L}]",
    ),
}  # fmt: skip


def _on(root: Path, day: date) -> Publication:
    return bind(read_column(write_column(root, FILES)), day)


def _ends(publication: Publication, number: str) -> list[tuple[str, str, str, str]]:
    return [
        (
            one.kind.name,
            one.written,
            one.target.index_no if isinstance(one.target, Item) else "",
            one.entry.words if one.entry else "",
        )
        for one in publication.outgoing.get(number, ())
    ]


def test_a_listing_names_its_penalty_and_a_project_those_on_the_list(tmp_path: Path) -> None:
    publication = _on(tmp_path, date(2024, 12, 1))
    assert _ends(publication, LIST) == [
        ("listed_for", RESULT, RESULT, ""),
        ("listed_for", "示商罚决（2024）1号", PENALTIES, "示商罚决〔2024〕1号"),
    ]
    assert _ends(publication, PROJECT) == [
        ("on_credit_list", "甲公司", LIST, "甲公司"),
        ("on_credit_list", "91990000200005551L", LIST, "91990000200005551L"),
    ]


def test_the_other_ends_say_so(tmp_path: Path) -> None:
    publication = _on(tmp_path, date(2024, 12, 1))
    punished = RecordCitations(publication.by_index[PENALTIES], publication)
    assert punished.next_of("示商罚决-2024-1号") == (
        "由此列入信用名单",
        "91990000200004583N（2024-03-01）",
        "990000017/2024-00002.html#91990000200004583N",
    )
    listed = RecordCitations(publication.by_index[LIST], publication)
    project = ("参建以下项目", "项目", "990000017/2024-00004.html#f-participants")
    assert [listed.next_of(code) for code in ("91990000200004583N", "91990000200005551L")] == [project, project]
    groups = relations_of(publication.by_index[RESULT], publication)
    assert [(one.heading, [line.title for line in one.lines]) for one in groups] == [
        ("由此列入信用名单（1 处）", ["名单"])
    ]


def test_nothing_is_said_any_more_after_the_removal(tmp_path: Path) -> None:
    publication = _on(tmp_path, date(2025, 3, 2))
    assert _ends(publication, LIST) == [("listed_for", RESULT, RESULT, "")]
    assert [written for _, written, *_ in _ends(publication, PROJECT)] == ["91990000200005551L"]
    assert RecordCitations(publication.by_index[PENALTIES], publication).next_of("示商罚决-2024-1号") == ()
