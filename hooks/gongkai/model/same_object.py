"""A key that means one very object, for memos of the last question (``functools.lru_cache``)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class SameObject(Generic[T]):
    """Two are equal only where they hold the same object, so nothing of what it contains is compared."""

    it: T

    def __eq__(self, other: object) -> bool:
        return isinstance(other, SameObject) and self.it is other.it

    def __hash__(self) -> int:
        return id(self.it)
