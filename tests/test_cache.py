"""What the last build worked out is written down whole and read back only where it is the same in every byte."""

from __future__ import annotations

import hashlib
import json
import os
import sys
from importlib.metadata import version
from pathlib import Path

import pytest
from gongkai.incremental.cache import Cache, digest_of
from gongkai.incremental.cache_key import code_version, common_sources
from gongkai.incremental.cached_problems import problem_of, problem_row
from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:32]


def test_a_digest_is_half_a_sha_256() -> None:
    assert digest_of("甲".encode()) == _digest("甲".encode())


def _written(path: Path) -> Cache:
    cache = Cache(path, "basis")
    cache.put("甲", "fingerprint", {"a": [1, "乙 丁"], "b": None})
    cache.put("丙", "", [])
    cache.save()
    return cache


BODY = '["甲","fingerprint",{"a":[1,"乙 丁"],"b":null}]\n["丙","",[]]'.encode()


def test_the_file_is_plain_lines_under_their_digest(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "notes.json"
    _written(path)
    assert path.read_bytes() == b"basis %b\n%b" % (_digest(BODY).encode(), BODY)
    assert [one.name for one in path.parent.iterdir()] == ["notes.json"]
    again = Cache(path, "basis")
    assert again.get("甲") == ("fingerprint", {"a": [1, "乙 丁"], "b": None})
    assert again.get("丙") == ("", [])
    assert again.get("丁") == ("", None)


def test_what_is_neither_kept_nor_noted_is_forgotten(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    _written(path)
    again = Cache(path, "basis")
    again.keep("丙")
    again.save()
    kept = b'["\xe4\xb8\x99","",[]]'
    assert path.read_bytes() == b"basis %b\n%b" % (_digest(kept).encode(), kept)


def test_a_note_takes_the_place_of_what_stood_there(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    _written(path)
    again = Cache(path, "basis")
    again.keep("甲")
    again.put("丙", "other", 2)
    again.save()
    assert Cache(path, "basis").get("甲") == ("fingerprint", {"a": [1, "乙 丁"], "b": None})
    assert Cache(path, "basis").get("丙") == ("other", 2)


def test_what_has_not_changed_is_not_written_again(tmp_path: Path) -> None:
    path = tmp_path / "notes.json"
    _written(path)
    os.utime(path, (1, 1))
    again = Cache(path, "basis")
    again.keep("甲")
    again.keep("丙")
    again.save()
    assert path.stat().st_mtime == 1


@pytest.mark.parametrize(
    "spoiled",
    [
        b"",
        b"basis " + _digest(b"").encode() + b"\n",
        b"basis " + _digest(BODY).encode() + b"\n" + BODY[:-1],
        b"other " + _digest(BODY).encode() + b"\n" + BODY,
        b"basis " + _digest(BODY)[1:].encode() + b"\n" + BODY,
        BODY,
    ],
)
def test_a_damaged_file_counts_as_empty(tmp_path: Path, spoiled: bytes) -> None:
    path = tmp_path / "notes.json"
    path.write_bytes(spoiled)
    assert Cache(path, "basis").get("甲") == ("", None)


def test_without_a_place_nothing_is_written_down(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    cache = Cache()
    cache.put("甲", "fingerprint", object())
    cache.save()
    assert cache.get("甲") == ("", None)
    assert list(tmp_path.iterdir()) == []


def test_a_disk_that_refuses_stops_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    _written(tmp_path / "file" / "notes.json")
    (tmp_path / "notes.new").mkdir()
    _written(tmp_path / "notes.json")
    assert not (tmp_path / "notes.json").exists()


PLACES = (Place("a.md", 3, 4, 7), Place("b.csv", 5, 6))
ROWS = {
    "plain": (
        Problem("a.md", 1, 2, "rule", Level.WARNING, "甲。", "乙。"),
        ["a.md", 1, 2, "rule", "警告", "甲。", "乙。"],
    ),
    "of several places": (
        Problem("a.md", 1, 2, "rule", Level.ERROR, "甲。", "乙。", PLACES),
        ["a.md", 1, 2, "rule", "错误", "甲。", "乙。", "", "", ["a.md", 3, 4, 7], ["b.csv", 5, 6, 0]],
    ),
    "told in other words": (
        Problem("a.md", 1, 2, "rule", Level.NOTE, "甲。", "乙。", (), "丙"),
        ["a.md", 1, 2, "rule", "提示", "甲。", "乙。", "", "丙"],
    ),
    "that staff may publish": (
        Problem("a.md", 1, 2, "rule", Level.NOTE, "甲。", "乙。", printed_at="正文第1行"),
        ["a.md", 1, 2, "rule", "提示", "甲。", "乙。", "正文第1行"],
    ),
}


@pytest.mark.parametrize("name", ROWS)
def test_a_problem_comes_back_as_it_was(name: str) -> None:
    problem, row = ROWS[name]
    assert problem_row(problem) == row
    assert problem_of(json.loads(json.dumps(row))) == problem


def _state(begin: str, files: list[tuple[str, bytes]]) -> str:
    state = hashlib.sha256(begin.encode())
    for name, data in files:
        state.update(f"{len(name)}:{len(data)}:{name}".encode() + data)
    return state.hexdigest()[:32]


def test_the_code_counts_with_its_libraries_in_a_fixed_order(tmp_path: Path) -> None:
    for name in ("b.py", "a.py", "d/c.py", "b/x.py", "__pycache__/a.pyc", "d/__pycache__/c.pyc"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name, encoding="utf-8")
    (tmp_path / "e.py").symlink_to(tmp_path / "nowhere")
    libraries = "".join(
        f"{name}={version(name)};" for name in ("jinja2", "markdown", "markupsafe", "nh3", "olefile", "pypdf", "pyyaml")
    )
    files = [(name, name.encode()) for name in ("a.py", "b.py")] + [("e.py", b"")]
    files += [(name, name.encode()) for name in ("b/x.py", "d/c.py")]
    # The folder itself is no file and counts as an empty one.
    assert code_version(tmp_path) == _state(f"{sys.version};{libraries}", [(".", b""), *files])
    other = tmp_path / "d"
    both = [(".", b""), *files, (".", b""), ("c.py", b"d/c.py")]
    assert code_version(tmp_path, other) == _state(f"{sys.version};{libraries}", both)


def test_common_sources_count_in_a_fixed_order(tmp_path: Path) -> None:
    catalogue = tmp_path / "catalogue"
    (catalogue / "types").mkdir(parents=True)
    (catalogue / "types" / "a.yml").write_bytes(b"1")
    (catalogue / "synonyms.yml").write_bytes(b"2")
    (catalogue / "lexicon.yml").write_bytes(b"3")
    files = [(".", b""), (".", b""), (".", b"2"), (".", b"3"), (".", b""), ("a.yml", b"1"), (".", b""), (".", b"")]
    assert common_sources(tmp_path) == _state("", files)
