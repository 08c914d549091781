"""What the whole check tells of waivers and of mercy for legacy items: whole messages of the codes that a case names."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongkai.binding.bind import bind
from gongkai.checking import checked
from gongkai.commands.reporting import as_text
from gongkai.reading.column_sources import read_column

from tests.columns import write_column
from tests.golden import golden

CASES = sorted((Path(__file__).parent / "cases" / "waiving").glob("*.yml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_messages(path: Path, tmp_path: Path) -> None:
    case: dict[str, Any] = golden(path)
    publication = bind(read_column(write_column(tmp_path, case["files"])), date.fromisoformat(case["as_of"]))
    found = [one for one in checked(publication).problems if one.rule in case["codes"]]
    assert as_text(found) == case["problems"].rstrip("\n")
