"""An index that is made run by run has the bytes of one that is made at once."""

import os
import random
from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from gongkai.incremental import shared_work
from gongkai.searching.entries import Entry
from gongkai.searching.merging import growing_index, posting_runs, term_lists
from gongkai.searching.merging.entry_source import PassingEntries, WholeEntry
from gongkai.searching.merging.growing_index import GrowingIndex
from gongkai.searching.merging.posting_runs import PostingRuns, joined
from gongkai.searching.posting_lists import ENTRY_SHIFT, TITLE_STRENGTH, encoded
from gongkai.searching.shards import index_files, make_index, write_index
from gongkai.searching.tokenizer import MARK_SHIFT
from hypothesis import given
from hypothesis import strategies as st

_WORDS = "商务局食糖进口许可证公示企业𠮷﨑一二三四五六七八九十"
"""Characters of higher planes and of U+F900 are ordered otherwise by code units than by code points."""
_POSTINGS = st.lists(
    st.tuples(st.integers(0, 300), st.sampled_from([0, 1, 200, 255]), st.sampled_from([0, 1, 3, 10, TITLE_STRENGTH])),
    min_size=1,
    max_size=90,
)


def _entries(count: int) -> list[Entry]:
    chance = random.Random(7)
    return [
        Entry(
            url=f"a.html#{number}",
            title="".join(chance.choices(_WORDS, k=9)) if number % 3 else "同名企业",
            number=f"示许〔2026〕{number}号",
            cells=("".join(chance.choices(_WORDS, k=20)), "商务局，商务局", f"2026-01-{1 + number % 28:02}"),
            text="".join(chance.choices(_WORDS + "，", k=chance.choice((0, 0, 400)))),
        )
        for number in range(count)
    ]


def _files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@given(_POSTINGS, st.sets(st.integers(0, 300), max_size=4))
def test_parts_of_a_list_are_joined_to_the_whole(postings: list[tuple[int, int, int]], cuts: set[int]) -> None:
    ordered = sorted(entry << ENTRY_SHIFT | mark << MARK_SHIFT | strength for entry, mark, strength in postings)
    parts = []
    for begin, end in zip([0, *sorted(cuts)], [*sorted(cuts), 1 << 40]):
        own = [one for one in ordered if begin <= one >> ENTRY_SHIFT < end]
        if own:
            parts.append((own[-1] >> ENTRY_SHIFT, encoded(own[0] if len(own) == 1 else array("Q", own))))
    assert joined(parts) == encoded(array("Q", ordered))


@pytest.mark.parametrize("most", [0, 900, 6_000])
@pytest.mark.parametrize("records", [0, 150])
def test_runs_of_any_size_give_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, records: int
) -> None:
    # A few characters get a term of their own, others are just too rare.
    monkeypatch.setattr("gongkai.searching.shards._SHARD", 110)
    written = write_index(_entries(150), tmp_path / "once", "pages", records)
    monkeypatch.setattr(growing_index, "MOST_CHARACTERS", most)
    monkeypatch.setattr(posting_runs, "_BLOCK", 7)
    monkeypatch.setattr(term_lists, "_BLOCK", 5)
    assert write_index(_entries(150), tmp_path / "runs", "pages", records) == written
    once, runs = (_files(tmp_path / name / "search" / "pages") for name in ("once", "runs"))
    assert runs == once


@pytest.mark.parametrize(("many", "own"), [(8, {"商*", "务*"}), (9, set())])
def test_only_what_is_frequent_in_all_runs_together_has_a_term(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: int, own: set[str]
) -> None:
    found = []
    for most in (1 << 30, 40):
        monkeypatch.setattr(growing_index, "MOST_CHARACTERS", most)
        with GrowingIndex(tmp_path) as index:
            for number in range(12):
                index.add(Entry(url=f"{number}.html", title="商务" if number % 4 else "局长办公会"), "")
            lists = index.finish(many)
            sizes = list(lists.sizes)
            found.append((dict(lists), sizes, list(index.lengths), list(index.titles), index.character_postings))
    assert found[0] == found[1]
    assert found[0][4] == {"商": 9, "务": 9, "局": 3, "长": 3, "办": 3, "公": 3, "会": 3}
    assert {term for term in found[0][0] if term.endswith("*")} == own
    assert list(tmp_path.iterdir()) == []


def test_runs_without_terms_are_merged_too(tmp_path: Path) -> None:
    with (tmp_path / "runs").open("w+b") as file:
        runs = PostingRuns(file)
        runs.add([], 0)
        runs.add([("商务", 3, b"\3\x18\0"), ("局", 4, b"\3\x20\1")], 0)
        runs.add([], 5)
        runs.add([("商务", 9, b"\3\x48\2")], 5)
        assert list(runs.merged()) == [("商务", b"\5\x18\x30\0\2"), ("局", b"\3\x20\1")]
        assert len(runs) == 4


class _Listed(list[Entry]):
    """Entries of which any can be asked for, as an index by several processes needs them."""

    def __init__(self, entries: list[Entry]) -> None:
        super().__init__(entries)
        self.heard: dict[int, str] = {}

    def __iter__(self) -> Iterator[WholeEntry]:  # type: ignore[override]
        return map(self.whole, range(len(self)))

    def bare(self, number: int) -> Entry:
        return self[number]

    def whole(self, number: int) -> WholeEntry:
        return self[number], self[number].text, ""

    def learnt(self, number: int) -> str:
        return self[number].url

    def learn(self, number: int, learnt: str) -> None:
        self.heard[number] = learnt


@pytest.mark.uncounted
@pytest.mark.skipif(not hasattr(os, "fork"), reason="no processes can be forked here")
@pytest.mark.parametrize("workers", [2, 3, 8])
@pytest.mark.parametrize("records", [0, 600])
@pytest.mark.parametrize("most", [1 << 30, 500])
def test_several_processes_write_the_same_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, workers: int, records: int, most: int
) -> None:
    for name, size in (("shards._SHARD", 110), ("kept.result_files._RECORDS", 900)):
        monkeypatch.setattr(f"gongkai.searching.{name}", size)
    entries = _entries(600)
    written = write_index(entries, tmp_path / "one", "pages", records)
    monkeypatch.setattr(growing_index, "MOST_CHARACTERS", most)
    monkeypatch.setattr(shared_work, "FEWEST", 1)
    monkeypatch.setattr(shared_work, "worker_count", lambda: workers)
    source = _Listed(entries)
    files = index_files(tmp_path / "many", "pages")
    assert make_index(source, files, records).written == written
    one, many = (_files(tmp_path / name / "search" / "pages") for name in ("one", "many"))
    assert many == one
    # They are noted in the order in which one process writes them.
    again = index_files(tmp_path / "again", "pages")
    make_index(PassingEntries(entries), again, records)
    assert list(files.noted.items()) == list(again.noted.items())
    assert source.heard == {number: entry.url for number, entry in enumerate(entries)}
