"""Type definitions (信息类型): from YAML to ``Kind``, with every fault of a definition as a problem like any other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

from gongkai import FOLDER
from gongkai.model.chart_definition import ChartDefinition
from gongkai.model.column import PARTS
from gongkai.model.kind import Base, Deadline, Field, Kind, Listing
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.reading.source_files import files_of
from gongkai.reading.types.chart_definitions import beside_faults, chart_definition, chart_faults
from gongkai.reading.types.field_definitions import read_fields
from gongkai.reading.types.kind_faults import faults_between, faults_of
from gongkai.reading.types.kind_parts import deadline, identity, table_layout
from gongkai.reading.types.narrowing import narrowed
from gongkai.reading.types.record_use import record_use
from gongkai.reading.values.nearest import suggestion
from gongkai.reading.yaml.shape import Shape
from gongkai.reading.yaml.yaml_files import read_yaml

BUILT_IN = FOLDER / "types"
_COMMON = "item"


@dataclass(slots=True)
class _Definition:
    """One definition as written, before it inherits."""

    name: str
    place: Place
    path: str
    shape: Shape
    fields: tuple[Field, ...]


def load_kinds(agency_types: Path | None) -> tuple[dict[str, Kind], list[Problem]]:
    """The built-in types and those of the agency, by English name, in the order of their place in the column."""
    own = files_of(agency_types) if agency_types else []
    known, faults = _built_in()
    problems = list(faults)
    if own:
        known = _with([(path, f"catalogue/types/{path.name}") for path in own], known, problems)
    kinds = [kind for kind in known.values() if not kind.abstract]
    problems += (*faults_between(kinds), *beside_faults(kinds))
    ordered = sorted(kinds, key=lambda k: (PARTS.index(k.listing.part), k.listing.order, k.name))
    return {kind.name: kind for kind in ordered}, problems


@cache
def _built_in() -> tuple[dict[str, Kind], list[Problem]]:
    """The built-in types, which do not change while the program runs, with the common fields that are no type."""
    problems: list[Problem] = []
    paths = [(path, f"hooks/gongkai/types/{path.name}") for path in sorted(BUILT_IN.glob("*.yml"))]
    return _with(paths, {}, problems), problems


def _with(paths: Iterable[tuple[Path, str]], known: dict[str, Kind], problems: list[Problem]) -> dict[str, Kind]:
    """The known types, those that the files define, and the known ones that the files narrow."""
    definitions: dict[str, _Definition] = {}
    narrowings: list[_Definition] = []
    for path, shown in paths:
        definition = _read(path, shown, problems)
        if definition is None:
            continue
        taken = definitions.get(definition.name) or known.get(definition.name)
        if definition.shape.has("narrows"):
            narrowings.append(definition)
        elif taken:
            what = f"已经有名为“{definition.name}”的类型（{taken.path}）。"
            problems.append(
                problem(definition.place, "type-twice", what, "请换一个 name；要收紧原有类型时用 narrows。")
            )
        else:
            definitions[definition.name] = definition
    kinds = _Family(definitions, known, problems).kinds()
    for narrowing in narrowings:
        _narrow(narrowing, kinds, problems)
    return kinds


def _read(path: Path, shown: str, problems: list[Problem]) -> _Definition | None:
    node, faults = read_yaml(path, shown)
    problems += faults
    if node is None:
        return None
    place = Place(shown, 1, 1)
    shape = Shape(node, "类型定义", place, problems)
    name = shape.text("narrows") or shape.needed("name", "market_notice")
    fields = read_fields(shape, "fields", problems)
    if not name:
        return None
    return _Definition(name, place, shown, shape, fields)


class _Family:
    """Definitions while they inherit from one another, parents before children whatever the order of the files."""

    def __init__(self, definitions: dict[str, _Definition], known: dict[str, Kind], problems: list[Problem]) -> None:
        """``definitions`` by name, beside the types that are ``known`` already; faults are added to ``problems``."""
        self._definitions = definitions
        self._problems = problems
        self._made: dict[str, Kind] = dict(known)
        self._making: set[str] = set()

    def kinds(self) -> dict[str, Kind]:
        """All of them, complete with what they inherit."""
        for name in self._definitions:
            self._make(name)
        return self._made

    def _make(self, name: str) -> Kind | None:
        if name in self._made:
            return self._made[name]
        definition = self._definitions[name]
        if name in self._making:
            what = f"类型“{name}”继承了自己。"
            self._problems.append(problem(definition.place, "type-circle", what, "请检查各类型的 extends。"))
            return None
        self._making.add(name)
        parent = self._parent(definition)
        kind = _kind(definition, parent, self._problems)
        self._problems += faults_of(kind, parent)
        self._problems += chart_faults(kind, parent.charts if parent else ())
        self._made[name] = kind
        return kind

    def _parent(self, definition: _Definition) -> Kind | None:
        name = definition.shape.text("extends")
        if name and name not in self._definitions and name not in self._made:
            what = f"没有名为“{name}”的类型可以继承。"
            remedy = suggestion(name, (*self._made, *self._definitions)) or "请写已有类型的 name。"
            self._problems.append(problem(definition.shape.at("extends"), "unknown-type", what, remedy))
            name = ""
        if not name and definition.name == _COMMON:
            return None
        return self._make(name or _COMMON)


def _kind(definition: _Definition, parent: Kind | None, problems: list[Problem]) -> Kind:
    shape = definition.shape
    title = shape.needed("title", "市场公告")
    before = parent or _nothing(definition.path)
    shape.flag("abstract")
    records = _merged(before.records, read_fields(shape, "records", problems))
    kind = Kind(
        name=definition.name,
        title=title,
        abstract=shape.flag("abstract"),
        base=Base(shape.choice("base", [base.value for base in Base], before.base.value)),
        listing=_listing(shape, definition, title, before.listing),
        fields=_merged(before.fields, definition.fields),
        facts=shape.texts("facts") or before.facts,
        sections=shape.texts("sections") or before.sections,
        text=shape.choice("text", ("required", "optional", "none"), before.text),
        records=records,
        record=record_use(shape.node("record"), shape, records) if shape.has("record") else before.record,
        tables=_merged(before.tables, tuple(table_layout(node, shape, problems) for node in shape.rows("tables"))),
        identities=(*before.identities, *(identity(node, shape, problems) for node in shape.rows("identities"))),
        charts=_merged(before.charts, _charts(shape)),
        deadlines=_deadlines(shape, problems) or before.deadlines,
        statutory=shape.texts("statutory") or before.statutory,
        five_disclosure=shape.text("five_disclosure") or before.five_disclosure,
        column_type=shape.text("column_type") or before.column_type or title,
        validity=shape.flag("validity", before.validity),
        description=shape.text("description") or before.description,
        path=definition.path,
        places={key: shape.at(key) for key in ("title", "facts", "sections", "statutory", "five_disclosure")},
    )
    shape.finish()
    return _indexed(kind)


def _deadlines(shape: Shape, problems: list[Problem]) -> tuple[Deadline, ...]:
    found = (deadline(node, shape, problems) for node in shape.rows("deadlines"))
    return tuple(one for one in found if one is not None)


def _charts(shape: Shape) -> tuple[ChartDefinition, ...]:
    found = (chart_definition(node, shape) for node in shape.rows("charts"))
    return tuple(one for one in found if one is not None)


def _nothing(path: str) -> Kind:
    """What the common fields inherit."""
    return Kind(
        name="", title="", base=Base.DOCUMENT, listing=Listing(path="", title="", part=""), fields=(), path=path
    )


def _indexed(kind: Kind) -> Kind:
    by_label = {label: field for field in kind.fields for label in (field.title, *field.aliases)}
    return replace(kind, by_label=by_label, by_name={field.name: field for field in kind.fields})


class _Named(Protocol):
    @property
    def name(self) -> str: ...


_Part = TypeVar("_Part", bound=_Named)


def _merged(inherited: Iterable[_Part], own: tuple[_Part, ...]) -> tuple[_Part, ...]:
    """The inherited parts, replaced where ``own`` has one of the same name, then the other own ones."""
    by_name = {part.name: part for part in own}
    kept = tuple(by_name.pop(part.name, part) for part in inherited)
    return (*kept, *(part for part in own if part.name in by_name))


def _narrow(narrowing: _Definition, kinds: dict[str, Kind], problems: list[Problem]) -> None:
    kind = kinds.get(narrowing.name)
    shape = narrowing.shape
    if kind is None:
        what = f"没有名为“{narrowing.name}”的类型可以收紧。"
        remedy = suggestion(narrowing.name, kinds) or "请写已有类型的 name。"
        problems.append(problem(shape.at("narrows"), "unknown-type", what, remedy))
        return
    shape.text("narrows")
    shape.finish()
    fields = []
    for field in narrowing.fields:
        tighter, faults = narrowed(kind, field)
        problems += faults
        fields.append(tighter)
    # Common fields are narrowed for every type that has them as they were.
    for other in [*kinds.values()] if kind.abstract else [kind]:
        own = [f for f in fields if other is kind or other.by_name.get(f.name) is kind.by_name.get(f.name)]
        kinds[other.name] = _indexed(replace(other, fields=_merged(other.fields, tuple(own))))


def _listing(shape: Shape, definition: _Definition, title: str, before: Listing) -> Listing:
    """Where the type stands: with the type that it extends, unless it names another part."""
    inner = Shape(shape.node("listing"), "类型定义的 listing", shape.place, shape.problems)
    listing = Listing(
        path=inner.text("path") or definition.name.replace("_", "-"),
        title=inner.text("title") or title,
        part=inner.choice("part", PARTS, before.part or PARTS[2]),
        group=inner.text("group") or ("" if inner.has("part") else before.group),
        order=inner.integer("order", 900),
        place=inner.at("path"),
    )
    inner.finish()
    return listing
