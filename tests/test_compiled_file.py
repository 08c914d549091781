"""What is kept beside the sources of the product: used where it is whole and of this engine, else made again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from gongkai.incremental import compiled_file
from gongkai.incremental.compiled_file import CompiledFile
from gongkai.model.problems.yielded import gathered
from gongkai.reading.types import kinds
from gongkai.rendering.environment import standalone
from jinja2 import Environment

_TEMPLATES = {"gongkai/components/greeting.html": "{% macro greeting(name) %}<b>{{ name }}</b>{% endmacro %}"}


@pytest.fixture(autouse=True)
def _keeping(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


def test_what_was_written_is_read_by_the_same_engine_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept = CompiledFile(tmp_path, "a.compiled")
    assert kept.read() is None
    for content in (b"one", b"two", b""):
        kept.write(content)
        assert kept.read() == content
    assert [path.name for path in (tmp_path / "__pycache__").iterdir()] == ["a.compiled"]
    assert CompiledFile(tmp_path, "b.compiled").read() is None
    monkeypatch.setattr(compiled_file, "engine_version", lambda: "another")
    assert kept.read() is None
    kept.write(b"three")
    assert kept.read() == b"three"


def test_what_is_damaged_counts_as_absent(tmp_path: Path) -> None:
    kept, path = CompiledFile(tmp_path, "a"), tmp_path / "__pycache__" / "a"
    kept.write(b"content")
    whole = path.read_bytes()
    damaged = [whole[:length] for length in range(len(whole))]
    damaged += [whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :] for at in range(len(whole))]
    for data in (*damaged, whole + b"\n"):
        path.write_bytes(data)
        assert kept.read() is None
    path.write_bytes(whole)
    assert kept.read() == b"content"


def test_nothing_is_kept_where_that_is_not_wanted_or_not_possible(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").mkdir()
    (tmp_path / "file" / "__pycache__").write_bytes(b"in the way")
    CompiledFile(tmp_path / "file", "a").write(b"content")
    assert CompiledFile(tmp_path / "file", "a").read() is None
    CompiledFile(tmp_path / "nowhere", "a").write(b"content")
    assert not (tmp_path / "nowhere").exists()
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    CompiledFile(tmp_path, "a").write(b"content")
    assert not (tmp_path / "__pycache__").exists()


def test_built_in_types_are_the_same_read_and_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    types = tmp_path / "types"
    types.mkdir()
    for path in kinds.BUILT_IN.glob("*.yml"):
        (types / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(kinds, "BUILT_IN", types)
    read = kinds._built_in.__wrapped__()
    assert [path.name for path in (types / "__pycache__").iterdir()] == ["built_in.pickle"]
    for path in types.glob("*.yml"):
        path.unlink()
    kept = kinds._built_in.__wrapped__()
    assert kept == read
    assert repr(kept) == repr(read)
    assert not read.problems
    # Types that inherit a field share it, which is how narrowing knows that they have not replaced it.
    common, document = (kept.kinds[name].by_name["title"] for name in ("item", "policy_document"))
    assert common is document
    assert gathered(kinds.load_kinds(None))[0]


def test_templates_are_compiled_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_one = Environment.compile

    def counted(self: Environment, source: str, name: str | None = None, filename: str | None = None) -> object:
        compiled.extend([name] if name else [])
        return compile_one(self, source, name, filename)

    monkeypatch.setattr("gongkai.rendering.environment.assets_version", lambda theme: "0")
    monkeypatch.setattr(Environment, "compile", counted)
    name, source = next(iter(_TEMPLATES.items()))
    path = tmp_path / name
    path.parent.mkdir(parents=True)
    path.write_text(source, encoding="utf-8")

    def said() -> tuple[str, list[str]]:
        compiled.clear()
        return standalone(tmp_path).from_string("{{ greeting('<甲>') }}").render(), [*compiled]

    assert said() == ("<b>&lt;甲&gt;</b>", [name])
    assert said() == ("<b>&lt;甲&gt;</b>", [])
    path.write_text(source.replace("b>", "i>"), encoding="utf-8")
    assert said() == ("<i>&lt;甲&gt;</i>", [name])
    assert said() == ("<i>&lt;甲&gt;</i>", [])
    kept = tmp_path / "__pycache__" / "gongkai.components.greeting.html.compiled"
    kept.write_bytes(kept.read_bytes()[:-1])
    assert said() == ("<i>&lt;甲&gt;</i>", [name])
    monkeypatch.setattr(compiled_file, "engine_version", lambda: "another")
    assert said() == ("<i>&lt;甲&gt;</i>", [name])
    assert said() == ("<i>&lt;甲&gt;</i>", [])
