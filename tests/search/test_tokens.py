"""How texts are cut: vectors that both languages share, and what must hold of any text."""

from __future__ import annotations

import itertools
import json
import re
import unicodedata
from pathlib import Path

import pytest
from gongkai.model.script import normalized, traditional_pairs
from gongkai.searching.tokenizer import MARK_SHIFT, TERM_SHIFT, Tokenizer, phrase_marks, runs_of, tokens
from gongkai.searching.tokens import HAN, SOFT, WORD, bigram, phrase_mark, query_terms, unit_hash, utf16_key
from gongkai.vocabulary.make_traditional import pairs_of, written
from hypothesis import given
from hypothesis import strategies as st

CASES = Path(__file__).parents[1] / "cases" / "search" / "tokens.json"
VECTORS: list[tuple[str, list[str]]] = [(one["text"], one["tokens"]) for one in json.loads(CASES.read_text("utf-8"))]
TEXT = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs", "Cn"]),
        st.sampled_from(
            "示商发规〔〕[]（）()2018号第条甲乙AB-·、。，年月日十二〇\u3000\n ＡＢ１２①㈠國務\U00020bb7\u0301\ufe00"
        ),
    ),
    max_size=30,
)


@pytest.mark.parametrize(("text", "cut"), VECTORS, ids=[text[:20] for text, _ in VECTORS])
def test_vectors(text: str, cut: list[str]) -> None:
    assert tokens(text) == cut


@given(TEXT)
def test_whatever_is_asked_for_is_in_the_index(text: str) -> None:
    assert set(query_terms(text)) <= set(tokens(text))


@pytest.mark.parametrize(
    "units",
    [
        ["示", "商", "发", "2018", "12", "号", "文", "件"],
        ["政", "务", "公", "开", "工", "作"],
        ["\U00020bb7", "祥", "店"],
        ["甲"],
    ],
)
def test_marks_tell_the_two_units_after_a_term(units: list[str]) -> None:
    hashes = [*map(unit_hash, units), 0, 0]
    ends = [phrase_mark(first, second) for first, second in itertools.pairwise(hashes[2:])]
    assert list(phrase_marks("-".join(units))) == [*ends[: max(0, len(units) - 2)], *[0] * min(2, len(units))]


@given(st.lists(TEXT, max_size=6))
def test_runs_are_cut_together_as_in_their_texts(texts: list[str]) -> None:
    tokenizer = Tokenizer()
    found = []
    for runs, days in runs_of(texts):
        own = [one for run in tokenizer.occurrences_of_runs(runs) for one in run] if runs else []
        names = [*tokenizer.terms(one >> TERM_SHIFT for one in own), *days]
        found.append((names, bytes(one >> MARK_SHIFT & 255 for one in own) + bytes(len(days))))
    assert found == [(tokens(text), phrase_marks(text)) for text in texts]


@given(TEXT)
def test_terms_are_the_pairs_of_runs_and_their_last_units(text: str) -> None:
    plain = unicodedata.normalize("NFKC", text).translate(traditional_pairs()).lower()
    expected: list[str] = []
    expected_marks: list[int] = []
    for run in re.split(f"[^{HAN}a-z0-9{re.escape(SOFT)}]+", plain):
        units = re.findall(f"[{HAN}]|{WORD}", run)
        hashes = [*map(unit_hash, units), 0, 0, 0]
        expected += [bigram(one, other) for one, other in itertools.pairwise(units)] + units[-1:]
        expected_marks += [phrase_mark(hashes[n + 2], hashes[n + 3]) for n in range(len(units))]
    found = [term for term in tokens(text) if term[0] != "@"]
    assert (found, list(phrase_marks(text))[: len(found)]) == (expected, expected_marks)


@given(TEXT)
def test_the_quick_fold_is_the_plain_one(text: str) -> None:
    assert normalized(text) == unicodedata.normalize("NFKC", text).translate(traditional_pairs()).lower()


@given(TEXT)
def test_the_fold_is_made_once(text: str) -> None:
    assert tokens(normalized(text)) == tokens(text)


@given(TEXT, TEXT)
def test_a_break_parts_what_a_soft_character_does_not(first: str, second: str) -> None:
    assert set(tokens(f"{first}\n{second}")) == set(tokens(first)) | set(tokens(second))


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=3)))
def test_terms_are_sorted_by_code_units(terms: list[str]) -> None:
    units = [
        [ord(unit) for unit in term.encode("utf-16-le").decode("utf-16-le")] for term in sorted(terms, key=utf16_key)
    ]
    assert len(units) == len(terms)
    assert sorted(terms, key=utf16_key) == sorted(
        terms, key=lambda term: list(memoryview(term.encode("utf-16-le")).cast("H"))
    )


def test_the_table_of_characters_is_one_step_and_nothing_else() -> None:
    pairs = traditional_pairs()
    assert len(pairs) > 4000
    assert not {ord(standard) for standard in pairs.values()} & set(pairs)
    assert all(unicodedata.normalize("NFKC", standard) == standard for standard in pairs.values())
    assert all(unicodedata.normalize("NFKC", chr(code)) == chr(code) for code in pairs)
    assert (pairs[ord("國")], pairs[ord("後")]) == ("国", "后")


def test_the_table_is_made_from_lines_of_characters() -> None:
    lines = ["# head", "薴\t苧 苎", "苧\t苎", "乾\t干 乾", "台\t台", "國\t国", "頭髮\t头发"]
    assert pairs_of(lines) == {"薴": "苎", "苧": "苎", "乾": "干", "國": "国"}
    assert written(pairs_of(lines)).splitlines()[-1] == "乾干 國国 苧苎 薴苎"
