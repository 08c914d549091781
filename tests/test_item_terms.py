"""What is announced for some days says its state on each of them, the same on the page, in lists, in search and in the data."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongkai.binding.bind import bind
from gongkai.data.item_data import item_data
from gongkai.model.badge import badge_on
from gongkai.model.publication import Publication
from gongkai.pages.items.promises import promises_of
from gongkai.pages.lists.line import line_of
from gongkai.reading.column_sources import read_column
from gongkai.searching.standing import standing_of

from tests.columns import document, write_column
from tests.golden import golden

CASES: list[dict[str, Any]] = golden(Path(__file__).parent / "cases" / "terms.yml")


def _on(root: Path, files: dict[str, str], day: date) -> Publication:
    return bind(read_column(write_column(root, files)), day)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_state_on_each_day(case: dict[str, Any], tmp_path: Path) -> None:
    for day, told in case["days"].items():
        publication = _on(tmp_path, case["files"], day)
        item = publication.reading.items[0]
        badge = badge_on(item, publication)
        assert badge is not None
        assert f"{badge.words} {badge.tone} | {badge.changes}".rstrip() == told.rstrip(), day
        assert line_of(item, publication).badge == badge
        standing = standing_of(item, publication)
        later = [(change.split(":")[0], change.split(":")[1]) for change in badge.changes.split()]
        assert (standing.state, standing.explains, standing.of_term) == (badge.words, False, True)
        assert [(one.isoformat(), words) for one, words in standing.changes] == later
        data = item_data(item, publication)["term_state"]
        assert isinstance(data, dict)
        assert (data["state"], data["as_of"]) == (badge.words, day.isoformat())
        assert [(one["date"], one["state"]) for one in data.get("changes", [])] == later


def test_what_has_a_validity_shows_that(tmp_path: Path) -> None:
    publication = _on(tmp_path, {"content/a.md": document("1", 公示期至="2026-03-09")}, date(2026, 3, 1))
    assert publication.terms == {}


def test_what_has_no_term_has_no_badge(tmp_path: Path) -> None:
    text = "类型: 突发事件信息\n索引号: 990000017/2026-00001\n标题: 预案\n信息种类: 应急预案\n预警开始: 2026-03-02 08:00\n发布日期: 2026-03-02\n"
    publication = _on(tmp_path, {"catalogue/a.yml": text}, date(2026, 3, 3))
    [item] = publication.reading.items
    assert (badge_on(item, publication), "term_state" in item_data(item, publication)) == (None, False)


PLAN = """- 类型: 工作要点
  索引号: 990000017/2026-00001
  标题: 要点
  发文字号: 示商发〔2026〕1号
  印发日期: 2026-03-02
  下级方案公开期限: 印发后30个工作日内
  发布日期: 2026-03-03
"""
FIRST = """- 类型: 工作要点
  索引号: 990000017/2026-00002
  标题: 按期的方案
  落实的上级要点: 示商发〔2026〕1号
  发布日期: 2026-04-14
"""
SECOND = """- 类型: 工作要点
  索引号: 990000017/2026-00003
  标题: 迟了的方案
  落实的上级要点: 示商发〔2026〕1号
  发布日期: 2026-04-15
"""


def _promised(publication: Publication) -> list[str]:
    return [
        f"{item.title}：[{one.badge.words} {one.badge.tone} {one.badge.changes}] {one.words} {one.line.title if one.line else ''} {one.done}"
        for item in publication.reading.items
        for one in promises_of(item, publication)
    ]


def test_both_ends_say_by_when_a_plan_was_due(tmp_path: Path) -> None:
    due = "落实方案：应于2026年4月14日前公开（印发日期2026年3月2日起30个工作日）"
    waiting = _on(tmp_path, {"catalogue/a.yml": PLAN}, date(2026, 4, 14))
    assert _promised(waiting) == [f"要点：[待公开 soon 2026-04-15:已过期限:changed] {due}  "]
    overdue = _on(tmp_path, {"catalogue/a.yml": PLAN}, date(2026, 4, 15))
    assert _promised(overdue) == [f"要点：[已过期限 changed ] {due}  "]
    answered = _on(tmp_path, {"catalogue/a.yml": PLAN + FIRST + SECOND}, date(2026, 5, 1))
    assert _promised(answered) == [
        f"要点：[按期 live ] {due} 按期的方案 2026年4月14日",
        f"要点：[迟于期限 changed ] {due} 迟了的方案 2026年4月15日",
        f"按期的方案：[按期 live ] {due}  2026年4月14日",
        f"迟了的方案：[迟于期限 changed ] {due}  2026年4月15日",
    ]


def test_a_document_says_when_its_interpretation_is_due(tmp_path: Path) -> None:
    files = {
        "content/a.md": document(
            "1", 规范性文件="是", 印发日期="2026-12-29", 发布日期="2026-12-30", 成文日期="2026-12-28"
        )
    }
    # 2027 has no holiday notice yet: 元旦 is a Friday by the regulation.
    assert _promised(_on(tmp_path, files, date(2026, 12, 31))) == [
        "关于做好第1项工作的通知：[待公开 soon 2027-01-05:已过期限:changed] "
        "政策解读：应于2027年1月4日前公开（印发日期2026年12月29日起3个工作日，暂估：当年放假安排还没有公布）  "
    ]


def test_a_notice_says_that_its_outcome_is_to_come(tmp_path: Path) -> None:
    files = CASES[0]["files"]
    due = "结果公告：公示期满以后发布（公示期到2026年3月9日）"
    assert _promised(_on(tmp_path, files, date(2026, 3, 5))) == [f"公示：[公示中 live 2026-03-10:待公告:over] {due}  "]
    assert _promised(_on(tmp_path, files, date(2026, 3, 10))) == [f"公示：[待公告 over ] {due}  "]
    assert _promised(_on(tmp_path, files, date(2026, 3, 20))) == []
