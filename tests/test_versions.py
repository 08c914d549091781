"""Texts over time: what stood on which day, how it came about, and how two of them compare on a page."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.model.publication import Publication
from gongkai.pages.documents.clause_marks import clause_marks
from gongkai.pages.documents.shown_text import shown_source
from gongkai.pages.documents.text_comparison_view import Fold, Row, Side, compare
from gongkai.pages.documents.version_view import version_badge
from gongkai.pages.page import Page
from gongkai.pages.site import pages_of
from gongkai.reading.column_sources import read_column
from gongkai.texts.clauses import (
    clause_key,
    clauses_of,
    insert_clause_after,
    passages_of,
    replace_clause,
    without_clause_number,
)
from gongkai.texts.differences.word_differences import Change
from gongkai.texts.versions import Versions, versions_of
from hypothesis import given
from hypothesis import strategies as st

from tests.columns import write_column
from tests.golden import golden

CASE = golden(Path(__file__).parent / "cases" / "checking" / "amended_texts-pass.yml")
ORIGINAL = "990000017/2020-00001"
RULE = "第一条　甲。\n\n第二条　乙：\n\n（一）丙；\n\n（二）丁。\n\n第三条　戊。\n"


def _column(root: Path, day: str = "2026-11-20", **changed: str) -> Publication:
    files = {**CASE["files"], **{f"content/{name}.md": text for name, text in changed.items()}}
    return bind(read_column(write_column(root, files)), date.fromisoformat(day))


def _versions(publication: Publication) -> Versions:
    versions = versions_of(publication.by_index[ORIGINAL], publication)
    assert versions
    return versions


def _articles(source: str) -> list[str]:
    return [f"{one.label}：{one.text}" for one in passages_of(source) if one.label]


def test_the_text_of_every_day(tmp_path: Path) -> None:
    versions = _versions(_column(tmp_path))
    told = [(one.day.isoformat(), str(one.until), one.own, one.published_whole, one.clauses) for one in versions.known]
    assert told == [
        ("2020-04-01", "2022-03-31", False, False, ()),
        ("2022-04-01", "2023-03-31", False, False, ("第二条", "第二条之一")),
        ("2023-04-01", "None", True, True, ("第三条",)),
    ]
    assert versions.original is versions.known[0]
    assert _articles(versions.on(date(2022, 4, 1)).source) == [
        "第一条：为规范管理，制定本办法。",
        "第二条：补助不超过五十万元。",
        "第二条之一：申报单位应当提交：\n（一）申请书；\n（二）营业执照。",
        "第三条：自公布之日起施行。",
    ]
    assert versions.on(date(2022, 3, 31)).original
    assert versions.on(date(2019, 1, 1)).original
    assert versions.on(date(2030, 1, 1)).url == "990000017/2020-00001/versions/2023-04-01.html"


def test_an_amendment_without_words_breaks_the_chain_until_a_whole_text(tmp_path: Path) -> None:
    silent = CASE["files"]["content/b.md"].split("    新条文:")[0] + "    条款: [第二条]\n---\n\n第二条作相应修改。\n"
    versions = _versions(_column(tmp_path, b=silent))
    assert [one.day.isoformat() for one in versions.known] == ["2020-04-01", "2023-04-01"]
    assert [one.relation.source.index_no for one in versions.unknown] == ["990000017/2022-00001"]


def test_marks_of_the_texts_follow_the_day(tmp_path: Path) -> None:
    publication = _column(tmp_path, "2023-03-10")
    item = publication.by_index[ORIGINAL]
    badges = [version_badge(item, one, publication) for one in _versions(publication).known]
    assert [(one.words, one.changes) for one in badges] == [
        ("历史文本", ""),
        ("现行文本", "2023-04-01:历史文本"),
        ("尚未施行", "2023-04-01:现行文本"),
    ]


def test_texts_of_a_repealed_document_end_with_it(tmp_path: Path) -> None:
    repeal = (
        "---\n类型: 政策文件\n索引号: 990000017/2024-00001\n标题: 关于废止《办法》的通知\n文件类别: 其他文件\n成文日期: 2024-03-04\n"
        "发布日期: 2024-03-06\n公开属性: 主动公开\n废止: [{文件: 示商规〔2020〕1号, 日期: 2024-04-01}]\n---\n\n废止《办法》。\n"
    )
    publication = _column(tmp_path, z=repeal)
    last = _versions(publication).known[-1]
    assert last.until == date(2024, 3, 31)
    assert version_badge(publication.by_index[ORIGINAL], last, publication).words == "历史文本"
    page = _pages(publication)["990000017/2020-00001/versions/2023-04-01.html"]
    assert [notice.after for one in page.view.banners for notice in one.notices] == ["废止。"]


def _pages(publication: Publication) -> dict[str, Page]:
    return {page.url: page for page in pages_of(publication)}


def test_pages_of_texts_and_comparisons(tmp_path: Path) -> None:
    pages = _pages(_column(tmp_path))
    beside = {url: page for url, page in pages.items() if url.startswith(f"{ORIGINAL}/")}
    assert sorted(beside) == [
        "990000017/2020-00001/compare-2022-04-01.html",
        "990000017/2020-00001/compare-2023-04-01.html",
        "990000017/2020-00001/compare.html",
        "990000017/2020-00001/versions/2022-04-01.html",
        "990000017/2020-00001/versions/2023-04-01.html",
        "990000017/2020-00001/versions/original.html",
    ]
    assert {page.canonical for page in beside.values()} == {"990000017/2020-00001.html"}
    assert not any(page.listed for page in beside.values())
    assert beside["990000017/2020-00001/compare.html"].title == "《办法》修改对照表（2023年4月1日）"
    assert [link.url for link in beside["990000017/2020-00001/compare.html"].view.by] == [
        "990000017/2022-00001.html",
        "990000017/2023-00001.html",
    ]
    banner = pages[f"{ORIGINAL}.html"].view.banners[0]
    assert [(one.words, [line.url for line in one.lines]) for one in banner.notices][-1] == (
        "以下是2023年4月1日起的现行文本；另见",
        ["990000017/2020-00001/versions/original.html"],
    )


def test_the_table_of_two_texts() -> None:
    old = "## 办法\n\n第一条　甲方应当申请。\n\n第二条　限额三十万元。\n\n第三条　自公布之日起施行。"
    new = old.replace("三十万元", "五十万元")
    table = compare(old, new)
    assert table.counts == (("修改", 1), ("未修改", 2))
    first, row, last = table.rows
    assert isinstance(first, Fold)
    assert first.words == "第一条未修改"
    assert isinstance(last, Fold)
    assert isinstance(row, Row)
    assert isinstance(row.old, Side)
    assert [(run.change, run.text) for run in row.old.runs] == [
        (Change.KEPT, "限额"),
        (Change.REMOVED, "三十万元"),
        (Change.KEPT, "。"),
    ]
    assert (row.change, row.tone, row.old.label, table.same, compare(old, old).same) == (
        "修改",
        "changed",
        "第二条",
        False,
        True,
    )


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("第五条", ("条", 5, 0)),
        ("第5条", ("条", 5, 0)),
        ("第二十一条之三", ("条", 21, 3)),
        ("第一部分", ("部分", 1, 0)),
        ("一、", ("部分", 1, 0)),
        ("三", ("部分", 3, 0)),
        ("第五条第二款", None),
        ("附件2", None),
        ("", None),
    ],
)
def test_names_of_clauses(written: str, key: tuple[str, int, int] | None) -> None:
    assert clause_key(written) == key


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("“补助不超过五十万元。”", "补助不超过五十万元。"),
        ("第二条　补助不超过五十万元。", "补助不超过五十万元。"),
        ("“第二条　补助“专款专用”。”", "补助“专款专用”。"),
        ("“甲”和“乙”", "“甲”和“乙”"),
        ("下列情形：\n（一）甲", "下列情形：\n（一）甲"),
    ],
)
def test_wordings_as_staff_write_them(written: str, expected: str) -> None:
    assert without_clause_number(written, "第二条") == expected


def test_a_clause_changes_in_its_place() -> None:
    first, second, third = clauses_of(RULE)
    assert [one.passage.text for one in (first, second, third)] == ["甲。", "乙：\n（一）丙；\n（二）丁。", "戊。"]
    assert replace_clause(RULE, second, "己。\n庚。") == "第一条　甲。\n\n第二条　己。\n\n庚。\n\n第三条　戊。\n"
    assert replace_clause(RULE, second, "") == "第一条　甲。\n\n第三条　戊。\n"
    assert insert_clause_after(RULE, third, "第四条", "己。") == f"{RULE}\n第四条　己。\n"


def test_parts_of_a_notice_without_articles() -> None:
    source = "各单位：\n\n一、总体要求\n\n做好工作。\n\n二、工作任务\n\n（一）甲。\n\n示例市商务局\n\n2024年3月1日"
    assert [(one.key, one.passage.text) for one in clauses_of(source)] == [
        (("部分", 1, 0), "总体要求\n做好工作。"),
        (("部分", 2, 0), "工作任务\n（一）甲。"),
    ]


@given(st.integers(0, 2), st.text(st.sampled_from("甲乙丙丁，。（）"), min_size=1, max_size=30))
def test_other_clauses_stay_word_for_word(number: int, wording: str) -> None:
    clauses = clauses_of(RULE)
    after = clauses_of(replace_clause(RULE, clauses[number], wording))
    assert [one.key for one in after] == [one.key for one in clauses]
    assert [one.passage for n, one in enumerate(after) if n != number] == [
        one.passage for n, one in enumerate(clauses) if n != number
    ]


def test_a_whole_new_text_is_marked_by_its_own_numbers(demonstration: Publication) -> None:
    """The amending document names 第十条 and 第十四条, which have other numbers in the text that it brought."""
    item = demonstration.by_index["990000017/2023-00001"]
    lines = shown_source(item, demonstration).split("\n")
    told = [(lines[mark.line].partition("　")[0], mark.words, mark.after) for mark in clause_marks(item, demonstration)]
    assert told == [
        (label, "自2026年1月1日起，本条由", "修改（以下为修改后的文字）。")
        for label in ("第四条", "第十一条", "第十五条")
    ]
