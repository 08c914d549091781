"""Texts are compared without regard to width, Traditional characters and case, and no text is changed for display."""

from __future__ import annotations

import unicodedata

import pytest
from gongkai.model.script import Fold, normalized, simplified, traditional_pairs


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("Abc 1", "abc 1"),
        ("ＡＢＣ　１２（～）", "abc 12(~)"),
        ("示商發﹝２０２４﹞１號", "示商发〔2024〕1号"),
        ("㎡㈠ﬁ", "m2(一)fi"),
        ("İ", "i̇"),
        ("cafe\u0301", "café"),
        ("", ""),
    ],
)
def test_the_normal_form(text: str, folded: str) -> None:
    assert normalized(text) == folded
    assert normalized(folded) == folded


def test_every_character_has_the_plain_normal_form() -> None:
    fold, simple = Fold({}), traditional_pairs()
    characters = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    folded = [unicodedata.normalize("NFKC", one).translate(simple).lower() for one in characters]
    assert [fold(one) for one in characters] == folded


def test_traditional_characters_alone_are_replaced() -> None:
    assert simplified("關於ＡＢ辦法") == "关于ＡＢ办法"
    assert simplified("ABC") == "ABC"
    assert traditional_pairs()[ord("關")] == "关"


@pytest.mark.parametrize(
    ("text", "folded"),
    [("a-B", "a+b"), ("甲－乙ＡＢ\u3000", "甲+乙ab "), ("關-係", "关+系"), ("㎡-ｘ", "m2+x"), ("㎡關", "m2关")],
)
def test_further_replacements_follow_the_fold(text: str, folded: str) -> None:
    assert Fold({"-": "+"})(text) == folded
