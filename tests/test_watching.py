"""What the preview notices of changes, however editors and version control make them."""

from __future__ import annotations

import os
import shutil
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from gongkai.previewing.watching import States, Watch

_PATIENCE = 30.0
"""Seconds after which a change counts as unnoticed, however busy the machine is."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for year in ("2023", "2024"):
        (tmp_path / "content" / year).mkdir(parents=True)
        for number in range(3):
            (tmp_path / "content" / year / f"{number}.md").write_text("甲", encoding="utf-8")
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "mkdocs.yml").write_text("extra: {}", encoding="utf-8")
    return tmp_path


@pytest.fixture
def watch(root: Path) -> Iterator[Watch]:
    made = Watch(root)
    yield made
    made.close()


def _after(watch: Watch, change: Callable[[], object]) -> tuple[States, States]:
    """The states before and after a change, as the watch notices it, or as they were where it notices none."""
    before = watch.states()
    change()
    end = time.monotonic() + _PATIENCE
    return before, watch.changed(before, lambda: time.monotonic() < end)


def _names(root: Path, states: States) -> set[str]:
    return {Path(path).relative_to(root).as_posix() for path, state in states.items() if state}


def test_a_file_that_is_written_is_noticed(root: Path, watch: Watch) -> None:
    before, after = _after(watch, lambda: (root / "content/2024/0.md").write_text("乙", encoding="utf-8"))
    assert {path for path in after if before.get(path) != after[path]} == {str(root / "content/2024/0.md")}
    assert watch.names(before, after) == {"content"}


def test_an_editor_that_writes_beside_the_file_and_renames_is_noticed(root: Path, watch: Watch) -> None:
    def save() -> None:
        beside = root / "content/2024/.0.md.swp"
        beside.write_text("丙", encoding="utf-8")
        os.replace(beside, root / "content/2024/0.md")

    before, after = _after(watch, save)
    assert _names(root, after) == _names(root, before)
    assert after[str(root / "content/2024/0.md")] != before[str(root / "content/2024/0.md")]


def test_what_editors_leave_beside_a_file_is_no_change(root: Path, watch: Watch) -> None:
    before = watch.states()
    for name in (".0.md.swp", "0.md~", ".#0.md"):
        (root / "content/2024" / name).write_text("丙", encoding="utf-8")
    assert watch.states() == before


def test_a_file_under_another_name_is_one_gone_and_one_new(root: Path, watch: Watch) -> None:
    before, after = _after(watch, lambda: (root / "content/2024/0.md").rename(root / "content/2023/9.md"))
    assert _names(root, before) - _names(root, after) == {"content/2024/0.md"}
    assert _names(root, after) - _names(root, before) == {"content/2023/9.md"}


def test_hundreds_of_files_of_a_checkout_are_one_change(root: Path, watch: Watch) -> None:
    def check_out() -> None:
        for number in range(400):
            (root / "content/2023" / f"new-{number}.md").write_text("丁", encoding="utf-8")

    before = watch.states()
    writer = threading.Thread(target=check_out)
    writer.start()
    after = watch.changed(before)
    writer.join()
    # Where a busy machine holds the writer up for long, the rest is one more change and is not lost.
    while len(after) < len(before) + 400:
        after = watch.changed(after)
    assert after == watch.states()


@pytest.mark.parametrize("folder", ["content/2024", "content"])
def test_a_folder_may_disappear_and_come_back(root: Path, watch: Watch, folder: str) -> None:
    before, after = _after(watch, lambda: shutil.rmtree(root / folder))
    assert _names(root, before) - _names(root, after) == {one for one in _names(root, before) if one.startswith(folder)}

    def come_back() -> None:
        (root / folder).mkdir(parents=True)
        (root / folder / "5.md").write_text("戊", encoding="utf-8")

    gone, again = _after(watch, come_back)
    assert _names(root, again) - _names(root, gone) == {f"{folder}/5.md"}
    # What the system tells of a folder may end with the folder; then the look at all files finds it.
    _, last = _after(watch, lambda: (root / folder / "5.md").write_text("己己", encoding="utf-8"))
    assert last[str(root / folder / "5.md")] != again[str(root / folder / "5.md")]


def test_without_events_the_look_at_all_files_finds_a_change(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_: object) -> None:
        raise OSError("no watches left")

    monkeypatch.setattr("gongkai.previewing.watching.Observer.start", refuse)
    watch = Watch(root)
    before, after = _after(watch, lambda: (root / "content/2024/0.md").write_text("庚", encoding="utf-8"))
    assert watch.names(before, after) == {"content"}
    watch.close()
