"""Time limits: the first day does not count, holidays are those of the State Council, unknown years are estimates."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest
from gongkai.calendar.due import Due, due_date, is_working_day
from gongkai.calendar.statutory_holidays import statutory_days_off
from gongkai.texts.day_words import day_words
from hypothesis import given
from hypothesis import strategies as st

DAYS = st.dates(date(2012, 1, 1), date(2025, 6, 30))


@pytest.mark.parametrize(
    ("start", "limit", "unit", "due"),
    [
        (date(2024, 2, 2), 20, "工作日", Due(date(2024, 3, 6))),  # 春节 8 天，两个调休上班日
        (date(2024, 9, 27), 1, "工作日", Due(date(2024, 9, 29))),  # 国庆前调休的星期日上班
        (date(2024, 9, 30), 1, "工作日", Due(date(2024, 10, 8))),
        (date(2024, 1, 31), 30, "日", Due(date(2024, 3, 1))),
        (date(2024, 3, 3), 20, "日", Due(date(2024, 3, 25))),  # 期满在星期六
        (date(2024, 9, 12), 20, "日", Due(date(2024, 10, 8))),  # 期满在国庆假期
        (date(2024, 9, 9), 20, "日", Due(date(2024, 9, 29))),  # 期满在调休上班的星期日
        (date(2024, 2, 29), 365, "日", Due(date(2025, 2, 28))),
        (date(2024, 5, 1), 131, "月日", Due(date(2025, 1, 31))),
        (date(2024, 1, 31), 1, "月", Due(date(2024, 2, 29))),  # 没有对应日的，月末
        (date(2024, 11, 30), 3, "月", Due(date(2025, 2, 28))),
        (date(2024, 1, 6), 1, "月", Due(date(2024, 2, 6))),
        (date(2024, 9, 1), 1, "月", Due(date(2024, 10, 8))),  # 期满在国庆假期
        (date(2024, 2, 3), 0, "月末", Due(date(2024, 2, 29))),
        (date(2024, 12, 31), 1, "月末", Due(date(2025, 1, 31))),
        (date(2024, 1, 1), 0, "季末", Due(date(2024, 3, 31))),
        (date(2024, 8, 15), 1, "季末", Due(date(2024, 12, 31))),
        (date(2024, 11, 15), 1, "季末", Due(date(2025, 3, 31))),
    ],
)
def test_last_day(start: date, limit: int, unit: str, due: Due) -> None:
    assert due_date(start, limit, unit) == due


def test_an_unknown_year_is_an_estimate() -> None:
    assert due_date(date(2040, 1, 2), 5, "工作日").estimated
    # 2040-02-11 is 除夕, a Saturday; the year begins on Sunday the 12th, and two days are made up for.
    assert due_date(date(2040, 2, 10), 1, "工作日") == Due(date(2040, 2, 17), estimated=True)
    assert due_date(date(2040, 2, 10), 2, "日") == Due(date(2040, 2, 17), estimated=True)


@pytest.mark.parametrize(
    ("year", "days"),
    [
        # Weekends are made up for on the next working days; 2027-02-06 is 正月初一.
        (2027, "0101 0205 0206 0207 0208 0209 0210 0405 0501 0502 0503 0504 0609 0915 1001 1002 1003 1004 1005"),
        # 中秋 and 国庆 are one day.
        (2031, "0101 0122 0123 0124 0125 0127 0405 0407 0501 0502 0624 1001 1002 1003"),
        # The table of moving holidays ends before.
        (2060, "0101 0501 0502 0503 0504 1001 1002 1003 1004 1005"),
    ],
)
def test_statutory_days_off(year: int, days: str) -> None:
    assert " ".join(f"{day:%m%d}" for day in sorted(statutory_days_off(year))) == days


def test_every_moving_holiday_is_in_its_season() -> None:
    for year in range(2027, 2051):
        days = statutory_days_off(year, made_up=False)
        months = Counter(day.month for day in days)
        assert months[4] == 1
        assert months[1] + months[2] == 5
        assert len([day for day in days if (5, 25) <= (day.month, day.day) <= (6, 25)]) == 1
        # 中秋 falls on one of the days of 国庆 in some years.
        assert len([day for day in days if (9, 7) <= (day.month, day.day) <= (10, 8)]) in (3, 4)


def test_what_the_week_says_is_a_working_day_unless_a_notice_says_otherwise() -> None:
    assert [is_working_day(day) for day in (date(2026, 2, 14), date(2026, 2, 16), date(2027, 2, 8))] == [
        True,
        False,
        False,
    ]
    assert is_working_day(date(2027, 2, 8), {date(2027, 2, 8): True})


def test_the_agency_knows_its_own_days() -> None:
    free = {date(2024, 3, 4): False, date(2024, 3, 9): True}
    assert due_date(date(2024, 3, 1), 1, "工作日", free).day == date(2024, 3, 5)
    assert due_date(date(2024, 3, 7), 2, "工作日", free).day == date(2024, 3, 9)
    assert due_date(date(2024, 2, 28), 5, "日", free).day == date(2024, 3, 5)
    assert due_date(date(2024, 3, 7), 2, "日", free).day == date(2024, 3, 9)


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="周"):
        due_date(date(2024, 1, 1), 1, "周")


@given(start=DAYS, limit=st.integers(1, 40))
def test_every_working_day_moves_the_end_by_one(start: date, limit: int) -> None:
    due = due_date(start, limit, "工作日").day
    assert due_date(due, 1, "工作日").day == due_date(start, limit + 1, "工作日").day
    assert due > start
    assert due_date(due - timedelta(days=1), 1, "工作日").day == due


@pytest.mark.parametrize(("day", "words"), [(date(2018, 3, 5), "2018年3月5日"), (None, "")])
def test_days_without_leading_zeros(day: date | None, words: str) -> None:
    assert day_words(day) == words
