"""Rules look at every item in which they would find something, and one scan tells the same as each rule by itself."""

from __future__ import annotations

from datetime import date
from itertools import product
from pathlib import Path
from time import process_time
from typing import Any

import pytest
from gongkai.binding.bind import bind
from gongkai.checking.catalogue import BY_NAME, RULES
from gongkai.checking.numbers.impossible_dates import impossible_dates
from gongkai.checking.persons.personal_facts import may_tell
from gongkai.checking.rule import searched_text
from gongkai.checking.sign_scan import SignScan
from gongkai.checking.texts.personal_numbers import MAYBE
from gongkai.checking.words.doubled_characters import WORDS as WORDS_TWICE
from gongkai.checking.words.doubled_characters import has_run_twice
from gongkai.model.words.literals import Literals
from gongkai.reading.column_sources import read_column
from hypothesis import given
from hypothesis import strategies as st

from tests.columns import write_case
from tests.golden import golden
from tests.measuring import at_most

EMPTY: Any = None
"""The signs of these rules ask for no column."""
CASES = sorted((Path(__file__).parent / "cases" / "checking").glob("*.yml"))
SIGNED = [rule for rule in RULES if rule.of_item and (rule.signs or rule.hints)]
WORDS = st.lists(st.text("甲乙丙丁", min_size=1, max_size=4), min_size=1, max_size=6)
NEAR = {f"{rule.name} {number}": hint for rule in RULES for number, hint in enumerate(rule.hints) if hint.near}
DAYS = st.lists(
    st.sampled_from(
        [*"0123456789０３年月日号时分前起止至—~.-/自于午：零〇一二三四五六七八九十", "19", "20", "截止", "以后"]
    ),
    max_size=14,
).map("".join)
NUMBERS = st.text(
    "0129０１. |-&#x;%3<p/零〇一二三四五六七八九护照通行证住址户籍地家庭地\u200b\u0661\U0001d7d1", max_size=40
)
NAMES = st.lists(
    st.sampled_from([*"王李欧阳东方建国某男女，。 \n\t\x1c（(号：组室", "公司", "同志", "姓名", "申请人"]), max_size=12
).map("".join)


BEFORE = [
    *"自从于至到在，甲",
    "",
    "甲\u00a0",
    "甲\u2003",
    "截止",
    "截至",
    "截至到",
    "日期：",
    "日期:",
    "零〇一二三四五六七八九",
]
BETWEEN = [
    *"2025-3-5 2025.3.5 1999/3/5 20250305 2025年3月1日 19990305 住宅电话 家中座机 宅固话 男 女 甲".split(),
    *("2025 年", "2025\t年", "2025年 1月", "2025年\t1月"),
]
AFTER = (
    "前 起 止 后 之前 以前 以后 ， 。 ：05718888123 甲 至2024年3月1日 到2024年3月1日 —2024年3月1日 ~2024年3月1日".split()
    + "～2024年3月1日 ——2024年3月1日 起至2024年3月1日 起——2024年3月1日".split()
)
FOUND = ["".join(parts) for parts in product(BEFORE, BETWEEN, AFTER)]
PIECES = st.lists(
    st.sampled_from(
        [
            *"自从于至到在—~～起止前截甲，：: \t\u00a0\u2005\u205f男女年月日015",
            *"19 20 截止 日期： 以后 电话 家庭 住宅 座机 88881234 一二三四五 0308 20210308 -3-5".split(),
            *"2020年3月1日 2019年3月2日 2021.3.5".split(),
        ]
    ),
    max_size=8,
).map("".join)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_what_a_rule_finds_it_looks_at(path: Path, tmp_path: Path) -> None:
    case: dict[str, Any] = golden(path)
    write_case(tmp_path, case)
    publication = bind(read_column(tmp_path), date.fromisoformat(case["as_of"]))
    scan = SignScan(RULES, publication)
    for item in publication.reading.items:
        checks = list(scan.checks(item))
        text = searched_text(item)
        assert checks == [rule.of_item for rule in RULES if rule.of_item and rule.looks_at(text, publication)]
        missed = [rule.name for rule in SIGNED if rule.of_item not in checks and _finds(rule, item, publication)]
        assert missed == []


def _finds(rule: Any, item: Any, publication: Any) -> bool:
    return any(True for _ in rule.of_item(item, publication))


@pytest.mark.parametrize("name", NEAR)
def test_a_search_finds_the_same_with_its_literals(name: str) -> None:
    found = [text for text in FOUND if NEAR[name].search(text)]
    assert found
    assert [text for text in FOUND if NEAR[name].finds(text)] == found


@given(PIECES)
def test_a_search_finds_nothing_without_its_literals(text: str) -> None:
    assert [name for name, hint in NEAR.items() if hint.finds(text) is not bool(hint.search(text))] == []


@given(DAYS)
def test_days_that_may_be_none_are_looked_at(text: str) -> None:
    assert BY_NAME["broken_numbers"].looks_at(text, EMPTY) or not [*impossible_dates(text)]


@given(NUMBERS | st.from_regex(MAYBE.pattern))
def test_what_may_be_a_personal_number_is_looked_at(text: str) -> None:
    assert BY_NAME["personal_data"].looks_at(text, EMPTY) or not MAYBE.search(text)


@given(NAMES)
def test_what_may_be_told_of_a_person_is_looked_at(text: str) -> None:
    assert BY_NAME["personal_data"].looks_at("\n" + text, EMPTY) or not may_tell(text)


def test_some_rules_have_signs_and_some_have_none() -> None:
    assert {"wrong_words", "left_over_text", "spam_in_texts", "personal_data"} <= {rule.name for rule in SIGNED}
    assert len(SIGNED) < len([rule for rule in RULES if rule.of_item])


@given(WORDS, st.text("甲乙丙丁戊\ud800", max_size=20))
def test_literals_are_found_wherever_they_stand(words: list[str], text: str) -> None:
    assert Literals(words).present(text) == {word for word in words if word in text}


@given(WORDS, st.text("甲乙丙丁戊", max_size=20))
def test_the_longest_literal_is_found_from_the_left(words: list[str], text: str) -> None:
    expected, at = [], 0
    while at < len(text):
        found = max((word for word in words if text.startswith(word, at)), key=len, default="")
        if found:
            expected.append((at, found))
        at += len(found) or 1
    assert list(Literals(words).places(text)) == expected


@given(st.text("甲乙丙一0- \U00020bb7", max_size=24))
def test_a_run_that_stands_twice_is_known_in_advance(text: str) -> None:
    assert has_run_twice(text) is bool(WORDS_TWICE.search(text))


@pytest.mark.parametrize("filler", ["-", "…", "0", "|---", "一", "甲", "甲乙"])
def test_rules_leaders_and_repeated_characters_take_no_time(filler: str) -> None:
    begin = process_time()
    assert has_run_twice(filler * 200_000) is (filler == "甲乙")
    assert process_time() - begin < at_most(1.0)
