"""The badge of a document says its state in words and in a tone, and the changes that are known already."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from gongkai.binding.bind import bind
from gongkai.model.badge import Badge, badge_of, badge_of_outside, badge_on
from gongkai.model.relation import OutsideDocument
from gongkai.model.validity import State, Validity
from gongkai.reading.column_sources import read_column

from tests.columns import document, interpretation, write_column


@pytest.mark.parametrize(
    ("state", "badge"),
    [
        (State.IN_FORCE, Badge("有效", "live", "2026-12-31:失效 2027-02-01:废止")),
        (State.NOT_YET, Badge("尚未施行", "soon", "2026-12-31:失效 2027-02-01:废止")),
        (State.REPEALED, Badge("废止", "dead", "2026-12-31:失效 2027-02-01:废止")),
        (State.UNMARKED, Badge("未标注", "unmarked", "2026-12-31:失效 2027-02-01:废止")),
    ],
)
def test_a_badge_says_the_state_and_what_comes(state: State, badge: Badge) -> None:
    changes = ((date(2026, 12, 31), State.EXPIRED), (date(2027, 2, 1), State.REPEALED))
    assert badge_of(Validity(state=state, as_of=date(2026, 1, 1), changes=changes)) == badge


def test_what_has_no_validity_has_no_badge() -> None:
    assert badge_of(None) is None
    assert badge_of_outside(OutsideDocument("甲", "")) is None
    assert badge_of_outside(OutsideDocument("甲", "", left="已撤下")) == Badge("已撤下", "dead")


def test_the_badge_of_an_item_is_that_of_the_day(tmp_path: Path) -> None:
    files = {
        "content/1.md": document("1", 施行日期="2024-04-01", 有效期至="2026-12-31"),
        "content/2.md": interpretation("2", "990000017/2024-00001"),
    }
    publication = bind(read_column(write_column(tmp_path, files)), date(2026, 1, 1))
    badges = [badge_on(item, publication) for item in publication.reading.items]
    assert badges == [Badge("有效", "live", "2027-01-01:失效"), None]
