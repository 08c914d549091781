"""What binding tells of references and relations between items: whole messages, in order."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongkai.binding.bind import bind
from gongkai.commands.reporting import as_text
from gongkai.model.problems.problem import in_order
from gongkai.reading.column_sources import read_column

from tests.columns import write_column
from tests.golden import golden

CASES = sorted((Path(__file__).parent / "cases" / "binding").glob("*.yml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_messages(path: Path, tmp_path: Path) -> None:
    case: dict[str, Any] = golden(path)
    reading = read_column(write_column(tmp_path, case["files"]))
    assert [str(one) for one in reading.problems] == []
    found = bind(reading, date.fromisoformat(case["as_of"])).problems
    assert as_text(in_order(found)) == case["problems"].rstrip("\n")
