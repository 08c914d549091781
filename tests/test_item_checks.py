"""What was found in items at the last check is used again only where it would be found again, with the same words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.checking import checked
from gongkai.incremental.cache import Cache
from gongkai.model.problems.problem import Problem
from gongkai.reading.column_sources import read_column

from tests.columns import document, with_text, write_column

DRAFT = "第一条 为了推动推动发展，制定本规定。\n"
ONE = {
    "content/m.md": with_text("重大行政决策预公开", "1", 草案文本="draft.txt"),
    "content/draft.txt": DRAFT,
    "content/n.md": document("2", 正文="一、推动推动发展\n"),
}
CHANGES = {
    "nothing": {},
    "another item names the file": {"content/a.md": with_text("重大行政决策预公开", "3", 草案文本="./draft.txt")},
    "an earlier item names the file": {
        "content/a.md": with_text("重大行政决策预公开", "0", 草案文本="../content/draft.txt")
    },
    "the text is another": {"content/n.md": document("2", 正文="一、推动推动发展\n二、推动推动发展\n")},
    "the file is another": {"content/draft.txt": f"第一条\n{DRAFT}"},
}


def _problems(root: Path, last: Cache | None) -> tuple[Problem, ...]:
    return checked(bind(read_column(root), date(2026, 11, 20)), last=last).problems


@pytest.mark.parametrize("name", CHANGES)
def test_the_problems_are_those_of_a_check_without_a_cache(name: str, tmp_path: Path) -> None:
    cache = tmp_path / "findings.json"
    root = write_column(tmp_path / "column", ONE)
    before = _problems(root, Cache(cache, "key"))
    assert {one.printed_at for one in before if one.rule == "words-doubled"} == {
        "draft.txt“第一条”",
        "正文“一、推动推动发展”",
    }
    write_column(root, {**ONE, **CHANGES[name]})
    assert _problems(root, Cache(cache, "key")) == _problems(root, None)
    assert _problems(root, Cache(cache, "key")) == _problems(root, None)
