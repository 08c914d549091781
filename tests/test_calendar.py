"""Time limits: the first day does not count, holidays are those of the State Council, unknown years are estimates."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from gongkai.calendar.due import Due, due_date
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
    ],
)
def test_last_day(start: date, limit: int, unit: str, due: Due) -> None:
    assert due_date(start, limit, unit) == due


def test_an_unknown_year_is_an_estimate() -> None:
    assert due_date(date(2040, 1, 2), 5, "工作日").estimated


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
