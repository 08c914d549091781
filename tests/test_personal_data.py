"""Personal data is found in every disguise that readers or machines see through, and other numbers are left alone."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.checking.catalogue import RULES
from gongkai.checking.persons.person_names import _after_breaks, _leading, _subject
from gongkai.checking.persons.personal_facts import facts_in
from gongkai.checking.texts import plain_numbers as normalized
from gongkai.checking.texts.personal_numbers import PATTERNS, numbers_in
from gongkai.commands.reporting import as_github, as_json, as_text
from gongkai.model.problems.problem import in_order
from gongkai.reading.column_sources import read_column
from hypothesis import given
from hypothesis import strategies as st

from tests.columns import PERMITS, document, write_column
from tests.golden import golden

CASES = Path(__file__).parent / "cases" / "personal_data"
FLAGGED = [(kind, text) for kind, texts in golden(CASES / "flagged.yml").items() for text in texts]
SPARED = golden(CASES / "spared.yml")
FACTS = [(kind, text) for kind, texts in golden(CASES / "facts.yml").items() for text in texts]
NO_FACTS = golden(CASES / "no_facts.yml")


@pytest.mark.parametrize(("kind", "text"), FLAGGED)
def test_found(kind: str, text: str) -> None:
    assert [found.kind.value for found in numbers_in(f"上文。{text}")] == [kind]


@pytest.mark.parametrize("text", SPARED)
def test_left_alone(text: str) -> None:
    assert list(numbers_in(f"上文。{text}")) == []


@pytest.mark.parametrize(("kind", "text"), FACTS)
def test_what_is_told_of_a_person_is_found(kind: str, text: str) -> None:
    assert kind in [found.kind.value for found in facts_in(text)]
    assert kind in [found.kind.value for found in facts_in(f"上文。\n{text}。\n")]


@pytest.mark.parametrize("text", NO_FACTS)
def test_what_is_told_of_nobody_is_left_alone(text: str) -> None:
    assert list(facts_in(text)) == []
    assert list(facts_in(f"上文。\n{text}。下文。\n")) == []


@given(st.text(alphabet="李建国王男女，。：;\n住号室患病@qq.com1980年3月5日生姓名|,某*（）", max_size=80))
def test_facts_stand_within_the_text(text: str) -> None:
    assert all(0 <= found.at < len(text) for found in facts_in(text))
    assert all(one.at >= len(text) + 1 for one in facts_in("。" * len(text) + "\n" + text))


@given(st.text(alphabet="李建国王欧阳明，,、：；（(号：|\t 男女先生患系家年收\n", max_size=60))
def test_names_after_breaks_are_those_of_a_whole_search(text: str) -> None:
    for pattern in (*_leading()[1:], _subject()):
        found = [match.span() for match in _after_breaks(pattern, f"，{text}")]
        assert found == [match.span() for match in pattern.finditer(f"，{text}")]


@given(
    st.text(alphabet="<b>/-!&#49;%31甲１Ａ\u200b\u0661，。（〇\"'$ ·—…‰％：？㐀\u2028", max_size=40)
    | st.text(max_size=40)
)
def test_usual_characters_are_passed_over_and_stay(text: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(normalized, "_USUAL", re.compile("(?!)"))
        patch.setattr(normalized, "_UNUSUAL", re.compile(""))
        one_by_one = normalized.plain_numbers(text)
    passed = normalized.plain_numbers(text)
    assert (passed.text, tuple(passed.places)) == (one_by_one.text, tuple(one_by_one.places))


@pytest.mark.parametrize(("sign", "pattern"), [(sign, pattern) for _, sign, pattern in PATTERNS])
@given(data=st.data())
def test_every_number_has_the_sign_of_its_kind(
    data: st.DataObject, sign: re.Pattern[str], pattern: re.Pattern[str]
) -> None:
    assert sign.search(data.draw(st.from_regex(pattern.pattern)))


def test_every_place_is_looked_at_and_no_number_is_printed(tmp_path: Path) -> None:
    number = "11010519491231002X"
    records = PERMITS
    files = {
        "content/a.md": document("1", 正文=f"正文。\n\n第二行\n{number}。\n", 标题=f"关于{number}的通知"),
        "content/b.md": document("2").replace("---\n", f"---\n# 备忘：{number}\n", 1),
        "catalogue/p.yml": (
            "类型: 行政许可\n索引号: 990000017/2025-00020\n标题: 许可\n期间: 2025年3月\n发布日期: 2025-03-12\n"
            f"公开属性: 主动公开\n记录: p.csv # {number}\n"
        ),
        "catalogue/p.csv": f"{records}甲公司,110101190001010060,1号,内容,2025-03-10,局\n张某,,2号,{number},2025-03-10,局\n",
    }
    publication = bind(read_column(write_column(tmp_path, files)), date(2026, 11, 20))
    rule = next(rule for rule in RULES if rule.name == "personal_data")
    found = in_order(rule.check(publication))
    assert [(one.path, one.line, one.column, one.what) for one in found] == [
        ("catalogue/p.csv", 3, 1, "这一行有一个公民身份号码。"),
        ("catalogue/p.yml", 7, 13, "这里的注释里有一个公民身份号码。"),
        ("content/a.md", 4, 5, "这里有一个公民身份号码。"),
        ("content/a.md", 14, 1, "这里有一个公民身份号码。"),
        ("content/b.md", 2, 6, "这里的注释里有一个公民身份号码。"),
    ]
    for report in (as_text, as_json, as_github):
        assert number not in report(found)
