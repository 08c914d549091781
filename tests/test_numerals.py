"""Chinese numerals are written and read back."""

from __future__ import annotations

import pytest
from gongkai.model.naming.numerals import numeral_of, numeral_value
from hypothesis import given
from hypothesis import strategies as st


@given(st.integers(1, 999))
def test_a_numeral_is_read_back(number: int) -> None:
    assert numeral_value(numeral_of(number)) == number


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (1, "一"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (101, "一百零一"),
        (110, "一百一十"),
        (215, "二百一十五"),
        (1000, "1000"),
    ],
)
def test_a_numeral_is_written_as_in_print(number: int, written: str) -> None:
    assert numeral_of(number) == written
