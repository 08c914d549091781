"""The written index: the same bytes every time, few files changed by an edit, damage found, Pagefind never believed."""

from __future__ import annotations

import hashlib
import os
import stat
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.validity_on_day import validity_on
from gongkai.model.publication import Publication
from gongkai.model.validity import State
from gongkai.searching import pagefind
from gongkai.searching.answers import first_answers, read_index
from gongkai.searching.entries import Entry, days_in_force, entries_of
from gongkai.searching.packing import BrokenFileError, read_file, write_file
from gongkai.searching.pagefind import PagefindError, write_pagefind
from gongkai.searching.publish_search import write_search
from gongkai.searching.shards import write_index
from gongkai.searching.tokens import utf16_key
from gongkai.searching.varint import (
    ByteReader,
    front_coded,
    read_front_coded,
    read_zigzag_deltas,
    varints,
    zigzag_deltas,
)
from hypothesis import given
from hypothesis import strategies as st

from tests.search.corpus import entries
from tests.search.queries import held_out

SOME = tuple(entries(30))
PROJECT = Path(__file__).parents[2]


def _bytes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    write_search(SOME, folder, "pagefind")
    return folder


def test_the_index_answers_as_the_texts_do(site: Path) -> None:
    read_index(site, "pages").verify()
    for query in held_out(SOME, 3, 6):
        found = set(first_answers(site, query.text, 10_000))
        if query.kind not in ("错一字", "连写", "截短的号码", "日期", "多词"):
            assert query.true <= found, query
        if query.target:
            assert first_answers(site, query.text, 1) == (query.target,), query


@pytest.mark.uncounted
def test_same_entries_same_bytes(site: Path, tmp_path: Path) -> None:
    code = (
        "from pathlib import Path; from tests.search.corpus import entries; from gongkai.searching.publish_search import write_search;"
        f"write_search(tuple(entries(30)), Path({str(tmp_path)!r}), 'pagefind')"
    )
    environment = {
        **os.environ,
        "PYTHONHASHSEED": "4242",
        "PYTHONPATH": f"{PROJECT / 'hooks'}:{PROJECT}",
        "TZ": "Asia/Tokyo",
    }
    subprocess.run([sys.executable, "-c", code], check=True, env=environment, cwd=PROJECT)
    assert _bytes(tmp_path) == _bytes(site)


@pytest.mark.uncounted
def test_an_edited_text_changes_few_files(tmp_path: Path) -> None:
    whole = list(entries(250))
    write_index(whole, tmp_path / "before", "pages")
    whole[30] = replace(whole[30], text=whole[30].text + "\n新增一句：开展专项整治行动。")
    write_index(whole, tmp_path / "after", "pages")
    before, after = _bytes(tmp_path / "before"), _bytes(tmp_path / "after")
    changed = [Path(name).name for name in sorted({*before, *after}) if before.get(name) != after.get(name)]
    assert [name[:1] for name in changed if not name.startswith("t")] == ["d", "m", "x"]
    # Twelve pairs stand in no more shards than that, and a border may move beside each.
    assert len(changed) <= 15
    assert len(before) > 150


def test_a_newer_build_leaves_nothing_of_the_older(tmp_path: Path) -> None:
    write_index(SOME, tmp_path, "pages")
    write_index(SOME[:3], tmp_path, "pages")
    assert len(list((tmp_path / "search" / "pages").iterdir())) < 12
    read_index(tmp_path, "pages").verify()


def test_an_index_of_nothing_and_one_of_records(tmp_path: Path) -> None:
    write_index((), tmp_path, "pages")
    assert read_index(tmp_path, "pages").count == 0
    assert first_answers(tmp_path, "商务") == ()
    rows = (
        Entry(url=f"a.html#{n}", title=f"企业{n}号", number=f"XK{n:05}", cells=("加油站", f"{n}吨")) for n in range(500)
    )
    written = write_index(rows, tmp_path, "records")
    assert not list((tmp_path / "search" / "records").glob("x*"))
    assert first_answers(tmp_path, "XK00042", 1, "records") == ("a.html#42",)
    assert (written.entries, read_index(tmp_path, "records").row(42)) == (
        500,
        ("企业42号", "a.html#42", "XK00042", "", "加油站", "42吨"),
    )


@pytest.mark.parametrize("damage", ["gone", "empty", "cut", "older"])
def test_damage_is_found(tmp_path: Path, damage: str) -> None:
    write_index(SOME, tmp_path, "pages")
    path = sorted((tmp_path / "search" / "pages").glob("x*.js"))[0]
    if damage == "gone":
        path.unlink()
    elif damage == "older":
        write_file(path, "pages/x0", "000000", b"[]")
    else:
        path.write_bytes(path.read_bytes()[: 0 if damage == "empty" else 100])
    with pytest.raises((BrokenFileError, OSError)):
        read_index(tmp_path, "pages").verify()


@given(st.lists(st.integers(-(2**40), 2**40)))
def test_numbers_come_back(values: list[int]) -> None:
    assert read_zigzag_deltas(zigzag_deltas(values)) == values
    assert list(ByteReader(varints(map(abs, values))).rest()) == [abs(value) for value in values]


@given(st.sets(st.text(st.sampled_from("0ab·国务院\U00020bb7\U00020bb8"), min_size=1, max_size=40)))
def test_words_come_back(found: set[str]) -> None:
    ordered = sorted(found, key=utf16_key)
    assert read_front_coded(front_coded(ordered)) == ordered


@given(st.binary(max_size=300))
def test_files_come_back(content: bytes) -> None:
    path = Path(os.environ.get("TMPDIR", "/tmp")) / f"gongkai-{os.getpid()}.js"
    write_file(path, "a/b", "123456", content)
    assert read_file(path, "123456") == content
    path.unlink()


def test_days_in_force_are_those_of_the_states(demonstration: Publication) -> None:
    alive = (State.IN_FORCE, State.AMENDED, State.PARTLY)
    proved = 0
    for item in demonstration.reading.items:
        validity = demonstration.validity.get(item.index_no)
        if validity is None:
            continue
        first, last = days_in_force(validity)
        for year in range(2008, 2032):
            day = date(year, 7, 1)
            state = validity_on(item, demonstration.incoming.get(item.index_no, ()), day).state
            stands = first is not None and first <= day and (last is None or day <= last)
            assert stands == (state in alive), (item.index_no, day, state)
            proved += stands
    assert proved > 50


def test_entries_hold_what_pages_show(demonstration: Publication) -> None:
    found = list(entries_of(demonstration))
    assert len(found) == len(demonstration.reading.items)
    assert [entry.day or date.min for entry in found] == sorted(entry.day or date.min for entry in found)
    assert {entry.part for entry in found} >= {"法定主动公开内容", "政府信息公开年报"}


@pytest.fixture
def binary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for the program of Pagefind."""
    path = tmp_path / "pagefind"
    monkeypatch.setattr(pagefind, "get_executable", lambda: str(path))
    return path


_LIAR = """#!{python}
import base64, json, sys
replies = []
given = b""
while not (given.endswith(b",") and b"GetFiles" in base64.b64decode(given.split(b",")[-2])):
    given += sys.stdin.buffer.read1(1 << 16)
for number, one in enumerate(given.split(b",")[:-1]):
    kind = json.loads(base64.b64decode(one))["payload"]["type"]
    payload = {{"type": {{"AddRecord": "IndexedFile"}}.get(kind, kind), "files": {files}}}
    sys.stdout.buffer.write(base64.b64encode(json.dumps({{"message_id": number, "payload": payload}}).encode()) + b",")
sys.stdout.buffer.flush()
"""


@pytest.mark.parametrize(
    ("program", "told"),
    [
        (None, "Pagefind 无法运行（文件不存在）。"),
        ("#!/bin/sh\nexit 0\n", "Pagefind 只收录了 0 条，应为 3 条。"),
        ("#!/bin/sh\necho hello,\n", "Pagefind 的应答读不懂。"),
        ("#!/bin/sh\nexec sleep 20\n", "Pagefind 超过 0.5 秒没有完成。"),
        (_LIAR.format(python=sys.executable, files="[]"), "Pagefind 的索引读不懂。"),
        (
            _LIAR.format(python=sys.executable, files='[{"path": "pagefind.js", "content": ""}]'),
            "Pagefind 给出的文件“pagefind.js”是空的。",
        ),
        (
            _LIAR.format(python=sys.executable, files='[{"path": "../../x", "content": "AAAA"}]'),
            "Pagefind 给出的文件名不对。",
        ),
    ],
)
def test_pagefind_is_not_believed(binary: Path, tmp_path: Path, program: str | None, told: str) -> None:
    if program is not None:
        binary.write_text(program, encoding="utf-8")
        binary.chmod(binary.stat().st_mode | stat.S_IXUSR)
    with pytest.raises(PagefindError) as fault:
        write_pagefind(SOME[:3], tmp_path, 0.5 if program and "sleep" in program else 20)
    assert str(fault.value) == told
    assert not (tmp_path / "pagefind" / "pagefind.js").exists()


@pytest.mark.parametrize("place", [0, 1, 2])
def test_an_entry_that_pagefind_has_lost_is_missed(place: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first, the middle and the last entry are asked for by their titles."""
    record = pagefind._record

    def without_title(entry: Entry) -> dict[str, object]:
        return record(replace(entry, title="", text="别的") if entry is SOME[place] else entry)

    monkeypatch.setattr(pagefind, "_record", without_title)
    with pytest.raises(PagefindError) as fault:
        write_pagefind(SOME[:3], tmp_path)
    assert str(fault.value) == f"Pagefind 的索引找不到“{SOME[place].title}”。"


@pytest.mark.parametrize(("wish", "engine"), [("auto", "shards"), ("shards", "shards"), ("pagefind", "pagefind")])
def test_pagefind_stands_beside_the_shards_only_where_it_is_asked_for(tmp_path: Path, wish: str, engine: str) -> None:
    report = write_search(SOME[:3], tmp_path / "site", wish)
    assert report.warning == ""
    assert (tmp_path / "site" / "search" / "engine.js").read_text("utf-8") == f'window.gkEngine = "{engine}";\n'
    assert (tmp_path / "site" / "pagefind").is_dir() == (engine == "pagefind")


def test_without_pagefind_the_shards_answer_and_the_build_says_so(binary: Path, tmp_path: Path) -> None:
    report = write_search(SOME[:3], tmp_path / "site", "pagefind")
    assert report.warning == (
        "Pagefind 无法运行（文件不存在）。检索由自带索引完成，只是没有备用的；请核对 pagefind-bin 是否装好。"
    )
    assert (tmp_path / "site" / "search" / "engine.js").read_text("utf-8") == 'window.gkEngine = "shards";\n'
    assert first_answers(tmp_path / "site", SOME[1].title, 1) == (SOME[1].url,)
    assert not binary.exists()
