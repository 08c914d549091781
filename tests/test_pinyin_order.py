"""Texts of a table are sorted as people look for them: numbers by value, Latin letters, then Han characters by sound."""

from __future__ import annotations

import random

from gongkai.model.pinyin_order import in_pinyin_order
from gongkai.searching.records.numeric_columns import RankedColumn

IN_ORDER = """
2号店
10号店
B公司
c公司
阿里
犇牛
第3号
第20号
第100号
瀚海
堃鹏
〇三
淼淼
昇辉
囍堂
鑫源
祎然
翊翔
赟达
喆光
㐀氏
𠮷野
"""


def test_rare_characters_stand_by_their_sound() -> None:
    expected = IN_ORDER.split()
    mixed = expected.copy()
    random.Random(1).shuffle(mixed)
    assert in_pinyin_order(mixed) == expected


def test_line_ends_and_nothing_at_all_can_be_sorted() -> None:
    assert in_pinyin_order(["乙\n2", "乙\n10", "甲", "B", "a"]) == ["a", "B", "甲", "乙\n2", "乙\n10"]
    assert in_pinyin_order(["丙\n阿", "丁"]) == ["丙\n阿", "丁"]
    # A line end counts as a blank, which stands before every letter.
    assert in_pinyin_order(["aa", "a\nb"]) == ["a\nb", "aa"]
    assert in_pinyin_order([]) == []


def test_numbers_of_any_length_are_sorted_by_value() -> None:
    expected = ["第0号", "第2号", "第010号", "第999999999999号", "第1000000000000号", "第9" + "0" * 40 + "号"]
    assert in_pinyin_order(reversed(expected)) == expected
    # Equal ones stay in their order.
    assert in_pinyin_order(["B007", "b7", "B07"]) == ["B007", "b7", "B07"]


def test_the_places_of_rows_follow_that_order() -> None:
    values, places = RankedColumn(["鑫源", "", "囍堂", "鑫源", "阿里"]).ranked(by_value=False)
    assert values == ["", "阿里", "囍堂", "鑫源"]
    assert list(places) == [3, 0, 2, 3, 1]
