"""Equations between figures in the words of the official tables: ``合计 = 基本支出 + 项目支出``.

Operators stand between blanks, so that a label may hold brackets and hyphens. A term is a label, ``行数(字段)`` for the
number of rows of a table field, or ``{表/行/列}`` for one cell of a table named by its English name.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

COUNT = re.compile(r"行数\((.+)\)\Z")
"""A term that counts the rows of a table field."""

CELL = re.compile(r"\{([^/{}]+)/([^/{}]+)/([^/{}]+)\}\Z")
"""A term that names one cell: table, row, column."""

FIRST_ROW = "第1行"
"""The row of a table that has only one, or none with a name."""

_RELATION = re.compile(r" (=|≤|≥) ")
_SIGN = re.compile(r" ([+-]) ")


@dataclass(frozen=True, slots=True)
class Term:
    """One label with its sign."""

    sign: int
    label: str


@dataclass(frozen=True, slots=True)
class Formula:
    """Two sums and how they must relate."""

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
    """What a formula gives: both sums, and whether their difference can come from printing rounded figures."""

    left: Decimal
    right: Decimal
    holds: bool
    rounding: bool


class FormulaError(ValueError):
    """A formula that cannot be read."""


def parse(text: str) -> Formula:
    """The formula in ``text``. Raises FormulaError."""
    parts = _RELATION.split(text.strip())
    if len(parts) != 3:
        raise FormulaError(f"公式“{text}”应当有一个“=”“≤”或“≥”，两边各空一格。")
    return Formula(_sum(parts[0], text), parts[1], _sum(parts[2], text))


def written(formula: Formula) -> str:
    """The formula as text; ``parse`` gives it back."""

    def side(terms: tuple[Term, ...]) -> str:
        first, *rest = terms
        return first.label + "".join(f" {'+' if term.sign > 0 else '-'} {term.label}" for term in rest)

    return f"{side(formula.left)} {formula.relation} {side(formula.right)}"


def evaluate(formula: Formula, figure_of: Callable[[str], Figure | None]) -> Outcome | None:
    """The outcome for the figures of the labels; None where one is missing, so that nothing can be decided."""
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


def compare(left: Decimal, relation: str, right: Decimal, last_place: int, addends: int) -> Outcome:
    """Compare two sums; a difference of half a unit of the last printed place for each figure may come from rounding."""
    holds = {"=": left == right, "≤": left <= right, "≥": left >= right}[relation]
    allowed = Decimal("0.5") * Decimal(1).scaleb(last_place) * (addends + 1)
    whole_numbers = last_place >= 0 and left == left.to_integral_value()
    rounding = not holds and abs(left - right) <= allowed and not (whole_numbers and addends < 2)
    return Outcome(left, right, holds, rounding)


def figure_in(text: str) -> Figure | None:
    """The figure that a printed cell shows; blanks and dashes are zero; None where it is no figure.

    More digits than a number may have (``reading/values/typed_value.py``) are none, since sums of them would not be exact.
    """
    cell = text.strip().replace(",", "").replace("，", "")
    if cell in ("", "-", "—", "——", "/", "－"):
        return Figure(Decimal(0), -99)
    if not re.fullmatch(r"[-+]?[0-9]{1,15}(?:\.[0-9]{1,8})?", cell):
        return None
    number = Decimal(cell)
    exponent = number.as_tuple().exponent
    return Figure(number, exponent if isinstance(exponent, int) else 0)


def _sum(text: str, whole: str) -> tuple[Term, ...]:
    parts = _SIGN.split(text.strip())
    if any(not part.strip() or part.strip().endswith(("+", "-")) for part in parts[::2]):
        raise FormulaError(f"公式“{whole}”缺少一项。")
    signs = [1, *(1 if sign == "+" else -1 for sign in parts[1::2])]
    return tuple(Term(sign, label.strip()) for sign, label in zip(signs, parts[::2]))
