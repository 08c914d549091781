"""Examples of the components: one YAML file for each, whose values become the records that pages really pass."""

from __future__ import annotations

import importlib
import re
import types
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any, Union, get_args, get_origin, get_type_hints

from tests.golden import golden
from tests.templates import templates

FOLDER = Path(__file__).parent
THEME = Path(__file__).parents[2] / "theme_overrides"
_MODULES = (
    "gongkai.pages.items.printed_marks",
    "gongkai.pages.page",
    "gongkai.model.badge",
    "gongkai.pages.lists.line",
    "gongkai.pages.documents.library",
    "gongkai.pages.items.item_view",
    "gongkai.texts.html",
    "gongkai.pages.lists.paging",
    "gongkai.pages.items.contact",
    "gongkai.pages.items.citation",
    "gongkai.pages.column.field_dictionary",
    "gongkai.pages.items.stages",
    "gongkai.pages.site_view",
    "gongkai.pages.records.record_view",
    "gongkai.pages.documents.text_comparison_view",
    "gongkai.pages.charts.figures",
    "gongkai.pages.charts.chart",
    "gongkai.model.column",
    "gongkai.pages.column.ledger_pages",
    "gongkai.ledgers.self_check",
)

_MAKER = re.compile(r"(\w+)\((\w+)\)")
"""A record that a function makes of another: ``bar_chart(Figures)``."""


@dataclass(frozen=True, slots=True)
class Example:
    """One use of a component; ``fixed`` names the fields whose values the code chooses, never an author."""

    component: str
    macro: str
    name: str
    arguments: dict[str, object]
    records: dict[str, str]
    fixed: tuple[str, ...]

    def html(self, change: Callable[[str], str] = lambda text: text) -> str:
        """The rendered example, with every text of an author changed by ``change``."""
        made = {
            name: _built(self.records[name], _changed(value, change, self.fixed)) if name in self.records else value
            for name, value in self.arguments.items()
        }
        template = templates().get_template(f"gongkai/components/{self.component}.html")
        macro = getattr(template.module, self.macro)
        return str(macro(**made))


def examples() -> Iterator[Example]:
    """All examples in the order of their files."""
    for path in sorted(FOLDER.glob("*.yml")):
        for block in golden(path):
            for name, arguments in block["examples"].items():
                yield Example(
                    path.stem, block["macro"], name, arguments, block.get("records", {}), tuple(block.get("fixed", ()))
                )


def _changed(value: object, change: Callable[[str], str], fixed: tuple[str, ...], name: str = "") -> object:
    if isinstance(value, str):
        return value if name in fixed else change(value)
    if isinstance(value, list):
        return [_changed(one, change, fixed, name) for one in value]
    if isinstance(value, dict):
        return {key: _changed(one, change, fixed, key) for key, one in value.items()}
    return value


def _built(annotation: str, value: object) -> object:
    if made := _MAKER.fullmatch(annotation):
        return _named(made[1])(_built(made[2], value))
    many = annotation.endswith("[]")
    wanted = _named(annotation.removesuffix("[]"))
    if many:
        return tuple(_made_of(wanted, one) for one in value) if isinstance(value, list) else ()
    return _made_of(wanted, value)


def _named(name: str) -> Any:
    """The record or the function of that name; an example that names neither raises LookupError."""
    for module in _MODULES:
        found = getattr(importlib.import_module(module), name, None)
        if found is not None:
            return found
    raise LookupError(name)


def _made_of(wanted: Any, value: object) -> object:
    """The value as the annotation wants it; an example that no longer fits its record raises TypeError."""
    if get_origin(wanted) in (Union, types.UnionType):
        return None if value is None else _made_of(_chosen(get_args(wanted), value), value)
    if wanted is Decimal:
        return Decimal(str(value))
    if isinstance(wanted, type) and issubclass(wanted, Enum):
        return wanted(value)
    if get_origin(wanted) is tuple and isinstance(value, list):
        inner = get_args(wanted)
        if len(inner) == 2 and inner[1] is Ellipsis:
            return tuple(_made_of(inner[0], one) for one in value)
        return tuple(_made_of(one, part) for one, part in zip(inner, value, strict=True))
    if is_dataclass(wanted) and isinstance(wanted, type) and isinstance(value, dict):
        hints = get_type_hints(wanted)
        unknown = set(value) - {field.name for field in fields(wanted)}
        if unknown:
            raise TypeError(f"{wanted.__name__} has no {', '.join(sorted(unknown))}")
        return wanted(**{name: _made_of(hints[name], one) for name, one in value.items()})
    return value


def _chosen(wanted: tuple[Any, ...], value: object) -> Any:
    """Which of several types a value is meant for: the record that has its fields, or the only one that is not None."""
    kinds = [one for one in wanted if one is not type(None)]
    return next(
        (one for one in kinds if isinstance(value, dict) and value.keys() <= {field.name for field in fields(one)}),
        kinds[0],
    )
