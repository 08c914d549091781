"""A count that may be told in several ways, as the least and the most that it can be."""

from __future__ import annotations

from dataclasses import dataclass

_ENDLESS = 10**9


@dataclass(frozen=True, slots=True)
class CountRange:
    """The least and the most."""

    least: int
    most: int

    @classmethod
    def exactly(cls, number: int) -> CountRange:
        """One number only."""
        return cls(number, number)

    @classmethod
    def at_least(cls, number: int) -> CountRange:
        """So many or more."""
        return cls(number, _ENDLESS)

    def __contains__(self, told: int) -> bool:
        return self.least <= told <= self.most

    def __str__(self) -> str:
        """The number, or the least and the most; where there is no most, the least."""
        return f"{self.least}" if self.most in (self.least, _ENDLESS) else f"{self.least} 到 {self.most}"
