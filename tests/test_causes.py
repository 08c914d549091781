"""One cause is one message with its count and first places, and nothing is said of what follows from it."""

from __future__ import annotations

import json
import time
from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.checking import check
from gongkai.commands.reporting import as_github, as_json, as_refusal, as_screen, summary
from gongkai.model.problems.causes import causes_of
from gongkai.model.problems.problem import Level, Problem
from gongkai.reading.column_sources import read_column

from tests.columns import document, write_column
from tests.golden import golden
from tests.measuring import at_most

PERMITS = """类型: 行政许可
索引号: 990000017/2025-00020
标题: 许可
期间: 2025年3月
发布日期: 2025-03-12
公开属性: 主动公开
历史遗留: 是
记录: p.csv
"""
HEADER = "行政相对人名称,行政许可决定文书号,许可内容,许可决定日期,许可机关\n"
TOTALS = """类型: “三公”经费
索引号: 990000017/2025-00012
标题: 2025年“三公”经费预算
发布日期: 2025-03-12
公开属性: 主动公开
年度: 2025
口径: 预算
单位: 万元
合计: 90
因公出国（境）费: 3
公务用车购置及运行费: 4
公务用车购置费: 0
公务用车运行费: 4
公务接待费: {reception}
增减变化说明: 无变化
"""


def _cell(line: int, written: str, right: str = "2025-03-01") -> Problem:
    what = f"“许可决定日期”写成“{written}”，格式不统一。"
    return Problem("catalogue/p.csv", line, 4, "date-form", Level.ERROR, what, f"请写成 {right}。")


def _errors(root: Path, files: dict[str, str]) -> list[tuple[str, int, str]]:
    publication = bind(read_column(write_column(root, files)), date(2026, 11, 20))
    return [(one.path, one.line, one.rule) for one in check(publication) if one.level is Level.ERROR]


def test_two_hundred_cells_of_one_kind_are_one_message() -> None:
    cells = [_cell(line, f"2025/3/{line}", f"2025-03-{line}") for line in range(2, 202)]
    assert as_screen(cells).split("\n") == [
        "catalogue/p.csv:2:4: 错误[date-form] “许可决定日期”写成“2025/3/2”，格式不统一。",
        "    请写成 2025-03-2。",
        "    另有 199 处：第 3 行“2025/3/3”、第 4 行“2025/3/4”、第 5 行“2025/3/5”、第 6 行“2025/3/6”、第 7 行“2025/3/7”等。",
    ]
    assert summary(cells) == "共 1 条错误（200 处）；有错误，不能发布。"
    assert as_refusal(cells) == as_screen(cells)
    assert len(as_github(cells).split("\n")) == 1
    assert as_github(cells).endswith("第 7 行“2025/3/7”等。")
    assert [one["line"] for one in json.loads(as_json(cells))["problems"]] == list(range(2, 202))


def test_the_same_mistake_in_many_files_is_one_message() -> None:
    def missing(name: str, label: str) -> Problem:
        what = f"没有“{label}”这一项，是否指“发布日期”？"
        return Problem(f"content/{name}.md", 8, 1, "unknown-label", Level.ERROR, what, "请改成“发布日期”。")

    same = [missing(f"{number:02}", "发布日期期") for number in range(21)]
    other = Problem("content/z.md", 3, 1, "spam", Level.ERROR, "这一行是广告。", "请删除。")
    assert as_screen([*same, other]).split("\n") == [
        "content/00.md:8:1: 错误[unknown-label] 没有“发布日期期”这一项，是否指“发布日期”？",
        "    请改成“发布日期”。",
        "    另有 20 处，一共在 21 个文件里：content/01.md 第 8 行、content/02.md 第 8 行、content/03.md 第 8 行、"
        "content/04.md 第 8 行、content/05.md 第 8 行等。",
        "content/z.md:3:1: 错误[spam] 这一行是广告。",
        "    请删除。",
    ]
    assert summary([*same, other]) == "共 2 条错误（22 处）；有错误，不能发布。"
    assert [len(cause.problems) for cause in causes_of(same[:20])] == [1] * 20


def test_a_few_are_told_one_by_one_if_they_are_not_the_same() -> None:
    few = [_cell(2, "2025/3/2", "2025-03-02"), _cell(3, "2025/3/3", "2025-03-03")]
    assert [cause.others for cause in causes_of(few)] == ["", ""]
    assert [cause.others for cause in causes_of([_cell(2, "近日"), _cell(9, "近日")])] == ["另有 1 处：第 9 行。"]
    assert summary(few) == "共 2 条错误；有错误，不能发布。"


@pytest.mark.parametrize(
    "other",
    [
        Problem("catalogue/q.csv", 3, 4, "date-form", Level.ERROR, _cell(3, "近日").what, _cell(3, "近日").remedy),
        Problem("catalogue/p.csv", 3, 4, "not-a-date", Level.ERROR, _cell(3, "近日").what, _cell(3, "近日").remedy),
        Problem("catalogue/p.csv", 3, 4, "date-form", Level.NOTE, _cell(3, "近日").what, _cell(3, "近日").remedy),
        Problem("catalogue/p.csv", 3, 5, "date-form", Level.ERROR, "“有效期自”写成“近日”，格式不统一。", "请写成 2025-03-01。"),
    ],
)  # fmt: skip
def test_what_is_of_another_cause_is_told_apart(other: Problem) -> None:
    assert len(causes_of([*(_cell(line, "近日") for line in range(5, 40)), other])) == 2


def test_nothing_is_lost_and_the_order_stays() -> None:
    problems = [_cell(line, "近日" if line % 2 else f"{line}日") for line in range(2, 60)]
    causes = causes_of(problems)
    assert sorted(one.line for cause in causes for one in cause.problems) == list(range(2, 60))
    assert [cause.first.line for cause in causes] == sorted(cause.first.line for cause in causes)


def test_an_endless_list_of_unknown_labels_costs_little(tmp_path: Path) -> None:
    def seconds(count: int, root: Path) -> tuple[float, int]:
        labels = "".join(f"第{number}项工作: 内容\n" for number in range(count))
        column = write_column(root, {"catalogue/p.yml": PERMITS.replace("记录: p.csv\n", "") + labels})
        start = time.process_time()
        problems = read_column(column).problems
        return time.process_time() - start, len(as_screen(problems)) + len(as_json(problems))

    _, short = seconds(500, tmp_path / "a")
    took, long = seconds(16_000, tmp_path / "b")
    assert long < short + 20
    assert took < at_most(5)


def test_of_a_figure_that_cannot_be_read_no_sum_is_wrong(tmp_path: Path) -> None:
    assert _errors(tmp_path / "a", {"catalogue/t.yml": TOTALS.format(reception="3")}) == [
        ("catalogue/t.yml", 9, "identity")
    ]
    assert _errors(tmp_path / "b", {"catalogue/t.yml": TOTALS.format(reception="2万元")}) == [
        ("catalogue/t.yml", 14, "not-a-number")
    ]


def test_a_column_under_a_mistaken_name_is_not_missing(tmp_path: Path) -> None:
    rows = HEADER.replace("许可决定日期", "许可决定日其") + "甲公司,1号,食品经营,2025-03-01,某局\n"
    assert _errors(tmp_path, {"catalogue/p.yml": PERMITS, "catalogue/p.csv": rows}) == [
        ("catalogue/p.csv", 1, "csv-unknown-column")
    ]


def test_a_file_that_is_not_there_is_not_also_empty(tmp_path: Path) -> None:
    assert _errors(tmp_path, {"catalogue/p.yml": PERMITS}) == [("catalogue/p.yml", 8, "file-missing")]


def test_labels_of_another_type_are_one_mistake(tmp_path: Path) -> None:
    text = document("1", 类型="政策解读", 发文字号="示商规〔2024〕1号", 施行日期="2024-03-10", 有效期至="2027-01-01")
    publication = bind(read_column(write_column(tmp_path, {"content/a.md": text})), date(2026, 11, 20))
    assert [str(one) for one in check(publication) if one.level is Level.ERROR] == [
        "content/a.md:2:5: 错误[type-other] “政策解读”没有“文件类别”“发文字号”“施行日期”等 4 项，"
        "必填的“解读对象”“解读单位”“解读人身份”等 6 项又没有写；写了的正好是“政府信息公开制度”“政策文件”的各项。 "
        "请把“类型”改成“政府信息公开制度”“政策文件”中合适的一个；类型没有错的，请删除、补写这几项。"
    ]


FINAL = """类型: 部门决算
索引号: 990000017/2025-00013
标题: 决算
年度: 2024
单位: 万元
发布日期: 2025-09-10
公开属性: 主动公开
历史遗留: 是
表:
  支出决算表: e.csv
"""
EXPENSE = """科目编码,科目名称,本年支出合计,基本支出,项目支出,上缴上级支出,经营支出,对附属单位补助支出
,合计,{total},936.76,1615.94,,,
201,一般公共服务支出,2552.70,936.76,1615.94,,,
"""


@pytest.mark.parametrize(
    ("total", "told"),
    [
        ('"2,552.70"', []),
        # The sums of the shifted row are as wrong as it is; they stop the publication as one, by their cause.
        ("2,552.70", [(2, "csv-thousands")]),
    ],
)
def test_a_sum_that_a_comma_cut_is_told_as_the_cut(tmp_path: Path, total: str, told: list[tuple[int, str]]) -> None:
    files = {"catalogue/f.yml": FINAL, "catalogue/e.csv": EXPENSE.format(total=total)}
    found = [one for one in _errors(tmp_path, files) if one[0] == "catalogue/e.csv"]
    assert found == [("catalogue/e.csv", *one) for one in told]


def test_a_link_to_an_attachment_that_cannot_be_read_is_not_told_as_well(tmp_path: Path) -> None:
    """A broken picture, a missing file: once each; a file that nobody wrote into 附件 is told at its link."""
    text = document("1", 附件="[图.png, 没有.pdf]", 正文="见![流程图](图.png)、[无](没有.pdf)和[别](别.pdf)。\n")
    write_column(tmp_path, {"content/a.md": text})
    (tmp_path / "content" / "图.png").write_bytes(bytes.fromhex("89504e470d0a1a0a0000000d49484452"))
    found = check(bind(read_column(tmp_path), date(2026, 11, 20)))
    assert [(one.rule, one.what) for one in found if one.level is Level.ERROR] == [
        ("attachment-broken", "附件“图.png”不完整（没有文件结尾），多半是下载或复制中断。"),
        ("attachment-missing", "找不到附件“没有.pdf”。"),
        ("link-broken", "文件“别.pdf”没有写进“附件:”，不会公开，网页上打不开。"),
    ]


def test_an_impossible_code_is_told_and_not_the_sums_that_go_by_it(tmp_path: Path) -> None:
    case = golden(Path(__file__).parent / "cases" / "checking" / "subject_codes-fail.yml")
    publication = bind(read_column(write_column(tmp_path, case["files"])), date(2026, 11, 20))
    of_tables = [(one.path, one.rule) for one in check(publication) if one.path.endswith((".csv", "b.yml"))]
    misread = {path for path, rule in of_tables if rule == "subject-code"}
    assert misread == {"catalogue/e.csv", "catalogue/g.csv", "catalogue/j.csv"}
    assert {rule for path, rule in of_tables if path in misread} - {"table-understood"} == {"subject-code"}
