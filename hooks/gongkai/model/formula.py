"""Equations between figures, with the labels of the official tables: ``合计 = 基本支出 + 项目支出``.

Operators have a blank on both sides, so that a label may contain brackets and hyphens. A term is a label, ``行数(字段)`` for the
number of rows of a table field, or ``{表/行/列}`` for one cell of a table named by its English name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from gongkai.model.words.matcher import matcher

COUNT = matcher(r"行数\((.+)\)\Z")
"""A term that counts the rows of a table field."""

CELL = matcher(r"\{([^/{}]+)/([^/{}]+)/([^/{}]+)\}\Z")
"""A term that names one cell: table, row, column."""

_FIGURE = matcher(r"[-+]?[0-9]{1,15}(?:\.[0-9]{1,8})?")

FIRST_ROW = "第1行"
"""Stands for the row of a table that has only one, or whose rows have no names."""


@dataclass(frozen=True, slots=True)
class Term:
    """A label with its sign, 1 or -1."""

    sign: int
    label: str


@dataclass(frozen=True, slots=True)
class Formula:
    """Two sums and the relation between them: ``=``, ``≤`` or ``≥``."""

    left: tuple[Term, ...]
    relation: str
    right: tuple[Term, ...]

    def terms(self) -> Iterator[Term]:
        """All terms of both sides."""
        yield from self.left
        yield from self.right


@dataclass(frozen=True, slots=True)
class Figure:
    """An exact figure and the place of its last printed digit, as a power of ten (0 for units, -2 for hundredths)."""

    value: Decimal
    last_place: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """Both sums of a formula, whether it ``holds``, and whether ``rounding`` of printed figures can explain that it does not."""

    left: Decimal
    right: Decimal
    holds: bool
    rounding: bool


def written(formula: Formula) -> str:
    """The formula as text, the inverse of ``parse``."""

    def side(terms: tuple[Term, ...]) -> str:
        first, *rest = terms
        return first.label + "".join(f" {'+' if term.sign > 0 else '-'} {term.label}" for term in rest)

    return f"{side(formula.left)} {formula.relation} {side(formula.right)}"


def evaluate(formula: Formula, figure_of: Callable[[str], Figure | None]) -> Outcome | None:
    """The outcome with the figures that ``figure_of`` gives for the labels; None where it has none for some label."""
    figures: dict[str, Figure] = {}
    for term in formula.terms():
        figure = figure_of(term.label)
        if figure is None:
            return None
        figures[term.label] = figure
    left = sum((term.sign * figures[term.label].value for term in formula.left), Decimal(0))
    right = sum((term.sign * figures[term.label].value for term in formula.right), Decimal(0))
    places = [figure.last_place for figure in figures.values()]
    return compare(left, formula.relation, right, max(places), len(figures) - 1)


def figure_of(value: Decimal) -> Figure:
    """The figure of a value as it is written."""
    exponent = value.as_tuple().exponent
    return Figure(value, exponent if isinstance(exponent, int) else 0)


def agree(one: Figure, other: Figure) -> bool:
    """Whether two figures are the same within the coarser of their printed places, such as 万元 beside 元."""
    half = Decimal("0.5").scaleb(max(one.last_place, other.last_place))
    return one.value == other.value or (one.last_place != other.last_place and abs(one.value - other.value) <= half)


def compare(left: Decimal, relation: str, right: Decimal, last_place: int, addends: int) -> Outcome:
    """Compare two sums of printed figures.

    ``last_place`` is the coarsest power of ten of their last digits. Each of the ``addends`` and their sum may be half a
    unit of that place off; a difference within that may come from rounding, but not one between two whole numbers.
    """
    holds = {"=": left == right, "≤": left <= right, "≥": left >= right}[relation]
    allowed = Decimal("0.5") * Decimal(1).scaleb(last_place) * (addends + 1)
    whole_numbers = last_place >= 0 and left == left.to_integral_value()
    rounding = not holds and abs(left - right) <= allowed and not (whole_numbers and addends < 2)
    return Outcome(left, right, holds, rounding)


@lru_cache(maxsize=8192)
def figure_in(text: str) -> Figure | None:
    """The figure of a printed cell; a blank or a dash is 0; None where the cell is no figure.

    More than 15 digits, or 8 decimals, are no figure either (``reading/values/typed_value.py``): their sums would not be exact.
    """
    cell = text.strip().replace(",", "").replace("，", "")
    if cell in ("", "-", "—", "——", "/", "－"):
        return Figure(Decimal(0), -99)
    if not _FIGURE.fullmatch(cell):
        return None
    return Figure(Decimal(cell), -len(cell.partition(".")[2]))
