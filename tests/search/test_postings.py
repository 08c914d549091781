"""Lists of terms: whoever holds a term is in its list once, with its weight and with what follows the term there."""

from __future__ import annotations

from array import array
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from gongkai.searching import inverted_index, shards, tokenizer
from gongkai.searching.answers import first_answers
from gongkai.searching.entries import Entry
from gongkai.searching.inverted_index import InvertedIndex
from gongkai.searching.posting_lists import ENTRY_SHIFT, TITLE_STRENGTH, TITLE_WEIGHT, encoded
from gongkai.searching.shards import write_index
from gongkai.searching.tokenizer import MARK_SHIFT, phrase_marks, tokens
from gongkai.searching.varint import ByteReader, varints
from hypothesis import given
from hypothesis import strategies as st

_TEXTS = st.sampled_from(
    [
        "",
        "示例市商务局",
        "商务局",
        "2018年4月9日",
        "自动进口许可证",
        "a-12",
        "示商许准字〔2018〕12号",
        "商务商务商务局",
        "\x02甲\x02乙",
    ]
)
_ENTRIES = st.lists(
    st.builds(
        Entry,
        url=st.just("a.html"),
        title=_TEXTS,
        number=_TEXTS,
        cells=st.lists(_TEXTS, max_size=3).map(tuple),
        agency=_TEXTS,
        text=st.lists(_TEXTS, max_size=4).map("，".join),
        day=st.sampled_from([None, date(2018, 4, 9)]),
    ),
    max_size=8,
)


def _followed(text: str) -> list[tuple[str, int]]:
    return list(zip(tokens(text), phrase_marks(text)))


def _said(entry: Entry) -> tuple[list[tuple[str, int]], list[tuple[str, int]]]:
    """Terms with what follows them: those of title and varints, and the others."""
    strong = [pair for text in entry.strong for pair in _followed(text)]
    if entry.day:
        strong.append((f"@{entry.day:%Y%m%d}", 0))
    return strong, [pair for text in (*entry.cells, entry.agency, entry.text) for pair in _followed(text)]


def _read(content: bytes) -> dict[int, tuple[int, set[int]]]:
    """Weight and bytes of each entry of a list."""
    reader = ByteReader(content)
    head = reader.varint()
    steps = [reader.varint() for _ in range(head >> 1)]
    rest = content[len(varints((head, *steps))) :]
    sizes = [1] * len(steps) if head & 1 else list(rest[: len(steps)])
    marks = rest if head & 1 else rest[len(steps) :]
    found = {}
    entry = at = 0
    for step, size in zip(steps, sizes, strict=True):
        entry += step >> 3
        found[entry] = step & 7, set(marks[at : at + size])
        at += size
    assert (len(found), at) == (len(steps), len(marks))
    return found


@given(_ENTRIES)
def test_every_list_says_what_the_entries_say(entries: list[Entry]) -> None:
    postings = InvertedIndex()
    for entry in entries:
        postings.add(entry)
    postings.finish()
    expected: dict[str, dict[int, tuple[int, set[int]]]] = {}
    for place, entry in enumerate(entries):
        strong, rest = _said(entry)
        in_text = Counter(tokens(entry.text))
        for term, mark in (*strong, *rest):
            count = in_text[term]
            weight = 3 if count > 9 else 2 if count > 3 else 1 if count > 1 else 0
            weight = TITLE_WEIGHT if any(term == one for one, _ in strong) else weight
            expected.setdefault(term, {}).setdefault(place, (weight, set()))[1].add(mark)
    found = {term: _read(some) for term, _, some in postings.encoded_lists()}
    assert found == expected
    assert list(postings.titles) == [len(tokens(entry.title)) for entry in entries]
    assert list(postings.lengths) == [sum(map(len, _said(entry))) - bool(entry.day) for entry in entries]


_POSTINGS = st.tuples(
    st.integers(0, 60), st.sampled_from([0, 1, 2, 200, 255]), st.sampled_from([0, 1, 3, 10, TITLE_STRENGTH])
)


@given(st.lists(_POSTINGS, min_size=1, max_size=80), st.sampled_from([0, 1 << 17, 1 << 25]))
def test_a_list_says_the_same_however_long_it_is(postings: list[tuple[int, int, int]], first: int) -> None:
    held: dict[int, dict[int, int]] = {}
    for entry, mark, strength in sorted(postings):
        held.setdefault(first + entry, {})[mark] = strength
    expected = {}
    for entry, own in held.items():
        count = sum(own.values())
        weight = 3 if count > 9 else 2 if count > 3 else 1 if count > 1 else 0
        expected[entry] = (TITLE_WEIGHT if TITLE_STRENGTH in own.values() else weight), set(own)
    given = [first + entry << ENTRY_SHIFT | mark << MARK_SHIFT | strength for entry, mark, strength in postings]
    assert _read(encoded(array("Q", given))) == expected
    if len(given) == 1:
        assert _read(encoded(given[0])) == expected


def test_a_new_tokenizer_takes_over_where_words_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    entries = [Entry(url="a.html", title=f"企业{n}号", text=f"第{n * 7}号，{n}号，商务局") for n in range(60)]
    found = []
    for many, longest in ((3_000, 100_000), (0, 100_000), (0, 20)):
        monkeypatch.setattr(tokenizer, "_MOST_OF_ONE_HASH", many)
        monkeypatch.setattr(inverted_index, "_MOST_CHARACTERS", longest)
        postings = InvertedIndex()
        for entry in entries:
            postings.add(entry)
        postings.finish()
        found.append(list(postings.encoded_lists()))
    assert found[0] == found[1] == found[2]


def test_a_very_long_text_is_cut_in_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "第1号商务局，\n" + "长" * 40 + "\n第2号商务局。\n\n末行"
    found = []
    for longest in (100_000, 12):
        monkeypatch.setattr(inverted_index, "_MOST_CHARACTERS", longest)
        postings = InvertedIndex()
        postings.add(Entry(url="a.html", title="", text=text))
        postings.finish()
        lists = {term: set(_read(own)) for term, _, own in postings.encoded_lists()}
        found.append((postings.lengths[0], lists))
    assert found[0] == found[1]
    assert found[0][1].keys() >= {"第1", "2号", "末行", "行"}


def test_what_follows_in_too_many_ways_tells_nothing() -> None:
    postings = InvertedIndex()
    postings.add(Entry(url="a.html", title="", text="，".join(f"公开{chr(0x4E00 + 7 * n)}" for n in range(17))))
    postings.add(Entry(url="b.html", title="", text="公开"))
    postings.finish()
    lists = {term: own for term, _, own in postings.encoded_lists()}
    assert _read(lists["公开"]) == {0: (3, set()), 1: (0, {0})}


def test_wide_records_do_not_make_thousands_of_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shards, "_MOST_OF_ROWS", 10)
    monkeypatch.setattr(shards, "_MOST_OF_TERMS", 6)
    words = "".join(chr(0x4E00 + n) for n in range(900))
    rows = [
        Entry(url=f"a.html#{n}", title=f"企业{n}号", cells=tuple(words[n * k % 800 :][:60] for k in range(1, 12)))
        for n in range(400)
    ]
    numbers_of_files = []
    for name, count in (("free", 0), ("records", len(rows))):
        write_index(rows, tmp_path, name, count)
        kinds = Counter(path.name[0] for path in (tmp_path / "search" / name).iterdir())
        numbers_of_files.append((kinds["d"], kinds["t"]))
    (free_rows, free_terms), (most_rows, most_terms) = numbers_of_files
    assert (free_rows > 10, free_terms > 6, most_rows <= 10, most_terms <= 6) == (True,) * 4, numbers_of_files
    assert first_answers(tmp_path, "企业399号", 1, "records") == ("a.html#399",)
