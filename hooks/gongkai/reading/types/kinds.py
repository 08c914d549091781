"""Type definitions (信息类型), read from YAML into ``Kind`` with inheritance and narrowing."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar, cast

from gongkai import FOLDER
from gongkai.incremental.compiled_file import CompiledFile
from gongkai.model.column import ENFORCEMENT_STAGES, PARTS
from gongkai.model.kind import Base, Field, Kind
from gongkai.model.naming.listing import Listing
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import Reading, each, gathered
from gongkai.model.text_style import TextStyle
from gongkai.reading.source_files import files_of
from gongkai.reading.types.chart_definitions import beside_faults, chart_definition, chart_faults
from gongkai.reading.types.citing_faults import citing_faults
from gongkai.reading.types.field_definitions import read_fields
from gongkai.reading.types.kind_faults import faults_between, faults_of
from gongkai.reading.types.kind_parts import identity, table_layout
from gongkai.reading.types.narrowing import narrowed
from gongkai.reading.types.record_use import record_use
from gongkai.reading.types.time_faults import between_faults, time_faults
from gongkai.reading.types.time_parts import deadline, item_term, series_use
from gongkai.reading.values.nearest import suggestion
from gongkai.reading.yaml.nodes import Mapping
from gongkai.reading.yaml.shape import Shape, shape_of
from gongkai.reading.yaml.yaml_files import read_yaml

BUILT_IN = FOLDER / "types"
_COMMON = "item"


@dataclass(slots=True)
class _Definition:
    """One definition as written, before inheritance."""

    name: str
    place: Place
    path: str
    shape: Shape
    fields: tuple[Field, ...]


def load_kinds(agency_types: Path | None) -> Reading[dict[str, Kind]]:
    """The built-in types and those in the folder ``agency_types``, by English name, in the order of the column.

    Every mistake in a definition is yielded as a problem.
    """
    own = files_of(agency_types) if agency_types else []
    built_in = _built_in()
    known = built_in.kinds
    yield from built_in.problems
    if own:
        known = yield from _extended([(path, f"catalogue/types/{path.name}") for path in own], known)
    kinds = [kind for kind in known.values() if not kind.abstract]
    yield from faults_between(kinds)
    yield from between_faults(kinds)
    yield from beside_faults(kinds)
    yield from citing_faults(kinds)
    ordered = sorted(kinds, key=lambda k: (PARTS.index(k.listing.part), k.listing.order, k.name))
    return {kind.name: kind for kind in ordered}


@dataclass(frozen=True, slots=True)
class _BuiltIn:
    """The built-in types, including the abstract one with the common fields, and their problems."""

    kinds: dict[str, Kind]
    problems: tuple[Problem, ...]


@cache
def _built_in() -> _BuiltIn:
    """The built-in types, read once for all processes, since only another version of the product changes them."""
    kept = CompiledFile(BUILT_IN, "built_in.pickle")
    if known := kept.read():
        return cast(_BuiltIn, pickle.loads(known))
    paths = [(path, f"hooks/gongkai/types/{path.name}") for path in sorted(BUILT_IN.glob("*.yml"))]
    built_in = _BuiltIn(*gathered(_extended(paths, {})))
    kept.write(pickle.dumps(built_in))
    return built_in


def _extended(paths: Iterable[tuple[Path, str]], known: dict[str, Kind]) -> Reading[dict[str, Kind]]:
    """The ``known`` types together with those that the files define; known types may become narrower."""
    definitions: dict[str, _Definition] = {}
    narrowings: list[_Definition] = []
    for path, shown in paths:
        definition = yield from _read(path, shown)
        if definition is None:
            continue
        taken = definitions.get(definition.name) or known.get(definition.name)
        if definition.shape.has("narrows"):
            narrowings.append(definition)
        elif taken:
            what = f"已经有名为“{definition.name}”的类型（{taken.path}）。"
            yield problem(definition.place, "type-twice", what, "请换一个 name；要收紧原有类型时用 narrows。")
        else:
            definitions[definition.name] = definition
    kinds = yield from _Inheritance(definitions, known).kinds()
    for narrowing in narrowings:
        kinds |= yield from _narrowed(narrowing, kinds)
    return kinds


def _read(path: Path, shown: str) -> Reading[_Definition | None]:
    node = yield from read_yaml(path, shown)
    if node is None:
        return None
    place = Place(shown, 1, 1)
    shape = yield from shape_of(node, "类型定义", place)
    name = (yield from shape.text("narrows")) or (yield from shape.needed("name", "market_notice"))
    fields = yield from read_fields(shape, "fields")
    if not name:
        return None
    return _Definition(name, place, shown, shape, fields)


class _Inheritance:
    """Resolves inheritance between definitions, parents before children, whatever the order of the files."""

    def __init__(self, definitions: dict[str, _Definition], known: dict[str, Kind]) -> None:
        """``definitions`` by name; they may also extend types that are ``known`` already."""
        self._definitions = definitions
        self._completed: dict[str, Kind] = dict(known)
        self._in_progress: set[str] = set()

    def kinds(self) -> Reading[dict[str, Kind]]:
        """The known types and the defined ones, complete with what they inherit."""
        for name in self._definitions:
            yield from self._complete(name)
        return self._completed

    def _complete(self, name: str) -> Reading[Kind | None]:
        if name in self._completed:
            return self._completed[name]
        definition = self._definitions[name]
        if name in self._in_progress:
            what = f"类型“{name}”继承了自己。"
            yield problem(definition.place, "type-circle", what, "请检查各类型的 extends。")
            return None
        self._in_progress.add(name)
        parent = yield from self._parent(definition)
        kind = yield from _kind(definition, parent)
        yield from faults_of(kind, parent)
        yield from time_faults(kind, parent)
        yield from chart_faults(kind, parent.charts if parent else ())
        self._completed[name] = kind
        return kind

    def _parent(self, definition: _Definition) -> Reading[Kind | None]:
        name = yield from definition.shape.text("extends")
        if name and name not in self._definitions and name not in self._completed:
            what = f"没有名为“{name}”的类型可以继承。"
            remedy = suggestion(name, (*self._completed, *self._definitions)) or "请写已有类型的 name。"
            yield problem(definition.shape.at("extends"), "unknown-type", what, remedy)
            name = ""
        if not name and definition.name == _COMMON:
            return None
        return (yield from self._complete(name or _COMMON))


def _kind(definition: _Definition, parent: Kind | None) -> Reading[Kind]:
    shape = definition.shape
    title = yield from shape.needed("title", "市场公告")
    before = parent or _empty_kind(definition.path)
    records = _merged(before.records, (yield from read_fields(shape, "records")))
    kind = Kind(
        name=definition.name,
        title=title,
        abstract=(yield from shape.flag("abstract")),
        base=Base((yield from shape.choice("base", [base.value for base in Base], before.base.value))),
        listing=(yield from _listing(shape, definition, title, before.listing)),
        fields=_merged(before.fields, definition.fields),
        facts=(yield from shape.texts("facts")) or before.facts,
        sections=(yield from shape.texts("sections")) or before.sections,
        text=(yield from shape.choice("text", ("required", "optional", "none"), before.text)),
        text_style=TextStyle(
            (yield from shape.choice("text_style", [style.value for style in TextStyle], before.text_style.value))
        ),
        records=records,
        record=(yield from record_use(shape.node("record"), shape, records)) if shape.has("record") else before.record,
        tables=_merged(before.tables, (yield from shape.read_rows("tables", table_layout))),
        identities=(*before.identities, *(yield from shape.read_rows("identities", identity))),
        charts=_merged(before.charts, tuple(filter(None, (yield from shape.read_rows("charts", chart_definition))))),
        deadlines=tuple(filter(None, (yield from shape.read_rows("deadlines", deadline)))) or before.deadlines,
        term=(yield from item_term(shape.node("term"), shape)) if shape.has("term") else before.term,
        series=(yield from series_use(shape.node("series"), shape)) if shape.has("series") else before.series,
        statutory=(yield from shape.texts("statutory")) or before.statutory,
        five_disclosure=(yield from shape.text("five_disclosure")) or before.five_disclosure,
        enforcement_stage=(yield from shape.choice("enforcement_stage", ENFORCEMENT_STAGES, before.enforcement_stage)),
        enforcement_when=(yield from shape.text("enforcement_when")) or before.enforcement_when,
        column_type=(yield from shape.text("column_type")) or before.column_type or title,
        classes=(yield from _classes(shape)) or before.classes,
        title_ends=(yield from shape.texts("title_ends")) or before.title_ends,
        validity=(yield from shape.flag("validity", before.validity)),
        signed=(yield from shape.flag("signed", before.signed)),
        description=(yield from shape.text("description")) or before.description,
        path=definition.path,
        places={
            key: shape.at(key)
            for key in ("title", "facts", "sections", "classes", "statutory", "five_disclosure", "term", "series")
        },
    )
    yield from shape.finish()
    return _indexed(kind)


def _classes(shape: Shape) -> Reading[tuple[tuple[str, str], ...]]:
    """The headings and values of ``classes``, in their order."""
    node = shape.node("classes")
    if node is None:
        return ()
    inner = yield from shape_of(node, "类型定义的 classes", shape.place)
    found = []
    for key, _ in node.pairs if isinstance(node, Mapping) else ():
        found.append((key.text, (yield from inner.text(key.text))))
    return tuple(found)


def _empty_kind(path: str) -> Kind:
    """The empty type that the common fields extend."""
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
    """The inherited parts, each replaced by the one of the same name in ``own`` if there is one, then the rest of ``own``."""
    by_name = {part.name: part for part in own}
    kept = tuple(by_name.pop(part.name, part) for part in inherited)
    return (*kept, *(part for part in own if part.name in by_name))


def _narrowed(narrowing: _Definition, kinds: dict[str, Kind]) -> Reading[dict[str, Kind]]:
    """The types that ``narrowing`` changes, by name, as they are afterwards."""
    kind = kinds.get(narrowing.name)
    shape = narrowing.shape
    if kind is None:
        what = f"没有名为“{narrowing.name}”的类型可以收紧。"
        remedy = suggestion(narrowing.name, kinds) or "请写已有类型的 name。"
        yield problem(shape.at("narrows"), "unknown-type", what, remedy)
        return {}
    yield from shape.text("narrows")
    yield from shape.finish()
    fields = yield from each(narrowed(kind, field) for field in narrowing.fields)
    found = {}
    # If the common fields are narrowed, so is every type that has not replaced them.
    for other in kinds.values() if kind.abstract else [kind]:
        own = [f for f in fields if other is kind or other.by_name.get(f.name) is kind.by_name.get(f.name)]
        found[other.name] = _indexed(replace(other, fields=_merged(other.fields, tuple(own))))
    return found


def _listing(shape: Shape, definition: _Definition, title: str, before: Listing) -> Reading[Listing]:
    """The list in which the items of the type appear: that of the type it extends, unless it names another part."""
    inner = yield from shape_of(shape.node("listing"), "类型定义的 listing", shape.place)
    listing = Listing(
        path=(yield from inner.text("path")) or definition.name.replace("_", "-"),
        title=(yield from inner.text("title")) or title,
        part=(yield from inner.choice("part", PARTS, before.part or PARTS[2])),
        group=(yield from inner.text("group")) or ("" if inner.has("part") else before.group),
        order=(yield from inner.integer("order", 900)),
        place=inner.at("path"),
    )
    yield from inner.finish()
    return listing
