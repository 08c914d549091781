"""Figures in the prose of budgets, final accounts and 三公 expenses agree with the tables and with each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from gongkai.checking.prose.claims import Claim, Kind, Named
from gongkai.checking.prose.item_claims import ItemClaims
from gongkai.checking.prose.known_figures import BUDGET, FINAL, KINDS, Known, KnownFigures, basis_of
from gongkai.checking.prose.rounded import WIDE, is_printed, is_quotient, rounded_like
from gongkai.checking.prose.slips import is_slip
from gongkai.checking.rule import Needs, Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher

_SUBJECT = "三公经费"
_REMEDY = "请核对文字和数据。"
_MANY = matcher(r"万元|亿元|元|%|％|持平")


def check(publication: Publication) -> Iterator[Problem]:
    """Amounts, differences, rates and shares in the text that are not those of the figures that they name."""
    known: dict[str, KnownFigures] = {}
    for item in publication.reading.items:
        year = item.values.get("year")
        if item.kind.name in KINDS and not item.legacy and isinstance(year, int):
            if item.agency not in known:
                known[item.agency] = KnownFigures(publication, item.agency)
            yield from _Prose(item, year, known[item.agency]).problems()


class _Prose:
    """The text of one item against the figures of its agency."""

    def __init__(self, item: Item, year: int, known: KnownFigures) -> None:
        self._year = year
        self._basis = basis_of(item)
        self._claims = ItemClaims(item, year, known)

    def _known(self, year: int, basis: str) -> Mapping[str, list[Known]]:
        return self._claims.known(year, basis)

    def problems(self) -> Iterator[Problem]:
        """Every claim of the text that is not so."""
        for claim, at in self._claims.claims():
            said = self._told(claim)
            if said:
                parts = (at, *(one.place for one in said[1]))
                yield problem(at, "prose-differs", said[0], _REMEDY, Level.WARNING, parts)

    def _label(self, claim: Claim) -> str:
        """The name of what a claim speaks of, as the tables or the vocabulary write it."""
        return self._claims.label(claim.of[0].name)

    def _told(self, claim: Claim) -> tuple[str, list[Known]] | None:
        """What is wrong with a claim, and the figures behind; None where it is right or nothing is known."""
        return {
            Kind.AMOUNT: self._amount,
            Kind.DIFFERENCE: self._difference,
            Kind.RATE: self._rate,
            Kind.SAME: self._same,
            Kind.DONE: self._done,
            Kind.SHARE: self._share,
        }[claim.kind](claim)

    def _of(self, named: Named) -> list[Known]:
        return self._known(named.year, named.basis or self._basis).get(named.name, [])

    def _amount(self, claim: Claim) -> tuple[str, list[Known]] | None:
        known = self._of(claim.of[0])
        if not known or any(_is(claim, one) for one in known):
            return None
        if any(one.loose for one in known):
            yuan = claim.value.scaleb(claim.power)
            known = [one for one in known if is_slip(yuan, one.yuan)]
            if not known:
                return None
        return f"文字里的“{self._label(claim)}”是 {claim.printed}，{known[0].words}。", known[:1]

    def _pairs(self, claim: Claim) -> list[tuple[Known, Known]] | None:
        """For each amount that is spoken of, itself and its base; None where one of them is not known."""
        found = []
        for named in claim.of:
            now = self._of(named)
            base = claim.base
            then = self._known(base.year, base.basis or named.basis).get(named.name, []) if base else []
            if not now or not then:
                return None
            found += [(one, other) for one in now for other in then]
        return found

    def _difference(self, claim: Claim) -> tuple[str, list[Known]] | None:
        pairs = self._pairs(claim)
        if not pairs:
            return None
        for now, then in pairs:
            real = (now.yuan - then.yuan) * (1 if claim.rising else -1)
            last = max(now.last_place, then.last_place)
            # The difference of rounded figures may be one unit beside the rounded difference.
            off = Decimal(1).scaleb(last) if last < claim.power else Decimal(0)
            told = claim.value.scaleb(claim.power)
            if is_printed(claim.value, real.scaleb(-claim.power), last - claim.power) or abs(real - told) <= off:
                return None
            if claim.loose and not is_slip(told, real):
                return None
        now, then = pairs[0]
        change = now.yuan - then.yuan
        said = f"比{claim.base.words if claim.base else ''}{claim.way} {claim.printed}"
        unit = {0: "元", 4: "万元", 8: "亿元"}[claim.power]
        real_words = f"{'增加' if change >= 0 else '减少'} {abs(change).scaleb(-claim.power):f} {unit}"
        return f"文字里的“{self._label(claim)}”{said}，{_years(claim, now, then)}，{real_words}。", [now, then]

    def _rate(self, claim: Claim) -> tuple[str, list[Known]] | None:
        pairs = [pair for pair in self._pairs(claim) or () if pair[1].yuan]
        return self._rate_of(claim, pairs) if pairs else self._rate_of_change(claim)

    def _rate_of(self, claim: Claim, pairs: list[tuple[Known, Known]]) -> tuple[str, list[Known]] | None:
        sign = 1 if claim.rising else -1
        if any(is_quotient(claim.value * sign, now.yuan - then.yuan, then.yuan) for now, then in pairs):
            return None
        now, then = pairs[0]
        rate = rounded_like(claim.value, WIDE.divide((now.yuan - then.yuan) * 100, then.yuan))
        what = (
            f"文字里的“{self._label(claim)}”{claim.way} {claim.printed}，{_years(claim, now, then)}，计算是 {rate}%。"
        )
        return what, [now, then]

    def _rate_of_change(self, claim: Claim) -> tuple[str, list[Known]] | None:
        """Whether a rate follows from the amount and the difference that the text itself prints before it."""
        # An amount that the text does not print is 0 here.
        stated = [named for named in claim.of if named.yuan and claim.change and named.yuan != claim.change[0]]
        if not claim.change or not stated:
            return None
        change, off = claim.change
        printed = claim.value if claim.rising else -claim.value
        if any(is_quotient(printed, change, named.yuan - change, off) for named in stated):
            return None
        rate = rounded_like(claim.value, abs(WIDE.divide(change * 100, stated[0].yuan - change)))
        worked_out = f"按 {_yuan(stated[0].yuan)}和增减额 {_yuan(abs(change))}计算是 {rate}%"
        return f"文字里的“{self._label(claim)}”{claim.way} {claim.printed}，{worked_out}。", []

    def _same(self, claim: Claim) -> tuple[str, list[Known]] | None:
        pairs = self._pairs(claim)
        if not pairs or any(now.yuan == then.yuan for now, then in pairs):
            return None
        now, then = pairs[0]
        if abs(now.yuan - then.yuan) < Decimal(1).scaleb(max(now.last_place, then.last_place) + 1):
            return None
        return f"文字里的“{self._label(claim)}”{claim.printed}，{_years(claim, now, then)}。", [now, then]

    def _done(self, claim: Claim) -> tuple[str, list[Known]] | None:
        name = claim.of[0].name
        ways = []
        for basis in (BUDGET, FINAL):
            stated = [one.yuan for one in claim.of if one.basis == basis and one.year == self._year][-1:]
            ways.append(stated or [one.yuan for one in self._known(self._year, basis).get(name, [])])
        planned, done = ways
        if not planned or not done or not claim.value:
            return None
        if not any(planned):
            return (
                (f"年初预算是 0，文字里却写“{self._label(claim)}”完成预算的 {claim.printed}。", [])
                if any(done) or claim.value != 100
                else None
            )
        if any(is_quotient(claim.value, one, whole) for one in done for whole in planned if whole):
            return None
        whole = next(one for one in planned if one)
        share = rounded_like(claim.value, WIDE.divide(done[0] * 100, whole))
        what = f"文字里的“{self._label(claim)}”完成预算的 {claim.printed}，按决算 {_yuan(done[0])}、预算 {_yuan(whole)}计算是 {share}%。"
        return what, []

    def _share(self, claim: Claim) -> tuple[str, list[Known]] | None:
        if claim.part is None:
            return None
        known = self._known(self._year, self._basis).get(claim.whole, []) if claim.whole else []
        wholes = [one.yuan for one in known] if claim.whole else list(claim.wholes)
        wholes = [one for one in wholes if one]
        if not wholes or any(is_quotient(claim.value, claim.part, one) for one in wholes):
            return None
        share = rounded_like(claim.value, WIDE.divide(claim.part * 100, wholes[0]))
        whole = f"“{claim.whole}”" if claim.whole else "前面的"
        what = f"文字里写占 {claim.printed}，按 {_yuan(claim.part)}和{whole} {_yuan(wholes[0])}计算是 {share}%。"
        return what, known[:1]


def _is(claim: Claim, known: Known) -> bool:
    return is_printed(claim.value, known.yuan.scaleb(-claim.power), known.last_place - claim.power)


def _years(claim: Claim, now: Known, then: Known) -> str:
    """The two figures that are compared, with their years, as messages show them."""
    base = claim.base
    words = base.words if base and base.year == claim.of[0].year else f"{base.year if base else ''}年"
    return f"{claim.of[0].year}年是 {now.shown}，{words}是 {then.shown}"


def _yuan(amount: Decimal) -> str:
    """An amount as messages show it: in 万元 where that is not less than one."""
    in_ten_thousands = amount.scaleb(-4)
    return f"{in_ten_thousands:f} 万元" if abs(amount) >= 1000 else f"{amount:f} 元"


RULE = Rule(
    title="预决算说明里的数与数据一致",
    findings=(Finding("prose-differs", Level.WARNING, "说明里的数与数据不同", as_printed=True),),
    needs=Needs(
        types=("three_public", "department_budget", "department_final", "special_fund"),
        fields=("year", "basis_kind", "figure_unit", "fund_year", "fund_name", "budget"),
        columns=("code", "subject"),
        tables=("expense", "general", "basic", "fund", "capital"),
    ),
    of_column=check,
)
