"""What was found in texts is known while they are the same, so that an edit looks at no other text."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from gongkai.building.build_caches import BuildCaches
from gongkai.building.sources import checked_column
from gongkai.incremental import file_state
from gongkai.model.item import Item, ItemFacts
from gongkai.model.problems.problem import Problem
from gongkai.reading import cached_sources

from tests.columns import document, write_column
from tests.items import made as item

_DAY = date(2026, 11, 24)
_FILES = {
    "content/1.md": document("1", 标题="示例市夜市管理办法", 发文字号="示商规〔2024〕1号", 正文="第一条 甲。\n"),
    "content/2.md": document("2", 发文字号="示商发〔2024〕2号", 正文="根据《示例市夜市管理办法》，通知如下。\n"),
    "content/3.md": document("3", 发文字号="示商发〔2024〕3号", 正文="电话：【待填写：电话】。\n"),
}


def test_a_question_is_answered_once_for_each_origin() -> None:
    looked_at: list[str] = []

    def length(one: Item) -> int:
        looked_at.append(one.body)
        return len(one.body)

    first, second, unknown = (
        item("1", written="甲", origin="a"),
        item("2", written="乙乙", origin="b"),
        item("3", written="丙"),
    )
    facts = ItemFacts({"length": {"a": 7, "z": 8}, "other": {"z": 9}})
    assert [facts.of(one, "length", length) for one in (first, unknown)] == [7, 1]
    # What has no origin is never known.
    assert not facts.grown
    assert [facts.of(one, "length", length) for one in (first, second, second, unknown)] == [7, 2, 2, 1]
    assert looked_at == ["丙", "乙乙", "丙"]
    assert facts.grown
    assert facts.kept() == {"length": {"a": 7, "b": 2}, "other": {"z": 9}}


def _checked(root: Path) -> tuple[Problem, ...]:
    return checked_column(root, _DAY, BuildCaches(root))[1]


def test_only_the_texts_that_changed_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(file_state, "_SETTLED", -(10**18))
    read: list[str] = []
    real = getattr(cached_sources, "_bytes_of")  # noqa: B009

    def noting(root: Path, shown: str, fingerprint: str) -> bytes:
        read.append(shown)
        return bytes(real(root, shown, fingerprint))

    monkeypatch.setattr(cached_sources, "_bytes_of", noting)
    write_column(tmp_path, _FILES)
    first = _checked(tmp_path)
    assert [(one.rule, one.path) for one in first if one.rule == "citation-unnumbered"] == [
        ("citation-unnumbered", "content/2.md")
    ]
    assert read == []
    # The one that cites is looked at, since only the title is known of its text.
    assert _checked(tmp_path) == first
    assert read == ["content/2.md"]
    path = tmp_path / "content/3.md"
    path.write_text(path.read_text(encoding="utf-8").replace("【待填写：电话】", "1"), encoding="utf-8")
    read.clear()
    again = _checked(tmp_path)
    assert read == ["content/2.md"]
    assert again == checked_column(tmp_path, _DAY)[1]
    assert [one.what[:1] for one in (*first, *again) if one.rule == "reviews-missing"] == ["2", "3"]
