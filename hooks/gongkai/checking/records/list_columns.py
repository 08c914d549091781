"""Each kind of list (清单) has its required columns filled, such as time limits, purposes of certificates or fee standards."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from gongkai import FOLDER
from gongkai.checking.rule import Needs, Rule
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.problems.yielded import gathered
from gongkai.model.publication import Publication
from gongkai.reading.yaml.nodes import Mapping, Scalar, Sequence, parse

_CODE = "list-column"


def check(publication: Publication) -> Iterator[Problem]:
    """List entries that lack a column required for their kind of list."""
    for item in publication.reading.items:
        wanted = _columns().get(item.text("list_kind"), ())
        table = item.kind.by_name.get("entries")
        if item.kind.name != "duty_list" or table is None:
            continue
        by_title = {column.title: column.name for column in table.columns}
        for row in item.rows("entries"):
            missing = [title for title in wanted if title in by_title and not row.text(by_title[title])]
            if missing:
                what = f"{item.text('list_kind')}的“{row.text('name')}”没有写{'、'.join(missing)}。"
                yield problem(row.place, _CODE, what, f"请写“{missing[0]}: ……”。")


@cache
def _columns() -> dict[str, tuple[str, ...]]:
    """Kind of list → titles of its required columns (vocabulary/list_columns.yml)."""
    path = FOLDER / "vocabulary" / "list_columns.yml"
    node, _ = gathered(parse(path.read_text(encoding="utf-8"), path.name))
    found: dict[str, tuple[str, ...]] = {}
    for key, value in node.pairs if isinstance(node, Mapping) else ():
        items = value.items if isinstance(value, Sequence) else ()
        found[key.text] = tuple(item.text for item in items if isinstance(item, Scalar))
    return found


RULE = Rule(
    title="各种清单的必填列",
    findings=(Finding("list-column", Level.ERROR, "清单缺少这一种必填的列", as_printed=True),),
    needs=Needs(
        types=("duty_list",),
        fields=("list_kind", "entries.name"),
    ),
    of_column=check,
)
