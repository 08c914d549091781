"""None of the five fixed parts of the column is empty (国办公开办函〔2019〕61号; 检查指标: 空白栏目)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.model.column import PARTS
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_CODE = "part-empty"


def check(publication: Publication) -> Iterator[Problem]:
    """Parts without items that no entry of the directory speaks of, and a column without a directory."""
    kinds = publication.reading.kinds.values()
    # An empty entry is told by itself.
    entered = {entry.kind for entry in publication.reading.directory if not entry.none_statement}
    awaited = {kind.listing.part for kind in kinds if kind.title in entered}
    filled = {item.kind.listing.part for item in publication.reading.items}
    place = publication.reading.settings.place
    for part in PARTS:
        if part not in filled | awaited:
            types = (
                "、".join(f"“{kind.title}”" for kind in kinds if kind.listing.part == part)
                if part != PARTS[2]
                else "各类信息"
            )
            what = f"专栏的固定部分“{part}”没有内容。"
            yield problem(place, _CODE, what, f"请发布{types}。", Level.UNFINISHED)
    if not publication.reading.directory:
        what = "没有主动公开基本目录。"
        yield problem(
            Place("catalogue/directory.yml"),
            "directory-missing",
            what,
            "请在 catalogue/directory.yml 写明公开事项。",
            Level.UNFINISHED,
        )


RULE = Rule(
    title="专栏五个固定部分都有内容",
    sources=("国办公开办函〔2019〕61号", "政府网站与政务新媒体检查指标"),
    findings=(
        Finding("part-empty", Level.UNFINISHED, "固定部分没有内容"),
        Finding("directory-missing", Level.UNFINISHED, "没有主动公开基本目录"),
    ),
    of_column=check,
)
