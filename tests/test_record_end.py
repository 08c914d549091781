"""Penalties past 公示截止期 and subjects removed from a list: not on pages, in search or in files; the history says why."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.binding.records.record_end import published_table
from gongkai.checking import check
from gongkai.data.feeds import write_feeds
from gongkai.data.record_files import write_record_files
from gongkai.model.publication import Publication
from gongkai.pages.site import pages_of
from gongkai.pages.site_view import site_view
from gongkai.reading.column_sources import read_column
from gongkai.rendering.page_html import PageRenderer
from gongkai.searching.records.record_index import publish_record_search

from tests.columns import write_column
from tests.templates import templates

COMMON = "发布日期: 2025-11-10\n公开属性: 主动公开\n历史遗留: 是\n"
PENALTIES = (
    "行政相对人名称,行政处罚决定书文号,违法行为类型,违法事实,处罚依据,处罚类别,处罚内容,处罚决定日期,公示截止期,处罚机关,罚款金额\n"
    "甲公司,示罚〔2025〕1号,违规,事实甲,某法,罚款,罚款甲,2025-11-03,2026-11-03,局,1.00\n"
    "乙公司,示罚〔2025〕2号,违规,事实乙,某法,罚款,罚款乙,2025-11-04,2026-11-04,局,\n"
    "丙公司,示罚〔2025〕3号,违规,事实丙,某法,其他,罚款丙,2025-11-05,2028-11-05,局,\n"
)
LISTED = (
    "主体名称,统一社会信用代码,名单种类,事由与依据,列入日期,移出日期\n"
    "丁公司,91990000100000027B,重点关注名单,欠款,2025-01-02,2026-10-31\n"
    "戊公司,919900001000000351,重点关注名单,欠款,2025-01-02,\n"
)
FILES = {
    "catalogue/p.yml": f"类型: 行政处罚\n编号: p\n标题: 处罚公示\n期间: 2025年11月\n记录: p.csv\n{COMMON}",
    "catalogue/p.csv": PENALTIES,
    "catalogue/c.yml": f"类型: 信用名单\n编号: c\n标题: 名单\n期间: 2025年\n记录: c.csv\n{COMMON}",
    "catalogue/c.csv": LISTED,
}


def _column(root: Path, day: str, files: dict[str, str] | None = None) -> Publication:
    return bind(read_column(write_column(root, {**FILES, **(files or {})})), date.fromisoformat(day))


def _keys(publication: Publication, number: str = "p") -> list[str]:
    table = publication.records[number]
    key = table.position(publication.by_index[number].kind.record.key)
    return [record.cells[key] for record in table.rows()]


def _everything(publication: Publication, folder: Path) -> str:
    """All that the public gets: pages, data files, feed and search."""
    renderer = PageRenderer(templates(), site_view(publication), {})
    write_record_files(publication, folder)
    write_feeds(publication, folder)
    publish_record_search(publication, folder)
    files = (path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*")) if path.is_file())
    return "".join([*(renderer.html(page) for page in pages_of(publication)), *files])


@pytest.mark.parametrize(
    ("day", "left"),
    [("2026-11-03", 0), ("2026-11-04", 1), ("2026-11-05", 2), ("2028-11-05", 2), ("2028-11-06", 3)],
)
def test_the_last_day_is_still_public_and_the_next_is_not(tmp_path: Path, day: str, left: int) -> None:
    publication = _column(tmp_path, day)
    assert _keys(publication) == ["示罚〔2025〕3号", "示罚〔2025〕2号", "示罚〔2025〕1号"][: 3 - left]
    assert [(change.key, change.action.value, change.reason) for change in publication.records["p"].changes] == [
        (f"示罚〔2025〕{number}号", "撤下", "公示期已满") for number in range(1, left + 1)
    ]


def test_nothing_public_says_what_a_penalty_said(tmp_path: Path) -> None:
    before = _everything(_column(tmp_path / "before", "2026-11-03"), tmp_path / "out" / "before")
    after = _everything(_column(tmp_path / "after", "2026-11-20"), tmp_path / "out" / "after")
    for words in ("甲公司", "事实甲", "罚款甲", "乙公司", "丁公司"):
        assert words in (
            before if words != "丁公司" else _everything(_column(tmp_path / "c", "2026-10-01"), tmp_path / "c")
        )
        assert words not in after, words
    assert "丙公司" in after
    assert "戊公司" in after
    # A subject removed from a list is not even named by its code.
    assert "91990000100000027B" not in after
    assert "（编号不再列出）" in after


def test_the_history_says_when_and_why(tmp_path: Path) -> None:
    publication = _column(tmp_path, "2026-11-20")
    write_record_files(publication, tmp_path / "out")
    lines = (tmp_path / "out" / "penalties" / "changes.csv").read_text(encoding="utf-8-sig").split("\n")
    assert [line.split(",")[1:4] + line.split(",")[7:8] for line in lines[1:3]] == [
        ["示罚〔2025〕2号", "2026-11-05", "撤下", "公示期已满"],
        ["示罚〔2025〕1号", "2026-11-04", "撤下", "公示期已满"],
    ]
    write_feeds(publication, tmp_path / "out")
    assert "示罚〔2025〕1号撤下，理由：公示期已满" in (tmp_path / "out" / "feed.xml").read_text(encoding="utf-8")


def test_what_the_agency_withdrew_itself_is_told_once_in_its_own_words(tmp_path: Path) -> None:
    changes = (
        "行政处罚决定书文号,日期,动作,字段,原值,理由,依据\n示罚〔2025〕1号,2026-02-01,撤下,,,当事人完成信用修复,\n"
    )
    files = {
        "catalogue/p.yml": FILES["catalogue/p.yml"] + "记录变更: h.csv\n",
        "catalogue/h.csv": changes,
        "catalogue/p.csv": PENALTIES,
    }
    told = _column(tmp_path, "2026-11-04", files).records["p"].changes
    assert [(change.key, change.reason) for change in told] == [("示罚〔2025〕1号", "当事人完成信用修复")]


def test_a_record_published_again_leaves_once_more(tmp_path: Path) -> None:
    changes = (
        "行政处罚决定书文号,日期,动作,字段,原值,理由,依据\n示罚〔2025〕1号,2026-02-01,撤下,,,核对,\n"
        "示罚〔2025〕1号,2026-02-10,新增,,,核对完毕,\n"
    )
    files = {"catalogue/p.yml": FILES["catalogue/p.yml"] + "记录变更: h.csv\n", "catalogue/h.csv": changes}
    publication = _column(tmp_path, "2026-11-04", files)
    assert [(change.action.value, change.reason) for change in publication.records["p"].changes] == [
        ("撤下", "核对"),
        ("新增", "核对完毕"),
        ("撤下", "公示期已满"),
    ]
    assert not [one for one in check(publication) if one.rule.startswith("change-")]


def test_what_was_corrected_of_a_subject_that_left_does_not_name_it(tmp_path: Path) -> None:
    changes = (
        "统一社会信用代码,日期,动作,字段,原值,理由,依据\n91990000100000027B,2025-12-01,更正,事由与依据,拖欠工资,笔误,\n"
    )
    files = {"catalogue/c.yml": FILES["catalogue/c.yml"] + "记录变更: ch.csv\n", "catalogue/ch.csv": changes}
    before = _everything(_column(tmp_path / "before", "2026-10-01", files), tmp_path / "out" / "before")
    publication = _column(tmp_path / "after", "2026-11-20", files)
    after = _everything(publication, tmp_path / "out" / "after")
    for words in ("91990000100000027B", "拖欠工资"):
        assert words in before
        assert words not in after
    assert [change.action.value for change in publication.records["c"].changes] == ["更正", "撤下"]
    assert not [one for one in check(publication) if one.rule.startswith("change-")]


def test_columns_are_those_of_what_is_left(tmp_path: Path) -> None:
    table = _column(tmp_path, "2026-11-20").records["p"]
    assert "fine" not in table.filled
    assert table.constant == frozenset()
    write_record_files(_column(tmp_path, "2026-11-20"), tmp_path / "out")
    (line,) = (tmp_path / "out" / "penalties" / "records.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["holder"] == "丙公司"


def test_an_item_whose_records_have_all_left_is_still_a_page(tmp_path: Path) -> None:
    publication = _column(tmp_path, "2029-01-01")
    assert _keys(publication) == []
    html = _everything(publication, tmp_path / "out")
    assert "记录的新增、更正和撤下" in html
    assert "丙公司" not in html


def test_staff_are_told_and_asked_for_nothing(tmp_path: Path) -> None:
    found = [one for one in check(_column(tmp_path, "2026-11-20")) if one.rule == "record-left"]
    assert [str(one) for one in found] == [
        "catalogue/c.csv:2:1: 提示[record-left] 1 条记录已移出名单，网页、检索和数据文件不再公开，最早在第 2 行。 "
        "不用删除，源文件按档案规定保存；日期有变化的请改正。",
        "catalogue/p.csv:2:1: 提示[record-left] 2 条记录公示期已满，网页、检索和数据文件不再公开，最早在第 2 行。 "
        "不用删除，源文件按档案规定保存；日期有变化的请改正。",
    ]


def test_permits_past_their_term_stay_and_are_marked(tmp_path: Path) -> None:
    permits = (
        "行政相对人名称,行政许可决定文书号,许可内容,许可决定日期,有效期自,有效期至\n"
        "己公司,一号,经营,2020-01-02,2020-01-02,2021-01-02\n"
    )
    files = {
        "catalogue/x.yml": f"类型: 行政许可\n编号: x\n标题: 许可公示\n期间: 2020年\n记录: x.csv\n{COMMON}",
        "catalogue/x.csv": permits,
    }
    publication = _column(tmp_path, "2026-11-20", files)
    assert _keys(publication, "x") == ["一号"]
    assert publication.records["x"].left == ()


def test_leaving_takes_time_in_proportion_to_the_records(tmp_path: Path) -> None:
    few, many = (_seconds_to_leave(tmp_path / str(rows), rows) for rows in (500, 4000))
    # Eight times the records; what grows with the square would take sixty-four times as long.
    assert many < 24 * few


def _seconds_to_leave(root: Path, rows: int) -> float:
    """Seconds of computing, at best, in which that many records leave."""
    head = PENALTIES.partition("\n")[0]
    lines = (f"公司{n},示罚〔2025〕{n}号,违规,事实,某法,罚款,罚款甲,2025-11-03,2026-11-03,局,1.00" for n in range(rows))
    publication = _column(root, "2026-11-03", {"catalogue/p.csv": "\n".join([head, *lines, ""])})
    item, table = publication.by_index["p"], publication.records["p"]
    times = []
    for _ in range(3):
        started = time.process_time()
        assert len(published_table(item, table, date(2026, 11, 4)).left) == rows
        times.append(time.process_time() - started)
    return min(times)
