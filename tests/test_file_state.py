"""What is known by the state of a file: it is not opened again, and whoever asks for its text gets that or an error."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from errno import ENOENT, ESTALE
from pathlib import Path

import gongkai.reading.column_sources
import pytest
from gongkai.incremental import file_state
from gongkai.incremental.cache import Cache
from gongkai.incremental.file_state import is_settled, state_of
from gongkai.model.publication import ReadColumn
from gongkai.reading.column_sources import read_column
from gongkai.reading.held_sources import HeldSources

from tests.columns import document, write_column

_SECOND = 1_000_000_000


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A column of two texts, one of them with the line ends and the mark of Windows."""
    texts = {"content/1.md": document("1", 正文="甲。\n\n乙。\n"), "content/2.md": document("2", 正文="丙。\n")}
    write_column(tmp_path, texts)
    other = (tmp_path / "content/2.md").read_bytes()
    (tmp_path / "content/2.md").write_bytes(b"\xef\xbb\xbf" + other.replace(b"\n", b"\r\n"))
    return tmp_path


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that reading opens."""
    found: list[str] = []
    real = getattr(gongkai.reading.column_sources, "read_bytes")  # noqa: B009

    def noting(path: str, shown: str) -> object:
        found.append(shown)
        return real(path, shown)

    monkeypatch.setattr(gongkai.reading.column_sources, "read_bytes", noting)
    return found


def _read(root: Path) -> ReadColumn:
    return read_column(root, Cache(root / "readings.json", "key"))


def test_a_settled_file_is_opened_only_for_its_text(
    root: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = _read(root)
    assert opened == ["content/1.md", "content/2.md"]
    # Nothing is known by its state that may have been changed while it was read.
    assert _read(root) == first
    assert opened == 2 * ["content/1.md", "content/2.md"]
    monkeypatch.setattr(file_state, "_SETTLED", -_SECOND)
    assert _read(root) == first
    opened.clear()
    known = _read(root)
    assert known.items[0].origin == first.items[0].origin
    assert known == first
    assert [item.body for item in known.items] == ["\n甲。\n\n乙。\n", "\n丙。\n"]
    assert opened == []
    # A lasting process may be asked for a text that has changed since, so it has all of them.
    assert read_column(root, Cache(root / "readings.json", "key"), HeldSources()) == first
    assert opened == ["content/1.md", "content/2.md"]


@pytest.mark.parametrize(
    "change",
    [
        lambda path: path.write_text(path.read_text(encoding="utf-8").replace("甲", "丁"), encoding="utf-8"),
        lambda path: os.utime(path, (1, 1)),
        lambda path: path.write_bytes(path.read_bytes() + b"\n"),
    ],
)
def test_whatever_changes_a_file_has_it_opened(
    change: Callable[[Path], object], root: Path, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_state, "_SETTLED", -_SECOND)
    _read(root)
    # Times are as coarse as the ticks of the system.
    time.sleep(0.02)
    change(root / "content/1.md")
    opened.clear()
    again = _read(root)
    assert opened == ["content/1.md"]
    assert again == read_column(root)


@pytest.mark.parametrize("change", [lambda path: path.write_text("别的", encoding="utf-8"), Path.unlink])
def test_a_text_that_is_no_more_what_it_was_is_not_taken_for_it(
    change: Callable[[Path], object], root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file_state, "_SETTLED", -_SECOND)
    _read(root)
    known = _read(root)
    change(root / "content/1.md")
    with pytest.raises(OSError, match=rf"^\[Errno ({ESTALE}|{ENOENT})\]"):
        assert known.items[0].body
    assert known.items[1].body == "\n丙。\n"


def test_what_was_changed_a_moment_ago_is_not_settled(root: Path) -> None:
    state = state_of(f"{root}/content/1.md")
    assert len(state) == 4
    assert state[2] == (root / "content/1.md").stat().st_size
    assert [is_settled(state, state[1] + seconds * _SECOND) for seconds in (-9, 0, 1, 3)] == [False, False, False, True]
    assert state_of(f"{root}/content/3.md") == ()
    assert not is_settled((), 9 * _SECOND)
