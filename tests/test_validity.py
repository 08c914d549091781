"""Validity as a pure function of events and the day: golden cases, and promises that hold for any dates."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
import yaml
from gongkai.binding.bind import bind
from gongkai.binding.validity_on_day import validity_on
from gongkai.model.publication import Publication
from gongkai.model.validity import State
from gongkai.reading.column_sources import read_column
from hypothesis import given
from hypothesis import strategies as st

from tests.columns import document, write_column
from tests.golden import golden

CASES: list[dict[str, Any]] = golden(Path(__file__).parent / "cases/validity/states.yml")
EARLY = {"成文日期": "2014-12-30", "发布日期": "2014-12-31"}
"""Published before all of ``DAYS``: before its day nothing of a document is known."""
DAYS = st.dates(date(2015, 1, 1), date(2035, 12, 31))


def _named(value: object) -> str:
    return (
        yaml.safe_dump(value, allow_unicode=True, default_flow_style=True, width=10_000)
        .strip()
        .replace("甲", "示商发〔2020〕1号")
        .replace("乙", "示商发〔2024〕2号")
    )


def _column(
    root: Path, own: dict[str, Any], later: dict[str, Any], day: date, last: dict[str, Any] | None = None
) -> Publication:
    first = {"成文日期": "2020-01-02", "发布日期": "2020-01-03", "索引号": "990000017/2020-00001", **own}
    files = {"content/1.md": document("1", 标题="甲", 发文字号="示商发〔2020〕1号", **first)}
    if later:
        files["content/2.md"] = document("2", **{"标题": "乙", "发文字号": "示商发〔2024〕2号", **_written(later)})
    if last:
        files["content/3.md"] = document("3", **{"标题": "丙", "发文字号": "示商发〔2025〕3号", **_written(last)})
    publication = bind(read_column(write_column(root, files)), day)
    assert not publication.reading.problems
    return publication


def _written(fields: dict[str, Any]) -> dict[str, Any]:
    return {label: _named(value) if isinstance(value, list) else value for label, value in fields.items()}


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_state_on_a_day(case: dict[str, Any], tmp_path: Path) -> None:
    day = case["day"]
    publication = _column(tmp_path, case["own"], case.get("later", {}), day, case.get("last"))
    validity = publication.validity["990000017/2020-00001"]
    assert {
        "state": validity.state.value,
        "since": validity.since,
        "by": validity.by.title if validity.by else None,
        "successors": [item.title for item in validity.successors],
        "until": validity.until,
        "former": validity.former_until,
        "changes": [f"{when} {state.value}" for when, state in validity.changes],
    } == {
        "state": case["state"],
        "since": case.get("since"),
        "by": case.get("by"),
        "successors": case.get("successors", []),
        "until": case.get("until"),
        "former": case.get("former"),
        "changes": case.get("changes", []),
    }


@given(effective=DAYS, length=st.integers(1, 4000), asked=st.lists(DAYS, min_size=1, max_size=5))
def test_foretold_changes_come_true(effective: date, length: int, asked: list[date]) -> None:
    root = _ROOT
    until = effective + timedelta(days=length)
    publication = _column(
        root, {**EARLY, "施行日期": effective.isoformat(), "有效期至": until.isoformat()}, {}, date(2015, 1, 1)
    )
    item = publication.by_index["990000017/2020-00001"]
    foretold = validity_on(item, (), date(2014, 12, 31))
    for day in asked:
        last = next((state for when, state in reversed(foretold.changes) if when <= day), foretold.state)
        assert validity_on(item, (), day).state is last


@given(day=DAYS)
def test_what_has_ended_does_not_revive(day: date) -> None:
    publication = _column(_ROOT, {**EARLY, "施行日期": "2016-01-01", "有效期至": "2018-12-31"}, {}, day)
    assert publication.validity["990000017/2020-00001"].state.dead == (day >= date(2019, 1, 1))


def test_repeal_by_number_in_any_brackets(tmp_path: Path) -> None:
    later = {"废止": ["示商发[2020]1号"]}
    assert _column(tmp_path, {}, later, date(2025, 1, 1)).validity["990000017/2020-00001"].state is State.REPEALED


@pytest.fixture(autouse=True, scope="module")
def _root(tmp_path_factory: pytest.TempPathFactory) -> None:
    global _ROOT
    _ROOT = tmp_path_factory.mktemp("validity")


_ROOT = Path()
