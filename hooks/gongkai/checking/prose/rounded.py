"""Whether a figure that a text prints is another one, rounded or cut to as many places."""

from __future__ import annotations

from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

WIDE = Context(prec=120, rounding=ROUND_HALF_UP)
"""A precision for rounding and comparing, since prose may print more digits than a field can have."""


def last_place(printed: Decimal) -> int:
    """The place of the last digit, as a power of ten."""
    exponent = printed.as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def rounded_like(printed: Decimal, real: Decimal) -> Decimal:
    """The real figure, rounded to as many decimal places as the printed one has."""
    return real.quantize(Decimal(1).scaleb(last_place(printed)), context=WIDE)


def is_printed(printed: Decimal, real: Decimal, known_to: int) -> bool:
    """Whether ``printed`` is ``real``, whose last digit stands at the place ``known_to``, rounded or cut to its own places."""
    place = last_place(printed)
    if place < known_to:
        return printed.quantize(Decimal(1).scaleb(known_to), context=WIDE) == real
    if rounded_like(printed, real) == printed:
        return True
    return place > known_to and real.quantize(Decimal(1).scaleb(place), rounding=ROUND_DOWN, context=WIDE) == printed


def is_quotient(printed: Decimal, part: Decimal, whole: Decimal, off: Decimal = Decimal(0)) -> bool:
    """Whether ``printed`` percent are ``part`` of ``whole``, rounded or cut; ``part`` itself may be ``off`` by so much."""
    unit = Decimal(1).scaleb(last_place(printed))
    exact = WIDE.divide(part * 100, whole)
    loose = WIDE.divide(off * 100, abs(whole))
    return -unit / 2 - loose <= printed - exact <= unit / 2 + loose or 0 <= exact - printed < unit + loose
