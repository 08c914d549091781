"""Bad input as a clerk writes it: every message of every golden case, word for word."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import Any

import pytest
from gongkai.reading.column_sources import read_column

from tests.columns import told_of, write_case
from tests.golden import golden

CASES = sorted((Path(__file__).parent / "cases" / "reading").glob("*.yml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_messages(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    case: dict[str, Any] = golden(path)
    write_case(tmp_path, case)
    _close(case.get("closed", ()), monkeypatch)
    for name in case.get("without", ()):
        (tmp_path / name).unlink()
    reading = read_column(tmp_path)
    assert told_of(case, reading.problems) == case["problems"].rstrip("\n")


def _close(folders: Collection[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let nobody open the ``folders``; file modes would not keep an administrator out."""
    scan = os.scandir

    def refuse(path: str | Path) -> object:
        if Path(path).as_posix().endswith(tuple(folders)):
            raise PermissionError(13, "Permission denied", str(path))
        return scan(path)

    if folders:
        monkeypatch.setattr(os, "scandir", refuse)


def test_there_are_cases_of_every_kind() -> None:
    assert len(CASES) >= 70
