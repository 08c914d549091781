"""The word lists: no entry hits its own correction, the quick search finds every entry, exceptions excuse only their words."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from gongkai.model.words.slip import Slip, quick_searches
from gongkai.reading.types.editor_schema import lexicon_schema
from gongkai.reading.words.left_overs import left_overs
from gongkai.reading.words.word_list import wrong_words
from hypothesis import given
from hypothesis import strategies as st

from tests.golden import golden

HONEST = golden(Path(__file__).parent / "cases" / "spam" / "honest.yml")
SLIPS = tuple(wrong_words().slips.values())


def _found(searches: tuple[re.Pattern[str], ...], text: str) -> bool:
    return any(one.search(text) for one in searches)


def test_the_list_has_reasons_and_no_entry_hits_a_correction() -> None:
    assert len(SLIPS) > 900
    assert [slip for slip in SLIPS if len(slip.wrong) < 2 or not (slip.right and slip.reason and slip.source)] == []
    rights = "\n".join(slip.right for slip in SLIPS)
    assert [slip.wrong for slip in SLIPS if slip.wrong in rights] == []
    assert [
        (slip.wrong, phrase)
        for slip in SLIPS
        for phrase in slip.exceptions
        if not slip.is_excused(phrase, phrase.find(slip.wrong))
    ] == []


def test_the_quick_search_finds_every_entry_and_every_trigger() -> None:
    known = wrong_words()
    assert [
        slip.wrong for slip in SLIPS if not _found(quick_searches(known.slips, known.frequent), f"市{slip.wrong}局")
    ] == []
    triggers = [one for forms in left_overs().values() for form in forms for one in form.triggers]
    quick = quick_searches(triggers, known.frequent)
    assert [one for one in triggers if not _found(quick, one)] == []
    assert [line for line in HONEST if _found(quick_searches(known.slips, known.frequent), line)] == []


@given(
    st.lists(st.text("甲乙丙丁", min_size=2, max_size=4), min_size=1, max_size=6), st.text("甲乙丙丁戊", max_size=20)
)
def test_quick_searches_match_where_one_of_the_words_stands(words: list[str], text: str) -> None:
    assert _found(quick_searches(words, "甲乙丙"), text) is any(word in text for word in words)
    assert _found(quick_searches(words, "甲" * 600 + "乙"), text) is any(word in text for word in words)


@pytest.mark.parametrize(
    ("text", "start", "excused"),
    [("公布署名", 1, True), ("统一布署", 2, False), ("布署名", 0, False), ("布署", 0, False)],
)
def test_an_exception_covers_the_word_in_its_phrase(text: str, start: int, *, excused: bool) -> None:
    slip = Slip(wrong="布署", right="部署", reason="", exceptions=("公布署名",))
    assert slip.is_excused(text, start) is excused


def test_the_editor_schema_knows_every_key_that_is_read() -> None:
    items = lexicon_schema()["items"]
    assert isinstance(items, dict)
    assert set(items["properties"]) == {"错", "对", "理由", "依据", "例外", "级别"}
