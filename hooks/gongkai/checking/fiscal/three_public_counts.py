"""三公 expenses: amounts and counts (trips, persons, vehicles) are consistent (财预〔2016〕143号)."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_PAIRS = (
    ("abroad", "因公出国（境）费", ("groups_abroad", "persons_abroad"), "出国（境）团组数、人次"),
    ("vehicles_bought", "公务用车购置费", ("cars_bought",), "公务用车购置数"),
    (
        "reception",
        "公务接待费",
        ("receptions", "persons_received", "foreign_receptions", "foreign_persons"),
        "公务接待批次、人次",
    ),
)
_ORDERED = (
    ("persons_abroad", "出国（境）人次", "groups_abroad", "出国（境）团组数"),
    ("persons_received", "国内公务接待人次", "receptions", "国内公务接待批次"),
)


def check(publication: Publication) -> Iterator[Problem]:
    """Amounts without a count, counts without an amount, fewer persons than groups, vehicles without running costs."""
    for item in publication.reading.items:
        if item.kind.name == "three_public":
            yield from _pairs(item)
            yield from _orders(item)


def _pairs(item: Item) -> Iterator[Problem]:
    for amount_name, amount_label, names, count_label in _PAIRS:
        amount = item.number(amount_name)
        counts = [count for count in (item.number(name) for name in names) if count is not None]
        if amount is None or not counts:
            continue
        total = sum(counts, Decimal(0))
        parts = [item.at(name) for name in (amount_name, *names) if name in item.values]
        if amount > 0 and total == 0:
            what = f"有{amount_label} {amount:f} {item.text('figure_unit')}，{count_label}却都是 0。"
            yield problem(
                item.at(amount_name), "three-public-counts", what, "请核对金额和实物量。", Level.WARNING, parts
            )
        elif amount == 0 and total > 0:
            what = f"{count_label}不是 0，{amount_label}却是 0。"
            yield problem(
                item.at(amount_name), "three-public-counts", what, "请核对金额和实物量。", Level.WARNING, parts
            )


def _orders(item: Item) -> Iterator[Problem]:
    for more, more_label, fewer, fewer_label in _ORDERED:
        persons, groups = item.number(more), item.number(fewer)
        if persons is not None and groups is not None and persons < groups:
            what = f"{more_label} {persons} 少于{fewer_label} {groups}。"
            parts = (item.at(more), item.at(fewer))
            yield problem(parts[0], "three-public-counts", what, "请核对这两个数。", parts=parts)
    owned, run = item.number("cars_owned"), item.number("vehicles_run")
    if owned == 0 and run is not None and run > 0:
        what = "公务用车保有量是 0，却有公务用车运行费。"
        remedy = "请核对保有量，或者在说明里写明租用等情况。"
        parts = (item.at("cars_owned"), item.at("vehicles_run"))
        yield problem(parts[0], "three-public-counts", what, remedy, Level.WARNING, parts)


RULE = Rule(
    title="“三公”经费金额与实物量相符",
    sources=("财预〔2016〕143号",),
    findings=(
        Finding(
            "three-public-counts",
            Level.ERROR,
            "“三公”经费的金额与实物量不符",
            milder=((Level.WARNING, "有金额没有数量，或者有数量没有金额"),),
            as_printed=True,
        ),
    ),
    needs=Needs(
        types=("three_public",),
        fields=(
            "abroad",
            "groups_abroad",
            "persons_abroad",
            "vehicles_bought",
            "vehicles_run",
            "cars_bought",
            "cars_owned",
            "reception",
            "receptions",
            "persons_received",
            "foreign_receptions",
            "foreign_persons",
            "figure_unit",
        ),
    ),
    of_column=check,
)
