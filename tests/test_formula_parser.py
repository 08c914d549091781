"""What is a formula is read and written back; every slip in one is told in its own sentence."""

from __future__ import annotations

import pytest
from gongkai.model.formula import Formula, Term, written
from gongkai.reading.types.formula_parser import FormulaError, parse
from hypothesis import given
from hypothesis import strategies as st

_LABELS = st.sampled_from(
    [
        "甲",
        "合　计",
        "三、（二）部分公开（区分处理的，只计这一情形）",
        "1）工资",
        "行政复议-总计",
        "“互联网+监管”事项",
        "≥65岁",
        "行数(废止目录)",
        "{income/合计/合计}",
        "{income/一、工资（含津贴）/合计}",
        "本级 小计",
        "比上年增长%",
    ]
)
_TERMS = st.lists(st.tuples(st.sampled_from([1, -1]), _LABELS), min_size=1, max_size=5).map(
    lambda terms: tuple(Term(sign if place else 1, label) for place, (sign, label) in enumerate(terms))
)
_FORMULAS = st.builds(Formula, _TERMS, st.sampled_from(["=", "≤", "≥"]), _TERMS)


@given(_FORMULAS)
def test_a_written_formula_is_read_as_it_was(formula: Formula) -> None:
    assert parse(written(formula)) == formula


@given(
    st.lists(
        st.sampled_from([*"甲乙丙+-=≤≥＋－＝×/()（）{}%1\u3000\u200b", " ", " ", " + ", " - ", " = "]), max_size=16
    )
)
def test_what_is_read_is_written_and_read_the_same(pieces: list[str]) -> None:
    text = "".join(pieces)
    try:
        formula = parse(text)
    except FormulaError:
        return
    assert parse(written(formula)) == formula
    assert all(term.label.strip() == term.label != "" for term in formula.terms())
    assert not any(set(word) <= set("+-=≤≥＋－＝×") for term in formula.terms() for word in term.label.split())


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "公式“”应当有一个“=”“≤”或“≥”，两边各空一格。"),
        ("甲", "公式“甲”应当有一个“=”“≤”或“≥”，两边各空一格。"),
        ("甲=乙", "公式“甲=乙”应当有一个“=”“≤”或“≥”，两边各空一格。"),
        ("甲 = 乙 = 丙", "公式“甲 = 乙 = 丙”应当有一个“=”“≤”或“≥”，两边各空一格。"),
        ("甲 ≤ 乙 ≤ 丙", "公式“甲 ≤ 乙 ≤ 丙”应当有一个“=”“≤”或“≥”，两边各空一格。"),
        ("甲 = ", "公式“甲 = ”里，“=”的右边缺少一项。"),
        (" = 乙", "公式“ = 乙”里，“=”的左边缺少一项。"),
        ("=", "公式“=”里，“=”的左边缺少一项。"),
        ("甲 + - 丙 = 乙", "公式“甲 + - 丙 = 乙”里，“+”和“-”之间缺少一项。"),
        ("甲 = 乙 + + 丙", "公式“甲 = 乙 + + 丙”里，“+”和“+”之间缺少一项。"),
        ("甲 = 乙 -  + 丙", "公式“甲 = 乙 -  + 丙”里，“-”和“+”之间缺少一项。"),
        ("+ 甲 = 乙", "公式“+ 甲 = 乙”里，“=”的左边开头的“+”前面缺少一项。"),
        ("甲 = - 乙", "公式“甲 = - 乙”里，“=”的右边开头的“-”前面缺少一项。"),
        ("甲 + = 乙", "公式“甲 + = 乙”里，“=”的左边末尾的“+”后面缺少一项。"),
        ("甲 ≥ 乙 -", "公式“甲 ≥ 乙 -”里，“≥”的右边末尾的“-”后面缺少一项。"),
        ("甲 = -乙", "公式“甲 = -乙”里“-乙”的“-”两边应当各空一格。"),
        ("甲+ 乙 = 丙", "公式“甲+ 乙 = 丙”里“甲+”的“+”两边应当各空一格。"),
        ("甲 +乙 = 丙", "公式“甲 +乙 = 丙”里“+乙”的“+”两边应当各空一格。"),
        ("甲　+　乙 = 丙", "公式“甲　+　乙 = 丙”里“+”的“+”两边应当各空一格。"),
        ("甲=乙 = 丙", "公式“甲=乙 = 丙”里“甲=乙”的“=”两边应当各空一格。"),
        ("甲≥乙 = 丙", "公式“甲≥乙 = 丙”里“甲≥乙”的“≥”两边应当各空一格。"),
        ("甲 ＝ 乙", "公式“甲 ＝ 乙”里的“＝”应当写“=”。"),
        ("甲 = 乙 ＋ 丙", "公式“甲 = 乙 ＋ 丙”里的“＋”应当写“+”。"),
        ("甲 = 乙 － 丙", "公式“甲 = 乙 － 丙”里的“－”应当写“-”。"),
        ("甲 = 乙 — 丙", "公式“甲 = 乙 — 丙”里的“—”应当写“-”。"),
        ("甲 >= 乙", "公式“甲 >= 乙”里的“>=”应当写“≥”。"),
        ("甲 ＜＝ 乙", "公式“甲 ＜＝ 乙”里的“＜＝”应当写“≤”。"),
        ("甲 = 乙 × 2", "公式“甲 = 乙 × 2”里的“×”不能用，只能用“+”“-”和“=”“≤”“≥”，两边各空一格。"),
        ("甲 = 乙 ++ 丙", "公式“甲 = 乙 ++ 丙”里的“++”不能用，只能用“+”“-”和“=”“≤”“≥”，两边各空一格。"),
        ("甲 ≠ 乙", "公式“甲 ≠ 乙”里的“≠”不能用，只能用“+”“-”和“=”“≤”“≥”，两边各空一格。"),
        ("甲 = (乙 + 丙)", "公式“甲 = (乙 + 丙)”里“(乙”的括号不成对；公式不能用括号把几项合起来。"),
        ("甲 = 乙） + 丙", "公式“甲 = 乙） + 丙”里“乙）”的括号不成对；公式不能用括号把几项合起来。"),
        ("甲 = 行数(乙", "公式“甲 = 行数(乙”里“行数(乙”的括号不成对；公式不能用括号把几项合起来。"),
        ("甲 = 行数（乙）", "公式“甲 = 行数（乙）”里的“行数（乙）”应当用半角括号：“行数(表的名称)”。"),
        ("甲 = {乙}", "公式“甲 = {乙}”里的“{乙}”应当写成“{表/行/列}”，例如“{income/合计/合计}”。"),
        ("甲 = 乙\u200b", "公式里有看不见的字符（U+200B），请删去后重新输入。"),
        ("甲 = 乙\t+ 丙", "公式里有看不见的字符（U+0009），请删去后重新输入。"),
        ("甲\u00a0= 乙", "公式里有看不见的字符（U+00A0），请删去后重新输入。"),
    ],
)
def test_what_is_no_formula_is_told(text: str, told: str) -> None:
    with pytest.raises(FormulaError) as error:
        parse(text)
    assert str(error.value) == told
