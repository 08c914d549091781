"""Amounts in the prose of budgets, final accounts and 三公 expenses agree with the figures of the item."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import ROUND_HALF_UP, Context, Decimal

from gongkai.checking.rule import Needs, Rule
from gongkai.checking.texts.text_lines import lines_of, within
from gongkai.model.item import Item
from gongkai.model.kind import FieldType
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_KINDS = ("three_public", "department_budget", "department_final")
_POWERS = {"元": 0, "万元": 4, "亿元": 8}
_GENERAL = ("合计", "总计")
"""Labels that are too general: other sentences use them for other amounts."""
_BETWEEN = r"(?:财政拨款|支出|安排|总额|总计|共计|共|计|数|为|是|：|:|\s){0,4}"
_FIGURE = r"\d[\d,]{0,30}(?:\.\d{1,60})?"
_SHARE = re.compile(rf"完成年初预算的({_FIGURE})[%％]")
_WIDE = Context(prec=120, rounding=ROUND_HALF_UP)
"""A precision for rounding and comparing, since prose may print more digits than a field can have."""


def check(publication: Publication) -> Iterator[Problem]:
    """Amounts that follow the name of a figure but differ from it, and wrong percentages of the budget."""
    for item in publication.reading.items:
        if item.kind.name in _KINDS and not item.legacy:
            yield from _amounts(item)
            if item.kind.name == "three_public":
                yield from _share(item)


def _amounts(item: Item) -> Iterator[Problem]:
    # 决算 in a budget and 预算 in final accounts refer to the other document.
    own = "预算" if item.kind.name == "department_budget" or item.text("basis_kind") == "预算" else "决算"
    figures = {
        label: (field.title, number)
        for field in item.kind.fields
        if field.type is FieldType.MONEY and (number := item.number(field.name)) is not None
        for label in (field.title, *field.aliases)
        if label not in _GENERAL
    }
    if not figures:
        return
    # The longest label comes first, so that no shorter label matches a part of it.
    names = "|".join(re.escape(label) for label in sorted(figures, key=len, reverse=True))
    pattern = re.compile(rf"({names})(?:{own})?{_BETWEEN}({_FIGURE})(万元|亿元|元)")
    for line, place in lines_of(item):
        for match in pattern.finditer(line):
            title, number = figures[match[1]]
            printed = Decimal(match[2].replace(",", ""))
            real = number.scaleb(_POWERS.get(item.text("figure_unit"), 0) - _POWERS[match[3]])
            if _rounded_like(printed, real) != printed:
                what = f"文字里的“{match[1]}”是 {match[2]}{match[3]}，“{title}”填的是 {number:f} {item.text('figure_unit')}。"
                parts = (within(place, match.start()), item.at(item.kind.by_label[title].name))
                yield problem(parts[0], "prose-differs", what, "请核对文字和数据。", Level.WARNING, parts)


def _share(item: Item) -> Iterator[Problem]:
    total, budget = item.number("total"), item.number("budget_total")
    match = _SHARE.search(item.text("explanation"))
    if total is None or budget is None or match is None:
        return
    printed = Decimal(match[1].replace(",", ""))
    if budget == 0:
        what = f"年初预算是 0，说明里却写完成年初预算的 {printed}%。"
        yield problem(item.at("explanation"), "prose-differs", what, "请修改说明。", Level.WARNING)
        return
    share = _rounded_like(printed, _WIDE.divide(total * 100, budget))
    if share != printed:
        what = f"说明里写完成年初预算的 {printed}%，按合计 {total:f} 和年初预算 {budget:f} 计算是 {share}%。"
        yield problem(item.at("explanation"), "prose-differs", what, "请核对百分比。", Level.WARNING)


def _rounded_like(printed: Decimal, real: Decimal) -> Decimal:
    """The real figure, rounded to as many decimal places as the printed one has."""
    places = printed.as_tuple().exponent
    return real.quantize(Decimal(1).scaleb(places if isinstance(places, int) else 0), context=_WIDE)


RULE = Rule(
    title="预决算说明里的数与数据一致",
    findings=(Finding("prose-differs", Level.WARNING, "说明里的数与数据不同", as_printed=True),),
    needs=Needs(
        types=("three_public", "department_budget", "department_final"),
        fields=("basis_kind", "figure_unit", "total", "budget_total", "explanation"),
    ),
    of_column=check,
)
