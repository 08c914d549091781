"""A cache key that compares objects by identity, for ``functools.lru_cache`` on values too large to hash."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class SameObject(Generic[T]):
    """Wraps ``it``; two keys are equal only where they hold the same object, whatever it contains."""

    it: T

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameObject) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)
