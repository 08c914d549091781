"""Periods as they are printed, in every cycle, and time limits in words."""

from __future__ import annotations

from datetime import date

import pytest
from gongkai.texts.times.limit_words import limit_in, limit_words
from gongkai.texts.times.periods import Cycle, cycle_of, period_end, period_of, period_words, periods_in
from hypothesis import given
from hypothesis import strategies as st

_COUNTED = [Cycle.MONTH, Cycle.QUARTER, Cycle.HALF, Cycle.YEAR]


@pytest.mark.parametrize(
    ("text", "cycle", "covered"),
    [
        ("2026-03", "月", "2026年3月"),
        ("2026年3月", "月", "2026年3月"),
        ("2026年03月份", "月", "2026年3月"),
        ("2026年十二月", "月", "2026年12月"),
        ("202603", "月", "2026年3月"),
        ("2026/3", "月", "2026年3月"),
        ("2026年1-2月", "月", "2026年1月 2026年2月"),
        ("2026年1月至2月", "月", "2026年1月 2026年2月"),
        ("2026年第一季度", "月", "2026年1月 2026年2月 2026年3月"),
        ("2026年第二季度", "季", "2026年第二季度"),
        ("2026年2季度", "季", "2026年第二季度"),
        ("2026Q2", "季", "2026年第二季度"),
        ("2026年1-3月", "季", "2026年第一季度"),
        ("2026年上半年", "季", "2026年第一季度 2026年第二季度"),
        ("2026年前三季度", "每季度", "2026年第一季度 2026年第二季度 2026年第三季度"),
        ("2026年下半年", "每半年", "2026年下半年"),
        ("2026年度", "每年", "2026年"),
        ("2026年1—12月", "年", "2026年"),
        ("2026-03-01", "日", "2026年3月1日"),
        ("2026年3月1日", "日", "2026年3月1日"),
        # One month is no quarter, a quarter no year, and what is no period is none.
        ("2026年3月", "季", ""),
        ("2026年2-4月", "季", ""),
        ("2026年第四季度", "年", ""),
        ("2026年13月", "月", ""),
        ("2026年3-1月", "月", ""),
        ("2026-02-30", "日", ""),
        ("2026年第五季度", "季", ""),
        ("近期", "月", ""),
        ("", "月", ""),
    ],
)
def test_what_a_text_covers(text: str, cycle: str, covered: str) -> None:
    of = cycle_of(cycle)
    assert of is not None
    assert " ".join(period_words(number, of) for number in periods_in(text, of)) == covered


@pytest.mark.parametrize("words", ["不定期", "周", "每周", "", "度"])
def test_a_cycle_without_periods_that_follow_each_other(words: str) -> None:
    assert cycle_of(words) is None


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.sampled_from(_COUNTED))
def test_every_period_is_read_back_from_its_own_words(day: date, cycle: Cycle) -> None:
    number = period_of(day, cycle)
    assert list(periods_in(period_words(number, cycle), cycle)) == [number]
    assert period_of(period_end(number, cycle), cycle) == number
    assert period_end(number - 1, cycle) < day <= period_end(number, cycle)


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("印发后30个工作日内", (30, "工作日")),
        ("自印发之日起三十个工作日内公开", (30, "工作日")),
        ("二十日内", (20, "日")),
        ("15 天", (15, "日")),
        ("24小时内", (24, "小时")),
        ("两个月内", (2, "月")),
        ("30个工作日内，即30个工作日内", (30, "工作日")),
        ("10个工作日内制定，30个工作日内公开", None),
        ("10-30个工作日", None),
        ("2018年7月20日前", None),
        ("及时公开", None),
        ("", None),
    ],
)
def test_limits_in_words(text: str, limit: tuple[int, str] | None) -> None:
    assert limit_in(text) == limit


def test_words_for_limits() -> None:
    found = [limit_words(3, unit) for unit in ("工作日", "日", "月", "小时")]
    assert found == ["3个工作日", "3日", "3个月", "3小时"]
