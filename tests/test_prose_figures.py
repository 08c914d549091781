"""Figures in prose and codes of subjects: whatever stands in a text is read or left alone, and never raises."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from gongkai.checking.fiscal.likely_codes import likely_code
from gongkai.checking.fiscal.numbered_names import FREE, PART, level_and_name
from gongkai.checking.prose.claim_reader import ClaimReader
from gongkai.checking.prose.claims import Kind
from gongkai.checking.prose.known_figures import FINAL, folded
from gongkai.checking.prose.rounded import is_printed, is_quotient
from gongkai.reading.vocabulary import titles
from hypothesis import given
from hypothesis import strategies as st

NAMES = re.compile("基本支出|项目支出|三公经费|公务接待费")
PIECES = st.sampled_from(
    "基本支出 三公经费 公务接待费 为 ， 。 ； 比上年 增加 下降 占 完成年初预算的 与上年持平 （项） 12.50 3 万元 亿元 % 2024年 其中 约 决算 预算 甲".split()
)


@given(st.lists(PIECES, max_size=40))
def test_any_text_is_read_or_left_alone(pieces: list[str]) -> None:
    line = folded("".join(pieces))
    for claim in ClaimReader(NAMES, 2025, FINAL).claims(line):
        assert 0 <= claim.at < len(line)
        assert claim.kind is not Kind.AMOUNT or NAMES.fullmatch(claim.of[0].name)


@given(st.decimals(min_value=0, max_value=10**9, places=4), st.integers(min_value=0, max_value=4))
def test_a_rounded_or_cut_figure_is_the_same_and_the_next_one_is_not(real: Decimal, places: int) -> None:
    unit = Decimal(1).scaleb(-places)
    printed = real.quantize(unit)
    assert is_printed(printed, real, -4)
    assert not is_printed(printed + 2 * unit, real, -4)


@given(st.integers(min_value=1, max_value=10**7), st.integers(min_value=1, max_value=10**7))
def test_a_quotient_is_told_by_its_printed_places(part: int, whole: int) -> None:
    printed = (Decimal(part) * 100 / whole).quantize(Decimal("0.01"))
    assert is_quotient(printed, Decimal(part), Decimal(whole))
    assert not is_quotient(printed + Decimal("0.02"), Decimal(part), Decimal(whole))


@pytest.mark.parametrize("code", [code for code in titles("functional_subjects") if len(code) == 7])
def test_a_code_without_its_first_two_digits_is_found_again(code: str) -> None:
    official = titles("functional_subjects")
    assert likely_code(code[2:], official[code], ["201", "20113", "2011301", code[:3], code[:5]], official) == code


@pytest.mark.parametrize(
    ("printed", "level", "name"),
    [
        ("一、财政拨款收入", 0, "财政拨款收入"),
        ("（一）一般公共预算", 1, "一般公共预算"),
        ("1. 一般公共预算资金", 2, "一般公共预算资金"),
        ("其中：专户管理资金", PART, "专户管理资金"),
        ("本年收入合计", FREE, "本年收入合计"),
        ("1.5 万元", FREE, "1.5万元"),
    ],
)
def test_a_row_is_named_without_its_number(printed: str, level: int, name: str) -> None:
    assert level_and_name(printed) == (level, name)
