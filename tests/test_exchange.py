"""The exchange of two folders, with each of its steps refused by the system: the old site is whole again, or the new one is."""

from __future__ import annotations

import ctypes
import errno
import sys
from pathlib import Path

import pytest
from gongkai.building import exchange
from gongkai.building.exchange import recover, replace_published
from gongkai.building.folders import aside_of

FULL = OSError(errno.ENOSPC, "No space left on device")


def _tree(folder: Path, words: str) -> Path:
    """A site with files, folders in folders, and an empty one."""
    (folder / "a" / "b").mkdir(parents=True)
    (folder / "empty").mkdir()
    for name in ("index.html", "a/1.html", "a/b/2.html", f"only-{words}.html"):
        (folder / name).write_text(words, encoding="utf-8")
    return folder


def _held(folder: Path) -> dict[str, str]:
    """Everything in a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") if path.is_file() else "/"
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture
def old(tmp_path: Path) -> dict[str, str]:
    return _held(_tree(tmp_path / "site", "old"))


@pytest.fixture
def new(tmp_path: Path) -> dict[str, str]:
    return _held(_tree(tmp_path / "new", "new"))


def _refusing(monkeypatch: pytest.MonkeyPatch, *refused: int) -> list[str]:
    """Have the renames of these numbers refused, counted from 1; what was tried is noted."""
    tried: list[str] = []
    real = Path.rename

    def rename(self: Path, target: Path) -> Path:
        tried.append(f"{self.name} → {target.name}")
        if len(tried) in refused:
            raise FULL
        return real(self, target)

    monkeypatch.setattr(Path, "rename", rename)
    return tried


@pytest.fixture
def two_renames(monkeypatch: pytest.MonkeyPatch) -> None:
    """A system that cannot exchange two folders at once."""
    monkeypatch.setattr(exchange, "_exchange", lambda *_: False)


@pytest.mark.usefixtures("two_renames")
def test_without_a_fault(old: dict[str, str], new: dict[str, str], tmp_path: Path) -> None:
    replace_published(tmp_path / "new", tmp_path / "site")
    assert {path.name: _held(path) for path in tmp_path.iterdir()} == {"site": new, "new": old}


@pytest.mark.usefixtures("two_renames")
@pytest.mark.parametrize(
    ("refused", "tried"),
    [
        (1, ["site → .site.gongkai-old"]),
        (2, ["site → .site.gongkai-old", "new → site", ".site.gongkai-old → site"]),
    ],
    ids=["old site stays", "new site refused"],
)
def test_the_old_site_is_whole_again(
    refused: int,
    tried: list[str],
    old: dict[str, str],
    new: dict[str, str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    noted = _refusing(monkeypatch, refused)
    with pytest.raises(OSError, match="No space left"):
        replace_published(tmp_path / "new", tmp_path / "site")
    assert noted == tried
    assert {path.name: _held(path) for path in tmp_path.iterdir()} == {"site": old, "new": new}


@pytest.mark.usefixtures("two_renames")
def test_where_even_the_undoing_is_refused_the_next_build_brings_the_old_site_back(
    old: dict[str, str], new: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        _refusing(patch, 2, 3)
        with pytest.raises(OSError, match="No space left"):
            replace_published(tmp_path / "new", tmp_path / "site")
    aside = aside_of(tmp_path / "site").name
    assert {path.name: _held(path) for path in tmp_path.iterdir()} == {aside: old, "new": new}
    recover(tmp_path / "site")
    assert {path.name: _held(path) for path in tmp_path.iterdir()} == {"site": old, "new": new}


@pytest.mark.usefixtures("two_renames")
def test_an_old_site_that_stays_aside_is_cleared_away_by_the_next_build(
    old: dict[str, str], new: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        _refusing(patch, 3)
        replace_published(tmp_path / "new", tmp_path / "site")
    aside = aside_of(tmp_path / "site").name
    assert {path.name: _held(path) for path in tmp_path.iterdir()} == {aside: old, "site": new}
    recover(tmp_path / "site")
    assert {path.name: _held(path) for path in tmp_path.iterdir()} == {"site": new}


def test_the_first_site_of_all_is_only_moved(
    new: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        _refusing(patch, 1)
        with pytest.raises(OSError, match="No space left"):
            replace_published(tmp_path / "new", tmp_path / "site")
    assert {path.name: _held(path) for path in tmp_path.iterdir()} == {"new": new}
    replace_published(tmp_path / "new", tmp_path / "site")
    assert {path.name: _held(path) for path in tmp_path.iterdir()} == {"site": new}


@pytest.mark.skipif(sys.platform != "linux", reason="renameat2")
@pytest.mark.parametrize("code", [errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EACCES, errno.EIO, errno.ENOSPC])
def test_what_the_system_says_of_the_exchange(
    code: int, old: dict[str, str], new: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Library:
        @staticmethod
        def renameat2(*_: object) -> int:
            ctypes.set_errno(code)
            return -1

    monkeypatch.setattr(ctypes, "CDLL", lambda *_, **__: Library)
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        replace_published(tmp_path / "new", tmp_path / "site")
        assert {path.name: _held(path) for path in tmp_path.iterdir()} == {"site": new, "new": old}
    else:
        tried = _refusing(monkeypatch)
        with pytest.raises(OSError, match=r"\[Errno") as raised:
            replace_published(tmp_path / "new", tmp_path / "site")
        assert (raised.value.errno, tried) == (code, [])
        assert {path.name: _held(path) for path in tmp_path.iterdir()} == {"site": old, "new": new}


@pytest.mark.skipif(sys.platform != "linux", reason="renameat2")
def test_both_names_change_at_once(
    old: dict[str, str], new: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = _refusing(monkeypatch)
    replace_published(tmp_path / "new", tmp_path / "site")
    assert {path.name: _held(path) for path in tmp_path.iterdir()} == {"site": new, "new": old}
    # File systems without the exchange take the two renames.
    assert len(tried) in (0, 3)
