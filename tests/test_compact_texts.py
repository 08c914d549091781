"""Texts in compressed blocks are the texts, and a build that compresses its records gives the same bytes."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.records import compact_texts, record_tables
from gongkai.binding.records.compact_texts import CompactTexts

from tests.columns import write_column
from tests.test_recalled_records import _FILES, _built


@pytest.mark.parametrize("count", [0, 1, 3, 7])
def test_compact_texts_are_read_like_a_list(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compact_texts, "_BLOCK", 3)
    texts = [f"第{number}条\n𠮷\ud800\x1f" * number for number in range(count)]
    compact = CompactTexts(texts)
    assert list(compact) == texts
    assert len(compact) == count
    assert bool(compact) == bool(texts)
    assert [compact[place] for place in range(-count, count)] == [*texts, *texts]
    assert [compact[start:stop] for start in range(-1, 8) for stop in (None, 2, -1)] == [
        texts[start:stop] for start in range(-1, 8) for stop in (None, 2, -1)
    ]
    for place in (count, -count - 1):
        with pytest.raises(IndexError):
            compact[place]


def test_compressed_records_give_the_same_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = write_column(tmp_path / "column", _FILES)
    plain = _built(root, date(2026, 11, 20), tmp_path / "plain", None)
    compressed: list[int] = []

    class Noted(CompactTexts):
        def __init__(self, texts: Sequence[str]) -> None:
            compressed.append(len(texts))
            super().__init__(texts)

    monkeypatch.setattr(record_tables, "CompactTexts", Noted)
    monkeypatch.setattr(record_tables, "MOST_PLAIN", 2)
    assert _built(root, date(2026, 11, 20), tmp_path / "compact", None) == plain
    assert sum(compressed) > 2
