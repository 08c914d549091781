"""Groups of units that plans name together (单位群体 in column.yml), such as 各县（市、区）."""

from __future__ import annotations

from gongkai.model.column import UnitGroup
from gongkai.model.problems.problem import problem
from gongkai.model.problems.yielded import Reading
from gongkai.reading.yaml.shape import Shape, shape_of

LABEL = "单位群体"


def read_unit_groups(outer: Shape) -> Reading[tuple[UnitGroup, ...]]:
    """The declared groups; one without a name or without units is left out, and so is a name that is already taken."""
    found: list[UnitGroup] = []
    taken: set[str] = set()
    for node in (yield from outer.rows(LABEL)):
        shape = yield from shape_of(node, f"专栏设置的“{LABEL}”", outer.place)
        name = yield from shape.needed("名称", "各县（市、区）")
        aliases = yield from shape.texts("别名")
        members = yield from shape.texts("单位")
        yield from shape.finish()
        if name and not members:
            what = f"{shape.where}里“{name}”没有写有哪些单位。"
            yield problem(shape.at("单位"), "unit-group-empty", what, "请用“单位:”列出每个单位的名称。")
            continue
        twice = [one for one in (name, *aliases) if one in taken]
        if twice:
            what = f"{shape.where}里“{twice[0]}”写了两次。"
            yield problem(shape.place, "unit-group-twice", what, "请合成一项，或者换一个名称。")
            continue
        if name:
            taken.update((name, *aliases))
            found.append(UnitGroup(name, aliases, tuple(dict.fromkeys(members))))
    return tuple(found)
