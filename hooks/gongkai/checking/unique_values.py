"""Values that a type declares unique (constraints: unique) are used once: one guide for one matter (事项编码)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model.item import Item
from gongkai.model.publication import Publication
from gongkai.problems import Problem, problem

_ELSEWHERE = ("index_no", "local_no")
"""Numbers that make the address; the reader itself refuses a second one."""


def check(publication: Publication) -> Iterator[Problem]:
    """The second and every later item of a type with the same value."""
    seen: dict[tuple[str, str, str], Item] = {}
    unique = {
        kind.name: [field for field in kind.fields if field.constraints.unique and field.name not in _ELSEWHERE]
        for kind in publication.reading.kinds.values()
    }
    for item in publication.reading.items:
        for field in unique[item.kind.name]:
            value = item.text(field.name)
            if not value:
                continue
            other = seen.setdefault((item.kind.name, field.name, value), item)
            if other is not item:
                what = f"“{field.title}”“{value}”已经用于“{other.title}”（{other.place.path}）。"
                told = f"“{field.title}”与“{other.title}”的相同。"
                yield problem(
                    item.at(field.name), "value-twice", what, "一个只能有一件；请核对，或者合并两件。", told=told
                )
