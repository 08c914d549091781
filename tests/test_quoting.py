"""Words that are quoted and have quotation marks of their own are told apart from what stands around them."""

from __future__ import annotations

import pytest
from gongkai.model.place import Place
from gongkai.model.problems.problem import problem
from gongkai.model.problems.quoting import distinct_quotes
from hypothesis import given
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("“甲”和“乙”重复。", "“甲”和“乙”重复。"),
        ("是否指““三公”经费”？", "是否指「“三公”经费」？"),
        ("“关于“三公”经费和“两个”清单的通知”与“甲”重复。", "「关于“三公”经费和“两个”清单的通知」与“甲”重复。"),
        ("“甲“乙“丙”乙”甲”", "「甲“乙“丙”乙”甲」"),
        ("“““甲”””", "「““甲””」"),
        ("“甲「“乙”」”和「““丙””」", "「甲「“乙”」」和「““丙””」"),
        # Where the marks make no pairs nobody knows what holds what.
        ("“甲“乙”重复。", "“甲“乙”重复。"),
        ("“甲”乙”“丙“丁””", "“甲”乙”“丙“丁””"),
        ("“甲“乙”丙”和“丁", "“甲“乙”丙”和“丁"),
    ],
)
def test_the_outer_marks_change_and_the_words_do_not(message: str, shown: str) -> None:
    assert distinct_quotes(message) == shown


@given(st.text(st.sampled_from("“”甲「」"), max_size=12))
def test_nothing_but_marks_changes(message: str) -> None:
    shown = distinct_quotes(message)
    assert shown.replace("「", "“").replace("」", "”") == message.replace("「", "“").replace("」", "”")
    assert distinct_quotes(shown) == shown


def test_problems_say_it_so() -> None:
    found = problem(Place("a.yml", 1, 1), "x", "没有““三公”经费”。", "是否指““三公”经费”？")
    assert (found.what, found.remedy) == ("没有「“三公”经费」。", "是否指「“三公”经费」？")
