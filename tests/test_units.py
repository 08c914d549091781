"""Units and time limits as plans print them, the state of each task, and the page of each unit."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongkai.binding.bind import bind
from gongkai.binding.duties.task_states import Task, milestones_of, tasks_of
from gongkai.binding.duties.unit_names import pieces_of, unit_names, unit_page, units_meant
from gongkai.binding.duties.unit_register import unit_register
from gongkai.calendar.due_words import due_day, is_lasting
from gongkai.data.unit_data import unit_data
from gongkai.model.publication import Publication
from gongkai.pages.cell import Cell
from gongkai.pages.column.unit_pages import UNITS, UnitView, unit_pages
from gongkai.pages.documents.page_texts import Texts
from gongkai.pages.items.sections import sections_of
from gongkai.pages.site_view import site_view
from gongkai.reading.column_sources import read_column
from gongkai.searching.unit_entries import unit_entries
from hypothesis import example, given
from hypothesis import strategies as st

from tests.columns import SETTINGS, with_text, write_column
from tests.golden import golden

CASES: dict[str, list[Any]] = golden(Path(__file__).parent / "cases" / "units.yml")
UNITS_SETTINGS = f"""{SETTINGS}科室: [{{名称: 办公室, 电话: 000-1}}, {{名称: 财务科}}]
单位群体: [{{名称: 各县（市、区）, 别名: 各县市区, 单位: [示例甲县, 示例乙区]}}]
"""
PLAN = """
  - {序号: 1, 工作任务: 甲, 牵头单位: 办公室, 责任单位: [财务科, 各县市区], 完成时限: 2026年6月底前}
  - {序号: 2, 工作任务: 乙, 牵头单位: 各县(市、区), 完成时限: 年底前}
  - {序号: 3, 工作任务: 丙, 牵头单位: 办公室, 完成时限: 长期}
  - {序号: 4, 工作任务: 丁, 牵头单位: 市财政局, 完成时限: 3月底前}"""
MILESTONES = "\n  - {日期: 2026-04-01, 节点: 启动}\n  - {日期: 2026-12-01, 节点: 总结}"


@pytest.mark.parametrize(("words", "names"), CASES["names"])
def test_units_that_a_text_names(words: str, names: list[str]) -> None:
    assert list(unit_names(words)) == names


@example(" 等")
@given(st.text("甲局、，；（）()会同等负责 牵头单位：", max_size=30))
def test_no_character_is_lost_between_the_pieces(words: str) -> None:
    assert "".join(text for text, _ in pieces_of(words)) == words


@pytest.mark.parametrize(("words", "year", "day"), CASES["limits"])
def test_last_day_of_a_limit(words: str, year: int | None, day: date | None) -> None:
    assert due_day(words, year) == day


def test_what_has_no_last_day() -> None:
    assert [is_lasting(words) for words in CASES["lasting"]] == [True] * len(CASES["lasting"])
    assert [is_lasting(words) for words in CASES["ending"]] == [False] * len(CASES["ending"])


def _column(root: Path, reports: dict[str, str] | None = None, day: str = "2026-08-01") -> Publication:
    plan = {"文件种类": "工作要点", "年度": 2026, "任务分工": PLAN, "时间节点": MILESTONES, "责任科室": "办公室"}
    files = {"catalogue/column.yml": UNITS_SETTINGS, "content/1.md": with_text("工作要点", "1", **plan)}
    return bind(read_column(write_column(root, files | (reports or {}))), date.fromisoformat(day))


def _report(number: int, day: str, final: str, rows: str) -> dict[str, str]:
    said = {"期间": "2026年", "进展情况": "有进展", "取得成效": "有成效", "最终结果": final, "发布日期": day}
    fields = {"对应事项": "990000017/2024-00001", **said, "任务进展": rows or None}
    return {f"content/{number}.md": with_text("执行进展", str(number), **fields)}


def _states(publication: Publication) -> list[tuple[str, str, str]]:
    (plan,) = [item for item in publication.reading.items if item.kind.name == "work_plan"]
    found: list[Task] = [*tasks_of(plan, publication), *milestones_of(plan, publication)]
    return [(one.key, one.state.value, one.report.index_no if one.report else "") for one in found]


def test_states_without_a_report(tmp_path: Path) -> None:
    assert _states(_column(tmp_path)) == [
        ("1", "已到期", ""),
        ("2", "未到期", ""),
        ("3", "长期", ""),
        ("4", "已到期", ""),
        ("启动", "已到期", ""),
        ("总结", "未到期", ""),
    ]


def test_states_from_reports_that_name_tasks(tmp_path: Path) -> None:
    first = _report(2, "2026-04-10", "否", "\n  - {任务: 1, 状态: 进行中}\n  - {任务: 启动, 状态: 已完成}")
    second = _report(3, "2026-07-10", "否", "\n  - {任务: 1, 状态: 已完成}\n  - {任务: 2, 状态: 进行中}")
    assert _states(_column(tmp_path, first | second)) == [
        ("1", "已完成", "990000017/2024-00003"),
        ("2", "进行中", "990000017/2024-00003"),
        ("3", "长期", ""),
        ("4", "逾期", ""),
        ("启动", "已完成", "990000017/2024-00002"),
        ("总结", "未到期", ""),
    ]


def test_a_report_of_the_whole_makes_no_task_late(tmp_path: Path) -> None:
    states = _states(_column(tmp_path, _report(2, "2026-12-20", "是", ""), "2027-02-01"))
    assert states[:4] == [
        ("1", "未逐项报告", "990000017/2024-00002"),
        ("2", "未逐项报告", "990000017/2024-00002"),
        ("3", "长期", ""),
        ("4", "未逐项报告", "990000017/2024-00002"),
    ]


def test_both_pages_show_the_task_and_its_report(tmp_path: Path) -> None:
    report = _report(
        2, "2026-07-10", "否", "\n  - {任务: 2, 状态: 进行中, 情况: 正在办理}\n  - {任务: 启动, 状态: 已完成}"
    )
    publication = _column(tmp_path, report)
    texts = Texts(publication)
    plan, told = publication.reading.items
    tasks = next(one for one in sections_of(plan, publication, texts) if one.name == "tasks")
    assert tasks.header[-2:] == ("状态", "最近报告")
    assert tasks.row_anchors == ("task-1", "task-2", "task-3", "task-4")
    state, last = tasks.rows[1][-2:]
    assert state.state is not None
    assert (state.state.words, state.state.changes) == ("进行中", "2027-01-01:逾期")
    assert last.pieces == (Cell("2026年7月10日", "990000017/2024-00002.html"), Cell("　正在办理"))
    lines = next(one for one in sections_of(told, publication, texts) if one.name == "task_progress")
    assert [(row[0].words, row[0].url) for row in lines.rows] == [
        ("2　乙", "990000017/2024-00001.html#task-2"),
        ("启动", "990000017/2024-00001.html#milestone-542f-52a8"),
    ]


def test_a_group_stands_for_its_units(tmp_path: Path) -> None:
    settings = _column(tmp_path).reading.settings
    assert units_meant("办公室、各县(市、区)", settings) == ("办公室", "各县（市、区）", "示例甲县", "示例乙区")
    assert units_meant("机关各科室", settings) == ("机关各科室", "办公室", "财务科")
    short = replace(settings, agency=replace(settings.agency, short_names=("市商务局",)))
    assert units_meant("市商务局", short) == ("示例市商务局",)


def test_every_unit_has_a_page_with_its_tasks_and_items(tmp_path: Path) -> None:
    publication = _column(tmp_path)
    found = {
        name: ([(task.key, part) for task, part in one.tasks], [item.index_no for item in one.items], one.groups)
        for name, one in unit_register(publication).items()
    }
    group = ("各县（市、区）",)
    assert found == {
        "办公室": ([("1", "牵头"), ("3", "牵头")], ["990000017/2024-00001"], ()),
        "财务科": ([("1", "责任")], [], ()),
        "各县（市、区）": ([("1", "责任"), ("2", "牵头")], [], ()),
        "示例甲县": ([("1", "责任"), ("2", "牵头")], [], group),
        "示例乙区": ([("1", "责任"), ("2", "牵头")], [], group),
        "市财政局": ([("4", "牵头")], [], ()),
    }
    pages = {page.url: page for page in unit_pages(publication, site_view(publication))}
    assert set(pages) == {UNITS, *map(unit_page, found)}
    office = pages[unit_page("办公室")].view
    assert isinstance(office, UnitView)
    assert (office.title, office.phone, office.count) == ("办公室", "000-1", 1)
    assert office.tasks is not None
    assert [[row[at].words for at in (0, 3, 4)] for row in office.tasks.rows] == [
        ["1　甲", "2026年6月底前", "牵头"],
        ["3　丙", "长期", "牵头"],
    ]


def test_a_unit_is_found_by_its_name_and_its_tasks(tmp_path: Path) -> None:
    found = {entry.title: (entry.url, entry.kind, entry.text) for entry in unit_entries(_column(tmp_path))}
    plan = "关于做好第1项工作的通知"
    assert found["办公室"] == (
        unit_page("办公室"),
        "科室和单位",
        f"电话：000-1\n{plan}，牵头：甲（已到期）\n{plan}，牵头：丙（长期）",
    )
    assert found["各县（市、区）"][2].startswith("包括：示例甲县、示例乙区\n")
    assert set(found) == set(unit_register(_column(tmp_path)))


def test_units_are_open_data(tmp_path: Path) -> None:
    office, finance, *_ = unit_data(_column(tmp_path))
    task = {"plan": "990000017/2024-00001", "state": "已到期", "due": "2026-06-30", "no": "1", "task": "甲"}
    assert finance == {
        "name": "财务科",
        "url": unit_page("财务科"),
        "tasks": [{**task, "part": "责任"}],
        "items": [],
    }
    assert (office["phone"], office["items"]) == ("000-1", ["990000017/2024-00001"])


def test_every_unit_link_of_the_demonstration_has_its_page(site: Path, demonstration: Publication) -> None:
    for name in unit_register(demonstration):
        assert (site / unit_page(name)).is_file(), name
    page = (site / "990000017" / "2026-00401.html").read_text(encoding="utf-8")
    assert f'<a href="../{unit_page("示例甲县商务局")}">示例甲县商务局</a>' in page
    assert f'<a href="../{unit_page("各县（市、区）商务主管部门")}">各县（市、区）</a>' in page
