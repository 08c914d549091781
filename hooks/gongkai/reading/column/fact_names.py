"""Other names under which an agency prints the facts of its items (要素名称: {发文机关: 发布机构, 成文日期: 生成日期})."""

from __future__ import annotations

from gongkai.model.problems.problem import problem
from gongkai.model.problems.yielded import Reading
from gongkai.reading.yaml.shape import Shape, shape_of

LABEL = "要素名称"
FACTS = (
    "索引号",
    "发布机构",
    "发文机关",
    "成文日期",
    "发文字号",
    "发布日期",
    "印发日期",
    "施行日期",
    "有效性",
    "有效期至",
    "主题分类",
    "主题词",
    "公开属性",
    "公开方式",
    "责任科室",
    "文件类别",
)
"""The usual labels: those of 政府网站发展指引 and of the items that every type has."""
_OF_AGENCY = {"发文机关": ("发布机构",), "发布机构": ("发文机关",)}
"""The two labels of one fact, which no page shows together."""


def read_fact_names(outer: Shape) -> Reading[tuple[tuple[str, str], ...]]:
    """The names that replace usual labels; one name for two facts is told and left out."""
    shape = yield from shape_of(outer.node(LABEL), f"专栏设置的“{LABEL}”", outer.place)
    found: dict[str, str] = {}
    for label in FACTS:
        name = yield from shape.text(label)
        kept = {*FACTS, *found.values()} - {label, *_OF_AGENCY.get(label, ())}
        if name in kept:
            what = f"“{label}”改称“{name}”，和另一个要素同名，看不出是哪一个。"
            yield problem(shape.at(label), "fact-name-twice", what, "请换一个名称。")
        elif name:
            found[label] = name
    yield from shape.finish()
    return tuple(found.items())
