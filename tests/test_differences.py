"""Comparison of texts: what a reader sees marked, nothing lost, both ways the same, and long texts in bounded time."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import Any

import pytest
from gongkai.texts.differences.paragraphs import compare_paragraphs
from gongkai.texts.differences.passages import Pair, Passage, PassageChange, pair_passages
from gongkai.texts.differences.segments import split_clauses, tokens
from gongkai.texts.differences.shortest_edits import matching_blocks
from gongkai.texts.differences.word_differences import Change, Run, compare_words, reversed_runs
from hypothesis import given
from hypothesis import strategies as st

from tests.golden import golden
from tests.measuring import at_most

CASES = Path(__file__).parent / "cases" / "differences"
WORDS: list[dict[str, Any]] = golden(CASES / "words.yml")
PASSAGES: list[dict[str, Any]] = golden(CASES / "passages.yml")
MARKS = {Change.KEPT: ("", ""), Change.REMOVED: ("[-", "-]"), Change.ADDED: ("{+", "+}")}
SOME = st.text(st.sampled_from("第一二三条百分之十万元，。；、（）\n市县商务局补助资金2026年1"), max_size=60)


def _marked(runs: tuple[Run, ...]) -> str:
    return "".join(f"{MARKS[run.change][0]}{run.text}{MARKS[run.change][1]}" for run in runs)


def _old(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs if run.change is not Change.ADDED)


def _new(runs: tuple[Run, ...]) -> str:
    return "".join(run.text for run in runs if run.change is not Change.REMOVED)


@pytest.mark.parametrize("case", WORDS, ids=lambda case: case["title"])
def test_words(case: dict[str, Any]) -> None:
    assert _marked(compare_paragraphs(case["old"], case["new"])) == case["runs"]


def _passages(written: list[str]) -> list[Passage]:
    return [Passage(label, text) for label, _, text in (one.partition("|") for one in written)]


@pytest.mark.parametrize("case", PASSAGES, ids=lambda case: case["title"])
def test_passages(case: dict[str, Any]) -> None:
    pairs = pair_passages(_passages(case["old"]), _passages(case["new"]))
    told = [
        f"{pair.change.value} {pair.old.label if pair.old else ''}→{pair.new.label if pair.new else ''}"
        for pair in pairs
    ]
    assert told == case["pairs"]


@given(SOME, SOME)
def test_the_runs_give_both_texts_back(old: str, new: str) -> None:
    for runs in (compare_words(old, new), compare_paragraphs(old, new)):
        assert (_old(runs), _new(runs)) == (old, new)
        assert all(run.text for run in runs)
        assert all(first.change is not second.change for first, second in pairwise(runs))


@given(SOME, SOME)
def test_exchanged_texts_give_exchanged_runs(old: str, new: str) -> None:
    assert compare_words(new, old) == reversed_runs(compare_words(old, new))


@given(SOME)
def test_a_text_against_itself_has_no_mark(text: str) -> None:
    assert compare_words(text, text) == ((Run(Change.KEPT, text),) if text else ())


@given(SOME)
def test_pieces_give_the_text(text: str) -> None:
    assert "".join(split_clauses(text)) == text
    assert "".join(tokens(text)) == text


@given(
    st.lists(st.sampled_from("甲乙丙"), max_size=30),
    st.lists(st.sampled_from("甲乙丙"), max_size=30),
    st.integers(0, 40),
)
def test_common_blocks_are_common_and_in_order(first: list[str], second: list[str], most: int) -> None:
    a = b = 0
    for start, other, size in matching_blocks(first, second, most):
        assert start >= a
        assert other >= b
        assert size > 0
        assert first[start : start + size] == second[other : other + size]
        a, b = start + size, other + size


@given(
    st.lists(st.tuples(st.sampled_from(["", "第一条", "第二条"]), SOME), max_size=8),
    st.lists(st.tuples(st.sampled_from(["", "第一条", "第二条"]), SOME), max_size=8),
)
def test_every_passage_stands_once(old: list[tuple[str, str]], new: list[tuple[str, str]]) -> None:
    before, after = [Passage(*one) for one in old], [Passage(*one) for one in new]
    pairs = pair_passages(before, after)
    assert [pair.new for pair in pairs if pair.new] == after
    assert sorted((p.old.label, p.old.text) for p in pairs if p.old) == sorted((one.label, one.text) for one in before)
    in_place = [pair.old for pair in pairs if pair.old and not pair.moved]
    remaining = iter(before)
    assert all(any(one is other for other in remaining) for one in in_place)


def test_headings_never_stand_for_articles() -> None:
    old, new = Passage("第一章", "总则和适用范围", heading=True), Passage("第一条", "总则和适用范围的说明")
    assert pair_passages([old], [new]) == (Pair(old, None), Pair(None, new))


@pytest.mark.uncounted
def test_long_texts_take_bounded_time() -> None:
    """200 KB: written anew, a third of the clauses changed, shuffled, and the same character over and over."""
    random = Random(7)
    signs = [chr(0x4E00 + number) for number in range(600)]

    def clause() -> str:
        return "".join(random.choices(signs, k=20)) + "，"

    one = [clause() for _ in range(3200)]
    third = [clause() if number % 3 == 0 else text for number, text in enumerate(one)]
    shuffled = random.sample(one, len(one))
    again = [clause() for _ in range(3200)]
    start = time.process_time()
    for other in (third, shuffled, again):
        assert _new(compare_words("".join(one), "".join(other))) == "".join(other)
    assert _old(compare_words("的" * 66_000, "的" * 65_000)) == "的" * 66_000
    whole = [Passage(f"第{number}条", text) for number, text in enumerate(one)]
    for other in (third, shuffled, again):
        pairs = pair_passages(whole, [Passage(f"第{number}条", text) for number, text in enumerate(other)])
        assert sum(pair.old is not None for pair in pairs) == len(one)
    assert pair_passages(whole, whole)[0].change is PassageChange.KEPT
    assert time.process_time() - start < at_most(8)
