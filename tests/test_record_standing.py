"""The standing of a record on a day, as its type defines the term: words, tone, and the days that matter then."""

from __future__ import annotations

from datetime import date

import pytest
from gongkai.binding.record_term import NOTHING_SAID, Standing, TermReader, day_in
from gongkai.model.kind import Field, RecordTerm

AS_OF = date(2026, 11, 20)
COLUMNS = [Field(name=name, title=name) for name in "abc"]
TERM = RecordTerm(start="a", end="b", endless=("长期", "2099-12-31"), stopped_by="c", stopped=("无效", "撤销"))
NO_LONGER = Standing("已失效", "stopped")


@pytest.mark.parametrize(
    ("cells", "standing"),
    [
        (("2026-01-01", "2026-11-20", ""), Standing("有效期内", "live", "", "2026-11-20")),
        (("2026-11-20", "2027-11-20", ""), Standing("有效期内", "live", "", "2027-11-20")),
        (("", "2027-11-20", "有效"), Standing("有效期内", "live", "", "2027-11-20")),
        (("2026-01-01", "2026-11-19", ""), Standing("已过有效期", "past", "", "2026-11-19")),
        (("2026-11-21", "2027-11-19", ""), Standing("尚未生效", "soon", "2026-11-21", "2027-11-19")),
        (("2026-11-20", "长期", ""), Standing("长期有效", "live")),
        (("2026-11-20", "2099-12-31", ""), Standing("长期有效", "live")),
        (("2026-11-21", "长期", ""), Standing("尚未生效", "soon", "2026-11-21")),
        # Texts of a term that nobody can compute say nothing, and no end is guessed.
        (("2026-01-01", "—", ""), NOTHING_SAID),
        (("2026-01-01", "", ""), NOTHING_SAID),
        (("", "三年", ""), NOTHING_SAID),
        (("2026-01-01", "2027-11-19", "无效"), NO_LONGER),
        (("2026-11-21", "2027-11-19", "撤销"), NO_LONGER),
    ],
)
def test_a_term_with_texts_for_no_end(cells: tuple[str, str, str], standing: Standing) -> None:
    assert TermReader(TERM, COLUMNS).on(cells, AS_OF) == standing


@pytest.mark.parametrize(
    ("cells", "standing"),
    [
        (("2025-01-02", ""), Standing("在列", "live")),
        (("2025-01-02", "-—－/"), Standing("在列", "live")),
        (("2026-11-21", "/"), Standing("将列入", "soon", "2026-11-21")),
        (("2025-01-02", "2026-11-20"), Standing("在列", "live", "", "2026-11-20")),
        (("2025-01-02", "2026-11-19"), Standing("已移出", "past", "", "2026-11-19")),
        (("2025-01-02", "另行通知"), NOTHING_SAID),
        (("2025", ""), NOTHING_SAID),
        (("", ""), NOTHING_SAID),
    ],
)
def test_a_term_that_goes_on_until_it_is_ended(cells: tuple[str, str], standing: Standing) -> None:
    term = RecordTerm(start="a", end="b", before="将列入", within="在列", after="已移出", without_end="在列")
    assert TermReader(term, COLUMNS[:2]).on(cells, AS_OF) == standing


def test_columns_that_a_table_does_not_have_say_nothing() -> None:
    assert TermReader(TERM, []).on([], AS_OF) == NOTHING_SAID
    assert TermReader(TERM, COLUMNS[1:2]).on(["2026-11-19"], AS_OF) == Standing("已过有效期", "past", "", "2026-11-19")
    assert TermReader(TERM, COLUMNS[2:]).on(["无效"], AS_OF) == NO_LONGER
    assert TermReader(TERM, COLUMNS[:1]).on(["2026-11-21"], AS_OF) == NOTHING_SAID
    only_start = RecordTerm(start="a")
    assert TermReader(only_start, COLUMNS[:1]).on(["2026-11-21"], AS_OF) == Standing("尚未生效", "soon", "2026-11-21")
    assert TermReader(only_start, COLUMNS[:1]).on(["2026-11-20"], AS_OF) == Standing("长期有效", "live")


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-11-20", AS_OF), ("2026-11-31", None), ("20261120", None), ("2026-W47-5", None), ("长期", None), ("", None)],
)
def test_only_whole_days_are_days(text: str, day: date | None) -> None:
    assert day_in(text) == day
