"""What is shown of a link is told by its repr as a whole, so that two that differ never count as the same."""

from __future__ import annotations

from dataclasses import dataclass, replace

from gongkai.model.badge import Badge
from gongkai.model.link import Link
from gongkai.model.plain_repr import plain_repr

LINK = Link("甲", "a/1.html", Badge("有效", "live", "2026-12-31:失效"), "备注")


def test_the_repr_tells_every_value() -> None:
    assert repr(LINK) == "Link('甲', 'a/1.html', Badge('有效', 'live', '2026-12-31:失效'), '备注')"
    others = [replace(LINK, title="乙"), replace(LINK, url="b"), replace(LINK, badge=None), replace(LINK, note="")]
    assert len({repr(one) for one in (LINK, *others)}) == 5


def test_any_view_can_have_it() -> None:
    @plain_repr
    @dataclass(frozen=True, slots=True)
    class View:
        words: str
        rows: tuple[int, ...] = ()

    assert repr(View("甲", (1, 2))) == "View('甲', (1, 2))"
    assert View("甲") == View("甲")
