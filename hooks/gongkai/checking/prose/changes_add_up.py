"""The change of the 三公 total is that of its parts, where the text tells all of them and last year's figures are not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal

from gongkai.checking.prose.claims import Claim, Kind
from gongkai.checking.prose.item_claims import ItemClaims
from gongkai.checking.prose.known_figures import KINDS, KnownFigures, basis_of
from gongkai.checking.prose.rounded import last_place
from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_ALL = "三公经费"
_ABROAD = ("因公出国(境)费", "因公出国(境)费用", "因公出国(境)经费")
_RECEPTION = ("公务接待费",)
_CARS = ("公务用车购置及运行费", "公务用车购置及运行维护费")
_BOUGHT = ("公务用车购置费",)
_RUN = ("公务用车运行费", "公务用车运行维护费")
_WAYS: Sequence[Sequence[Sequence[str]]] = (
    (_ABROAD, _CARS, _RECEPTION),
    (_ABROAD, _BOUGHT, _RUN, _RECEPTION),
)
"""The parts that make the total, each under its names."""


def check(publication: Publication) -> Iterator[Problem]:
    """Totals of which the change is not the sum of the changes that the same text tells of their parts."""
    known: dict[str, KnownFigures] = {}
    for item in publication.reading.items:
        year = item.values.get("year")
        if item.kind.name in KINDS and not item.legacy and isinstance(year, int):
            if item.agency not in known:
                known[item.agency] = KnownFigures(publication, item.agency)
            yield from _told(item, year, known[item.agency])


def _told(item: Item, year: int, known: KnownFigures) -> Iterator[Problem]:
    if _ALL in known.of_year(year - 1, basis_of(item)):
        # With last year's figures every change is worked out by itself.
        return
    changes = dict(_changes(ItemClaims(item, year, known), year))
    if _ALL not in changes:
        return
    total, place, printed = changes[_ALL]
    for way in _WAYS:
        parts = [next((changes[name][0] for name in names if name in changes), None) for names in way]
        given = [part for part in parts if part is not None]
        if len(given) < len(parts):
            continue
        # Each of them may be rounded.
        off = max(Decimal(1).scaleb(last_place(one)) for one in (total, *given)) * (len(given) + 1) / 2
        if abs(sum(given, Decimal(0)) - total) > off:
            right = sum(given, Decimal(0))
            what = f"文字里的“三公”经费比上年{printed}，各项的增减相加是{'增加' if right >= 0 else '减少'} {_plain(right)} 万元。"
            yield problem(place, "prose-changes", what, "请核对总数和各项的增减额。", Level.WARNING)
        return


def _changes(claims: ItemClaims, year: int) -> Iterator[tuple[str, tuple[Decimal, Place, str]]]:
    """The change of each name from last year in 元, its place and its words; the first that the text tells."""
    seen: set[str] = set()
    for claim, place in claims.claims():
        name = _name(claim, year)
        if name and name not in seen:
            seen.add(name)
            amount = claim.value.scaleb(claim.power) if claim.kind is Kind.DIFFERENCE else Decimal(0)
            yield name, (amount if claim.rising else -amount, place, f"{claim.way} {claim.printed}")


def _name(claim: Claim, year: int) -> str:
    """What a change since last year speaks of, where that is one amount."""
    if claim.kind not in (Kind.DIFFERENCE, Kind.SAME) or claim.loose or claim.base is None:
        return ""
    return claim.of[0].name if claim.base.year == year - 1 and len({one.name for one in claim.of}) == 1 else ""


def _plain(yuan: Decimal) -> str:
    return f"{abs(yuan).scaleb(-4).normalize():f}"


RULE = Rule(
    title="“三公”经费的增减等于各项的增减",
    sources=("财预〔2016〕143号",),
    findings=(Finding("prose-changes", Level.WARNING, "“三公”经费的增减与各项的不符", as_printed=True),),
    needs=Needs(types=("three_public", "department_budget", "department_final"), fields=("year", "basis_kind")),
    of_column=check,
)
