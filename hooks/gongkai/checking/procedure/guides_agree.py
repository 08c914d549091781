"""Guides for one service item agree at all levels, and joint approvals are told in words, not only in a chart."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.binding.duties.unit_names import unit_names
from gongkai.binding.same_items import ELEMENTS, LEVEL, differing_elements
from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication


def check(publication: Publication) -> Iterator[Problem]:
    """Guides with the code of another that lack a level or differ from it, and joint approvals without their flow."""
    by_code: dict[str, list[Item]] = {}
    for item in publication.reading.items:
        if code := item.text("item_code"):
            by_code.setdefault(code, []).append(item)
        yield from _joint(item)
    for guides in by_code.values():
        for item in guides[1:]:
            yield from _against(item, guides[0])


def _against(item: Item, first: Item) -> Iterator[Problem]:
    levels = item.text(LEVEL), first.text(LEVEL)
    if levels[0] == levels[1]:
        return  # Two guides for one item at one level: the code is used twice, which another rule tells.
    for one, other in ((item, first), (first, item)):
        if not one.text(LEVEL):
            what = f"事项编码与“{other.title}”（{other.place.path}）的相同，没有写实施层级。"
            yield problem(one.at("item_code"), "guide-level", what, "请加一行“实施层级: ……”。", Level.WARNING)
            return
    labels = differing_elements(item, first)
    if labels:
        name = next(field for label, field, _ in ELEMENTS if label == labels[0])
        what = f"{levels[0]}级指南与{levels[1]}级“{first.title}”（{first.place.path}）是同一事项，{'、'.join(labels)}不同。"
        remedy = "同一事项各层级的名称、类型、材料、标准、流程、时限应当一致；请核对，确实不同的，与上级确认。"
        yield problem(item.at(name), "guide-differs", what, remedy, Level.NOTE)


def _joint(item: Item) -> Iterator[Problem]:
    value = item.values.get("joint_units")
    units = [name for one in value for name in unit_names(str(one))] if isinstance(value, tuple) else []
    rows = item.rows("joint_steps")
    if not units or item.legacy:
        return
    if not rows:
        what = "写了并联审批单位，没有用文字写明并联审批流程。"
        remedy = "请加“并联审批流程”，逐行写明阶段、单位、办理事项；只有流程图的，看不见图的人不知道怎样办。"
        yield problem(item.at("joint_units"), "joint-flow", what, remedy, Level.NOTE)
        return
    told = {name for row in rows for name in unit_names(row.text("unit"))}
    missing = [name for name in units if name not in told]
    if missing:
        what = f"并联审批流程里没有“{missing[0]}”{f'等 {len(missing)} 个单位' if len(missing) > 1 else ''}。"
        remedy = "请补上它办理的一步，或者从“并联审批单位”删去。"
        yield problem(item.at("joint_steps"), "joint-flow", what, remedy, Level.NOTE)


RULE = Rule(
    title="同一事项各层级的指南一致，并联审批有文字",
    sources=("国发〔2018〕27号",),
    findings=(
        Finding("guide-level", Level.WARNING, "同一编码的指南没有写层级"),
        Finding("guide-differs", Level.NOTE, "同一事项各层级的指南不一致"),
        Finding("joint-flow", Level.NOTE, "并联审批没有文字流程"),
    ),
    needs=Needs(fields=("item_code", "service_level", "joint_units", "joint_steps.unit")),
    of_column=check,
)
