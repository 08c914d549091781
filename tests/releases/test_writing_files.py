"""Files are written so that an interruption at any moment leaves the old state, and one command brings it back later."""

from __future__ import annotations

import importlib.util
import shutil
from pathlib import Path
from types import ModuleType

import pytest
from gongkai.releases import writing_files
from gongkai.releases.staging import put
from gongkai.releases.writing_files import write_files

from tests.conftest import PROJECT

BEFORE = {"run.py": b"old", "hooks/a.py": b"old a", "hooks/gone/b.py": b"old b", "content/a.md": b"ours"}
AFTER = {"run.py": b"new", "hooks/a.py": b"new a", "hooks/fresh/c.py": b"new c", "content/a.md": b"ours"}
WRITTEN = ("hooks/a.py", "hooks/fresh/c.py", "run.py")
REMOVED = ("hooks/gone/b.py",)


@pytest.fixture
def run() -> ModuleType:
    """``run.py`` of the project as a module."""
    spec = importlib.util.spec_from_file_location("run", PROJECT / "run.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def column(tmp_path: Path) -> Path:
    return _laid_out(tmp_path / "column", BEFORE)


@pytest.fixture
def source(tmp_path: Path) -> Path:
    return _laid_out(tmp_path / "source", AFTER)


def _laid_out(root: Path, files: dict[str, bytes]) -> Path:
    for path, data in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(data)
    return root


def _contents(root: Path) -> dict[str, bytes]:
    found = ((one.relative_to(root).as_posix(), one) for one in root.rglob("*") if one.is_file())
    return {path: one.read_bytes() for path, one in found if not path.startswith(".upgrade")}


def _folders(root: Path) -> set[str]:
    found = (one.relative_to(root).as_posix() for one in root.rglob("*") if one.is_dir())
    return {one for one in found if not one.startswith(".upgrade")}


def test_files_are_written_and_put_back(run: ModuleType, column: Path, source: Path) -> None:
    write_files(column, source, WRITTEN, REMOVED, "从 0.2.0 升级到 0.3.0")
    assert _contents(column) == AFTER
    assert _folders(column) == {"hooks", "hooks/fresh", "content"}
    assert run.undo(str(column), False) == 0
    assert _contents(column) == BEFORE
    assert _folders(column) == {"hooks", "hooks/gone", "content"}
    assert not (column / ".upgrade").exists()


class _Interrupted(BaseException):
    """As a process that is killed: nothing after it runs."""


@pytest.mark.parametrize("moment", range(8))
def test_an_interruption_leaves_the_old_state(
    run: ModuleType, column: Path, source: Path, monkeypatch: pytest.MonkeyPatch, moment: int
) -> None:
    steps = iter(range(100))

    def interrupted(one: Path, other: Path) -> None:
        if next(steps) == moment:
            other.parent.mkdir(parents=True, exist_ok=True)
            other.with_name(f"{other.name}.gongkai-part").write_bytes(b"half")
            raise _Interrupted
        put(one, other)

    monkeypatch.setattr(writing_files, "put", interrupted)
    # Three copies go to the backup and three to the column; at the seventh there is nothing left to interrupt.
    done = moment >= len(WRITTEN) + len(BEFORE) - 1
    if done:
        write_files(column, source, WRITTEN, REMOVED, "升级")
    else:
        with pytest.raises(_Interrupted):
            write_files(column, source, WRITTEN, REMOVED, "升级")
    assert run.put_back(str(column), "writing")
    assert _contents(column) == (AFTER if done else BEFORE)
    assert _folders(column) == ({"hooks", "hooks/fresh", "content"} if done else {"hooks", "hooks/gone", "content"})


def test_an_interruption_while_putting_back_is_repaired(
    run: ModuleType, column: Path, source: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(column, source, WRITTEN, REMOVED, "升级")
    restored: list[str] = []

    def interrupted(backup: str, path: str, root: str) -> None:
        if len(restored) == 2:
            raise _Interrupted
        restored.append(path)
        whole(backup, path, root)

    whole = run.restore
    monkeypatch.setattr(run, "restore", interrupted)
    with pytest.raises(_Interrupted):
        run.undo(str(column), False)
    monkeypatch.setattr(run, "restore", whole)
    assert run.put_back(str(column), "writing")
    assert _contents(column) == BEFORE


def test_what_was_changed_since_is_not_lost(
    run: ModuleType, column: Path, source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(column, source, WRITTEN, REMOVED, "从 0.2.0 升级到 0.3.0")
    (column / "hooks/a.py").write_bytes(b"changed since")
    assert run.undo(str(column), False) == 1
    assert capsys.readouterr().err == (
        "“从 0.2.0 升级到 0.3.0”以后又改过这些文件，没有退回：\n  hooks/a.py\n"
        "确实要一并退回的，加 --force；这些改动会丢失，请先另存。\n"
    )
    assert (column / "hooks/a.py").read_bytes() == b"changed since"
    assert run.undo(str(column), True) == 0
    assert _contents(column) == BEFORE


def test_a_second_upgrade_is_undone_to_the_first(run: ModuleType, column: Path, source: Path, tmp_path: Path) -> None:
    write_files(column, source, WRITTEN, REMOVED, "第一次")
    later = _laid_out(tmp_path / "later", {"run.py": b"newest"})
    write_files(column, later, ("run.py",), (), "第二次")
    assert _contents(column) == {**AFTER, "run.py": b"newest"}
    assert run.undo(str(column), False) == 0
    assert _contents(column) == AFTER
    assert run.undo(str(column), False) == 1


def test_without_an_upgrade_there_is_nothing_to_put_back(
    run: ModuleType, column: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run.undo(str(column), False) == 1
    assert capsys.readouterr().err == "没有可以退回的升级。更早的改动请在 Git 里退回。\n"
    assert run.put_back(str(column), "writing")
    (column / ".upgrade").mkdir()
    (column / ".upgrade" / "journal.json").write_text("{", encoding="utf-8")
    assert run.put_back(str(column), "writing")
    assert _contents(column) == BEFORE


@pytest.mark.parametrize(
    "spoilt",
    [
        b"{}",
        b"[]",
        b'"x"',
        b"null",
        b'{"state": "writing"}',
        b'{"state": "writing", "label": "a", "written": 5, "removed": [], "digests": {}}',
        b'{"state": "writing", "label": "a", "written": ["../x"], "removed": [], "digests": {}}',
        b'{"state": "writing", "label": "a", "written": [], "removed": ["/x"], "digests": {}}',
        b'{"state": "writing", "label": "a", "written": [], "removed": ["C:/x"], "digests": {}}',
        b'{"state": "done", "label": "a", "written": ["run.py"], "removed": [], "digests": {}}',
        b"\xff",
    ],
)
def test_a_spoilt_journal_stops_no_command_and_touches_nothing(run: ModuleType, column: Path, spoilt: bytes) -> None:
    (column / ".upgrade").mkdir()
    (column / ".upgrade" / "journal.json").write_bytes(spoilt)
    (column.parent / "x").write_bytes(b"outside")
    assert run.put_back(str(column), "writing")
    assert run.undo(str(column), True) == 1
    assert _contents(column) == BEFORE
    assert (column.parent / "x").read_bytes() == b"outside"


def test_a_full_disk_is_told_and_tried_again(
    run: ModuleType, column: Path, source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    write_files(column, source, WRITTEN, REMOVED, "升级")

    def full(backup: str, path: str) -> str:
        raise OSError(28, "No space left on device", path)

    monkeypatch.setattr(shutil, "copy", full)
    assert run.undo(str(column), False) == 1
    assert "没有恢复：" in capsys.readouterr().err
    monkeypatch.undo()
    assert run.put_back(str(column), "writing")
    assert _contents(column) == BEFORE


@pytest.mark.parametrize("written", ["--column X", "--column=X"])
def test_the_column_is_the_named_one(run: ModuleType, written: str, tmp_path: Path) -> None:
    assert run.column_of(["upgrade", *written.replace("X", str(tmp_path)).split()]) == str(tmp_path)
    assert run.column_of(["upgrade", "--undo"]) == str(PROJECT)
