"""Every rule against a column that passes and one that fails: whole messages, in order."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongkai.binding.bind import bind
from gongkai.checking.catalogue import BY_NAME
from gongkai.reading.column_sources import read_column

from tests.columns import told_of, write_case
from tests.golden import golden, said

CASES = sorted((Path(__file__).parent / "cases" / "checking").glob("*.yml"))


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_messages(path: Path, tmp_path: Path) -> None:
    case: dict[str, Any] = golden(path)
    write_case(tmp_path, case)
    publication = bind(read_column(tmp_path), date.fromisoformat(case["as_of"]))
    assert told_of(case, BY_NAME[case["rule"]].check(publication)) == case["problems"].rstrip("\n")


def test_personal_data_is_never_printed() -> None:
    text = (Path(__file__).parent / "cases" / "checking" / "personal_data-fail.yml").read_text(encoding="utf-8")
    assert "11010519491231002X" not in said(text)["problems"]
    assert "6222020200112233446" not in said(text)["problems"]
