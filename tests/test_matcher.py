"""Patterns of modules are compiled when they are used, and then are what ``re.compile`` gives."""

from __future__ import annotations

import pickle
import re
from copy import deepcopy

import pytest
from gongkai.model.words.matcher import matcher


def test_nothing_is_compiled_before_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    whole = re.compile

    def watched(source: str, flags: int = 0) -> re.Pattern[str]:
        compiled.append(source)
        return whole(source, flags)

    monkeypatch.setattr(re, "compile", watched)
    year, word = matcher(r"(?P<year>\d{4})年"), matcher("办法", re.IGNORECASE)
    assert compiled == []
    assert [year.sub(r"\g<year>", "2026年"), year.findall("2025年、2026年")] == ["2026", ["2025", "2026"]]
    found = year.search("自2026年起")
    assert (found and found["year"], year.fullmatch("2026"), year.groupindex) == ("2026", None, {"year": 1})
    assert compiled == [r"(?P<year>\d{4})年"]
    assert (word.pattern, word.flags & re.IGNORECASE) == ("办法", re.IGNORECASE)


def test_a_pattern_of_bytes_is_one() -> None:
    assert matcher(rb"\d+").findall(b"1, 23") == [b"1", b"23"]


def test_a_faulty_pattern_is_told_when_it_is_used() -> None:
    faulty = matcher("(")
    with pytest.raises(re.error, match=r"missing \), unterminated subpattern"):
        faulty.search("")


def test_copies_match_the_same() -> None:
    one = matcher("一+")
    assert one.search("二") is None
    for copy in (deepcopy(one), pickle.loads(pickle.dumps(one))):
        assert copy.findall("一二一一") == ["一", "一一"]
    with pytest.raises(AttributeError):
        getattr(one, "nothing_such")  # noqa: B009
