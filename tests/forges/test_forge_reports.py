"""Reports for forges: what a change touches comes first, and no word of a source becomes a mark or an address."""

from __future__ import annotations

import json

from gongkai.commands.forge_reports import MOST_LISTED, as_gitlab, as_markdown, changed_first
from gongkai.model.problems.problem import Level, Problem
from hypothesis import given
from hypothesis import strategies as st
from markdown import markdown

ERROR = Problem("content/a.md", 7, 5, "not-a-date", Level.ERROR, "“近日”不是日期。", "请写成 2018-03-05 这样。")
WARNING = Problem("content/a.md", 9, 1, "reviews", Level.WARNING, "没有审核记录。", "")
NOTE = Problem("catalogue/x.csv", 0, 0, "identity", Level.NOTE, "相差 1。", "请核对。")
problems = st.builds(
    Problem,
    st.sampled_from(["a.md", "b.md", "目录/c.yml"]),
    st.integers(0, 9),
    st.integers(0, 9),
    st.sampled_from(["one", "two"]),
    st.sampled_from(Level),
    st.text(max_size=20),
    st.text(max_size=20),
)


def test_what_the_change_touches_comes_first() -> None:
    assert changed_first([NOTE, ERROR, WARNING], {"content/a.md"}) == (ERROR, WARNING, NOTE)
    assert changed_first([NOTE, ERROR], set()) == (NOTE, ERROR)


def test_the_report_of_gitlab() -> None:
    first, second, third = json.loads(as_gitlab([ERROR, NOTE, ERROR]))
    assert first == {
        "description": "错误：“近日”不是日期。请写成 2018-03-05 这样。",
        "check_name": "not-a-date",
        "fingerprint": first["fingerprint"],
        "severity": "critical",
        "location": {"path": "content/a.md", "lines": {"begin": 7}},
    }
    assert (second["severity"], second["location"]) == ("info", {"path": "catalogue/x.csv", "lines": {"begin": 1}})
    assert len({first["fingerprint"], second["fingerprint"], third["fingerprint"]}) == 3


def test_a_fingerprint_stays_when_lines_above_change() -> None:
    moved = Problem(ERROR.path, 70, 5, ERROR.rule, ERROR.level, ERROR.what, ERROR.remedy)
    assert json.loads(as_gitlab([moved]))[0]["fingerprint"] == json.loads(as_gitlab([ERROR]))[0]["fingerprint"]


def test_the_problems_of_a_change() -> None:
    assert as_markdown([WARNING, NOTE, ERROR], {"content/a.md"}) == (
        "## 改动的文件里的问题\n\n"
        "- **错误** `content/a.md:7` “近日”不是日期。 请写成 2018-03-05 这样。\n"
        "- **警告** `content/a.md:9` 没有审核记录。\n\n"
        "没有改动的文件里另有 1 处提示。\n"
    )
    assert as_markdown([], {"content/a.md"}) == "## 改动的文件里的问题\n\n- 没有\n"


def test_many_problems_are_counted() -> None:
    many = [Problem("a.md", line, 1, f"rule-{line}", Level.ERROR, "错。", "改。") for line in range(1, 40)]
    lines = as_markdown(many, {"a.md"}).splitlines()
    assert len(lines) == 2 + MOST_LISTED + 1
    assert lines[-1] == f"- 另有 {39 - MOST_LISTED} 条，请在本机运行 make check 查看。"


@given(st.lists(problems, max_size=5))
def test_no_text_of_a_source_becomes_markup(found: list[Problem]) -> None:
    html = markdown(as_markdown(found, {"a.md", "目录/c.yml"}))
    for mark in ("<a ", "<img", "<script", "<h3", "<em>", "<ol"):
        assert mark not in html
    assert html.count("<h2>") == 1


@given(st.lists(problems, max_size=8))
def test_every_problem_has_a_fingerprint_of_its_own(found: list[Problem]) -> None:
    report = json.loads(as_gitlab(found))
    told = [one for one in found if one.level is not Level.UNFINISHED]
    assert len({one["fingerprint"] for one in report}) == len(report) == len(told)
