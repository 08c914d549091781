"""A budget, an account or a 三公 statement whose 单位 makes every figure ten thousand times too large or too small."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from gongkai.checking.prose.claims import Kind
from gongkai.checking.prose.item_claims import ItemClaims
from gongkai.checking.prose.known_figures import KINDS, Known, KnownFigures, basis_of
from gongkai.checking.prose.rounded import is_printed
from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.kind import FieldType
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_OTHER = {"元": "万元", "万元": "元"}
_SHIFT = {"元": 4, "万元": -4}
_LEAST = 2
"""How many figures must say so, and none the contrary; one alone is a slip in that figure."""
_NEAR = Decimal(8)
"""How many times larger or smaller the totals of neighbouring years may be."""


def check(publication: Publication) -> Iterator[Problem]:
    """Items of which the text, or the other years, have the same figures only with the other unit."""
    known: dict[str, KnownFigures] = {}
    alike: dict[tuple[str, str, str], list[Item]] = defaultdict(list)
    for item in publication.reading.items:
        if item.kind.name in KINDS and isinstance(item.values.get("year"), int) and _unit(item) in _OTHER:
            alike[item.agency, item.kind.name, basis_of(item)].append(item)
    for items in alike.values():
        for item in items:
            if item.legacy:
                continue
            if item.agency not in known:
                known[item.agency] = KnownFigures(publication, item.agency)
            said = [*_of_text(item, known[item.agency]), *_of_years(item, items)]
            wrong = said.count(True)
            if wrong >= _LEAST and wrong == len(said):
                unit = _unit(item)
                what = f"“单位”写的是“{unit}”，文字和其他年度的数有 {wrong} 处要按“{_OTHER[unit]}”才相同。"
                remedy = f"请核对“单位”是不是“{_OTHER[unit]}”；改了以后再核对各个数。"
                yield problem(item.at("figure_unit"), "unit-wrong", what, remedy, Level.WARNING)


def _of_text(item: Item, known: KnownFigures) -> Iterator[bool]:
    """For each amount of the text that is the same but for the unit, whether it is so only with the other one."""
    year = item.values["year"]
    assert isinstance(year, int)
    claims = ItemClaims(item, year, known)
    for claim, _ in claims.claims():
        if claim.kind is not Kind.AMOUNT or claim.of[0].year != year or not claim.value:
            continue
        own = _own(item, claims.known(year, claim.of[0].basis).get(claim.of[0].name, ()))
        if any(_is(claim.value, claim.power, one, 0) for one in own):
            yield False
        elif any(_is(claim.value, claim.power, one, _SHIFT[_unit(item)]) for one in own):
            yield True


def _own(item: Item, known: Sequence[Known]) -> list[Known]:
    """The figures that have the unit of the item: its fields, and its tables that say nothing else."""
    paths = {
        item.place.path,
        *(path for table in item.tables.values() if table.unit == _unit(item) for path in table.paths),
    }
    return [one for one in known if one.place.path in paths and one.yuan and not one.loose]


def _is(printed: Decimal, power: int, known: Known, shift: int) -> bool:
    return is_printed(printed, known.yuan.scaleb(shift - power), known.last_place + shift - power)


def _of_years(item: Item, items: Sequence[Item]) -> Iterator[bool]:
    """For each neighbouring year whether its total is near to the item's with the other unit, and with its own is not."""
    total, year = _total(item), item.values["year"]
    for other in items:
        then = _total(other)
        if not isinstance(year, int) or abs(int(str(other.values["year"])) - year) != 1 or not total or not then:
            continue
        if _near(total, then):
            yield False
        elif _near(total.scaleb(_SHIFT[_unit(item)]), then):
            yield True


def _near(one: Decimal, other: Decimal) -> bool:
    return one <= other * _NEAR and other <= one * _NEAR


def _total(item: Item) -> Decimal | None:
    """The first amount of the form in 元, which is that of all."""
    powers: Mapping[str, int] = {"元": 0, "万元": 4}
    first = next((field.name for field in item.kind.fields if field.type is FieldType.MONEY), "")
    number = item.number(first)
    return number.scaleb(powers[_unit(item)]) if number is not None else None


def _unit(item: Item) -> str:
    return item.text("figure_unit")


RULE = Rule(
    title="预决算的单位与文字、各年的数相符",
    findings=(Finding("unit-wrong", Level.WARNING, "单位是元还是万元写反了", as_printed=True),),
    needs=Needs(
        types=("three_public", "department_budget", "department_final"),
        fields=("year", "basis_kind", "figure_unit"),
    ),
    of_column=check,
)
