"""Check characters of official identifiers, on codes that are public and on every single wrong character."""

from __future__ import annotations

import pytest
from gongkai.checking.records.identifiers import (
    credit_code_fault,
    is_card_number,
    is_citizen_number,
    organisation_code_fault,
)
from hypothesis import given
from hypothesis import strategies as st

CREDIT = ("91320100748204660Q", "11370800004234373R", "11441700007280420Y")
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"


@pytest.mark.parametrize("code", CREDIT)
def test_published_codes_pass(code: str) -> None:
    assert credit_code_fault(code) == ""
    assert organisation_code_fault(code[8:17]) == ""


@given(code=st.sampled_from(CREDIT), place=st.integers(0, 16), other=st.sampled_from(ALPHABET))
def test_one_wrong_character_is_noticed(code: str, place: int, other: str) -> None:
    changed = code[:place] + other + code[place + 1 :]
    assert (credit_code_fault(changed) == "") == (changed == code)


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("9132010074820466", "统一社会信用代码应当是 18 位，这里是 16 位。"),
        ("9132010074820466OQ", "统一社会信用代码里不会有“O”。"),
        ("91320100748204660A", "统一社会信用代码最后一位应当是“Q”，这里是“A”。"),
    ],
)
def test_what_is_wrong_with_a_credit_code(code: str, fault: str) -> None:
    assert credit_code_fault(code) == fault


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ("015116516", ""),
        ("000014347", "机构代码最后一位应当是“9”，这里是“7”。"),
        ("1", "机构代码应当是 8 位数字或大写字母加 1 位校验码。"),
    ],
)
def test_organisation_codes_of_the_seeds(code: str, fault: str) -> None:
    assert organisation_code_fault(code) == fault


@pytest.mark.parametrize(
    ("number", "valid"),
    [
        ("11010519491231002X", True),
        ("11010519491231002x", True),
        ("110105194912310021", False),
        ("11010519491331002X", False),
    ],
)
def test_citizen_numbers(number: str, valid: bool) -> None:
    assert is_citizen_number(number) is valid


def test_card_numbers() -> None:
    assert is_card_number("6222020200112233446")
    assert not is_card_number("6222020200112233447")
