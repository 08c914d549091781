"""The page of the handbook about types tells of every key that a definition may have, in the part where it belongs."""

from __future__ import annotations

import re
from collections import defaultdict

import pytest
from gongkai.incremental.compiled_file import CompiledFile
from gongkai.model.problems.yielded import gathered
from gongkai.reading.types import kinds
from gongkai.reading.yaml.nodes import Node
from gongkai.reading.yaml.shape import Shape

from tests.conftest import PROJECT

PAGE = (PROJECT / ".github" / "handbook" / "pages" / "admin" / "types.md").read_text(encoding="utf-8")
PARTS = {
    "类型定义": "整个定义",
    "类型定义的 listing": "栏目",
    "字段定义": "字段",
    "字段定义的 constraints": "字段",
    "字段定义的 cites": "字段",
    "类型定义的 record": "逐条记录",
    "类型定义的 term": "逐条记录",
    "类型定义的 changes": "逐条记录",
    "类型定义的 tables": "官方表格",
    "类型定义的 identities": "勾稽关系",
    "类型定义的 charts": "图",
    "charts 的 sums": "图",
    "charts 的 beside": "图",
    "类型定义的 deadlines": "公开时限",
    "公示、预警的 term": "期满",
    "类型定义的 series": "定期",
    "公示、预警的 ends": "期满",
}
"""What the readers of definitions call a part, and the heading under which its keys are told."""


def _section(title: str) -> str:
    return re.split(r"^## ", PAGE.split(f"\n## {title}", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]


@pytest.fixture
def accepted(monkeypatch: pytest.MonkeyPatch) -> dict[str, set[str]]:
    """The keys that the readers ask for in each part, while they read the built-in types."""
    found: dict[str, set[str]] = defaultdict(set)
    node = Shape.node

    def noted(self: Shape, key: str) -> Node | None:
        found[self.where.strip()].add(key)
        return node(self, key)

    monkeypatch.setattr(Shape, "node", noted)
    # The types are parsed, not taken as they were kept when they were parsed last.
    monkeypatch.setattr(CompiledFile, "read", lambda _: None)
    kinds._built_in.cache_clear()
    gathered(kinds.load_kinds(None))
    return dict(found)


def test_every_key_is_told(accepted: dict[str, set[str]]) -> None:
    told = {part: set(re.findall(r"`(\w+)`", _section(title))) for part, title in PARTS.items()}
    assert "text_style" in accepted["类型定义"]
    assert set(PARTS) <= set(accepted)
    assert {part: accepted[part] - told[part] for part in PARTS if accepted[part] - told[part]} == {}


def test_no_key_is_told_that_does_not_exist(accepted: dict[str, set[str]]) -> None:
    for title in sorted(set(PARTS.values())):
        known = set().union(*(accepted[part] for part, under in PARTS.items() if under == title))
        rows = re.findall(r"^\| `(\w+)` \|", _section(title), re.MULTILINE)
        assert len(rows) > 3
        assert [key for key in rows if key not in known] == [], title
