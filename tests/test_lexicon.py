"""The word lists: no entry hits its own correction, every entry is found, exceptions excuse only their words."""

from __future__ import annotations

from pathlib import Path

import pytest
from gongkai.model.words.slip import Slip
from gongkai.reading.types.editor_schema import lexicon_schema
from gongkai.reading.words.word_list import wrong_words

from tests.golden import golden

HONEST = golden(Path(__file__).parent / "cases" / "spam" / "honest.yml")
SLIPS = tuple(wrong_words().slips.values())


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


def test_every_entry_is_found_and_honest_sentences_have_none() -> None:
    words = wrong_words().words
    missed = [one.wrong for one in SLIPS if not any(one.wrong in word for _, word in words.places(f"市{one.wrong}局"))]
    assert missed == []
    assert [line for line in HONEST if words.present(line)] == []


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
