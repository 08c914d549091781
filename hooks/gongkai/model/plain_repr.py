"""A faster ``repr`` for dataclasses that pages hold by the ten thousand: no field names, no guard against recursion."""

from __future__ import annotations

from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def plain_repr(view: type[T]) -> type[T]:
    """Class decorator: the ``repr`` is the class name and the tuple of all field values, so equal views have equal ones.

    The dataclass must have at least two fields and no reference to itself.
    """
    values = attrgetter(*(field.name for field in fields(view)))  # type: ignore[arg-type]

    def representation(self: Any) -> str:
        return f"{view.__name__}{values(self)!r}"

    view.__repr__ = representation  # type: ignore[method-assign]
    return view
