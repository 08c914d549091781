"""What a line of text claims with a figure: an amount, a difference, a rate, a share, what is done of a budget."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import Enum


class Kind(Enum):
    """What a figure claims."""

    AMOUNT = "amount"
    DIFFERENCE = "difference"
    RATE = "rate"
    SAME = "same"
    DONE = "done"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Named:
    """An amount of the text in 元 with the place of its last digit, its name, and the year and basis that the text gives."""

    name: str
    yuan: Decimal
    place: int
    year: int
    basis: str


@dataclass(frozen=True, slots=True)
class Base:
    """What a difference or a rate is measured against: the words, the year and the basis (empty: that of the amount)."""

    words: str
    year: int
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One figure of a line and what it claims."""

    kind: Kind
    at: int
    """Where the figure stands in the folded line."""
    printed: str = ""
    """The figure with its unit, as it is printed."""
    value: Decimal = Decimal(0)
    power: int = 0
    """The unit of an amount, as a power of ten."""
    of: tuple[Named, ...] = ()
    """The amounts of which it may speak; the amount itself for an amount."""
    way: str = ""
    """增加, 减少 and the like, as printed."""
    rising: bool = True
    base: Base | None = None
    change: tuple[Decimal, Decimal] | None = None
    """For a rate: the difference printed before it, signed, in 元, and how much it may be off."""
    part: Decimal | None = None
    """For a share: the amount of which it is told, in 元."""
    whole: str = ""
    """For a share: the words for the whole; empty where the text names none."""
    loose: bool = False
    """Whether it may speak of a part only, so that it is told only where it is one slip from what it should be."""
    wholes: tuple[Decimal, ...] = ()
    """For a share without such words: the larger amounts of the line before it."""
