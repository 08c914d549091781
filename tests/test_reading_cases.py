"""Bad input as a clerk writes it: every message of every golden case, word for word."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from gongkai.commands.reporting import as_text
from gongkai.model.problems.problem import in_order
from gongkai.reading.column_sources import read_column

from tests.columns import write_column

CASES = sorted((Path(__file__).parent / "cases" / "reading").glob("*.yml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_messages(path: Path, tmp_path: Path) -> None:
    case: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    write_column(tmp_path, case["files"])
    for name in case.get("without", ()):
        (tmp_path / name).unlink()
    reading = read_column(tmp_path)
    assert as_text(in_order(reading.problems)) == case["problems"].rstrip("\n")


def test_there_are_cases_of_every_kind() -> None:
    assert len(CASES) >= 70
