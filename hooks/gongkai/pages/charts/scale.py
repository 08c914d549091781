"""The linear scale of an axis: round ticks that include zero and cover all values, in exact decimals."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))


@dataclass(frozen=True, slots=True)
class Scale:
    """A scale from ``low`` to ``high`` with ticks every ``step``; zero is always a tick."""

    low: Decimal
    high: Decimal
    step: Decimal

    @property
    def ticks(self) -> tuple[Decimal, ...]:
        """The values of the ticks, lowest first."""
        return tuple(self.low + self.step * number for number in range(int((self.high - self.low) / self.step) + 1))

    def at(self, value: Decimal, room: int) -> int:
        """The distance of a value from ``low``, rounded to view-box units, if the whole scale has length ``room``."""
        return int(((value - self.low) * room / (self.high - self.low)).to_integral_value())


def scale_of(values: Iterable[Decimal], most: int) -> Scale:
    """A scale with about ``most`` steps at most that includes zero and all values; 0 to 1 if all are zero."""
    known = [Decimal(0), *values]
    low, high = min(known), max(known)
    if low == high:
        return Scale(Decimal(0), Decimal(1), Decimal(1))
    rough = (high - low) / most
    unit = Decimal(1).scaleb(rough.adjusted())
    step = next(unit * one for one in _STEPS if unit * one >= rough)
    return Scale(step * _floor(low / step), step * -_floor(-high / step), step)


def _floor(value: Decimal) -> int:
    return int(value // 1) - (1 if value < 0 and value % 1 else 0)
