"""The phase of a consultation on a day: its first and its last day are part of it."""

from __future__ import annotations

from datetime import date

import pytest
from gongkai.binding.phase import Phase, days_left, phase_on

START, END, ANSWERED = date(2024, 3, 5), date(2024, 4, 5), date(2024, 4, 20)


@pytest.mark.parametrize(
    ("start", "end", "answered", "day", "phase"),
    [
        (START, END, None, date(2024, 3, 4), Phase.COMING),
        (START, END, None, date(2024, 3, 5), Phase.OPEN),
        (START, END, None, date(2024, 4, 5), Phase.OPEN),
        (START, END, None, date(2024, 4, 6), Phase.CLOSED),
        (START, END, ANSWERED, date(2024, 4, 19), Phase.CLOSED),
        (START, END, ANSWERED, date(2024, 4, 20), Phase.ANSWERED),
        # An answer before the last day is an answer all the same.
        (START, END, START, date(2024, 3, 5), Phase.ANSWERED),
        (None, END, None, date(2000, 1, 1), Phase.OPEN),
        (START, None, None, date(2030, 1, 1), Phase.OPEN),
        (None, None, None, date(2030, 1, 1), Phase.OPEN),
    ],
)
def test_the_phase_on_a_day(
    start: date | None, end: date | None, answered: date | None, day: date, phase: Phase
) -> None:
    assert phase_on(start, end, answered, day) is phase


@pytest.mark.parametrize(
    ("day", "left"),
    [(date(2024, 4, 3), 3), (date(2024, 4, 5), 1), (date(2024, 4, 6), 0), (date(2024, 4, 20), 0)],
)
def test_the_days_that_are_left(day: date, left: int) -> None:
    assert days_left(END, day) == left
