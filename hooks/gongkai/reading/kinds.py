"""Type definitions (信息类型): from YAML to ``Kind``, with every fault of a definition as a problem like any other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from gongkai.model.column import PARTS
from gongkai.model.kind import Base, Field, Kind, Listing
from gongkai.model.place import Place
from gongkai.problems import Problem, problem
from gongkai.reading.field_definitions import read_fields
from gongkai.reading.kind_parts import deadline, identity, table_layout
from gongkai.reading.nearest import suggestion
from gongkai.reading.nodes import Node, Scalar, parse
from gongkai.reading.shape import Shape
from gongkai.reading.source_text import read_text

BUILT_IN = Path(__file__).parent.parent / "types"
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
    own = sorted(agency_types.glob("*.yml")) if agency_types and agency_types.is_dir() else []
    kinds, problems = _load(tuple(own))
    return dict(kinds), list(problems)


def _load(own: tuple[Path, ...]) -> tuple[dict[str, Kind], list[Problem]]:
    return _read_all(own) if own else _built_in_alone()


@cache
def _built_in_alone() -> tuple[dict[str, Kind], list[Problem]]:
    """The built-in types do not change while the program runs."""
    return _read_all(())


def _read_all(own: tuple[Path, ...]) -> tuple[dict[str, Kind], list[Problem]]:
    problems: list[Problem] = []
    definitions: dict[str, _Definition] = {}
    paths = [(path, f"hooks/gongkai/types/{path.name}") for path in sorted(BUILT_IN.glob("*.yml"))]
    paths += [(path, f"catalogue/types/{path.name}") for path in own]
    narrowings: list[_Definition] = []
    for path, shown in paths:
        definition = _read(path, shown, problems)
        if definition is None:
            continue
        if definition.shape.has("narrows"):
            narrowings.append(definition)
        elif definition.name in definitions:
            what = f"已经有名为“{definition.name}”的类型（{definitions[definition.name].path}）。"
            problems.append(
                problem(definition.place, "type-twice", what, "请换一个 name；要收紧原有类型时用 narrows。")
            )
        else:
            definitions[definition.name] = definition
    kinds: dict[str, Kind] = {}
    for definition in definitions.values():
        kind = _kind(definition, definitions, problems)
        if kind:
            kinds[kind.name] = kind
    for narrowing in narrowings:
        _narrow(narrowing, kinds, problems)
    _check_titles(kinds.values(), problems)
    ordered = sorted(kinds.values(), key=lambda k: (PARTS.index(k.listing.part), k.listing.order, k.name))
    return {kind.name: kind for kind in ordered}, problems


def _read(path: Path, shown: str, problems: list[Problem]) -> _Definition | None:
    text, faults = read_text(path, shown)
    problems += faults
    node: Node | None = None
    if text is not None:
        node, faults = parse(text, shown)
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


def _kind(definition: _Definition, all_of_them: dict[str, _Definition], problems: list[Problem]) -> Kind | None:
    shape = definition.shape
    abstract = shape.flag("abstract")
    parent = _parent_of(definition, all_of_them, problems)
    fields = _inherited(definition, all_of_them, set(), problems)
    title = shape.needed("title", "市场公告")
    if abstract:
        _ask_all(shape)
        shape.finish()
        return None
    base = shape.choice(
        "base", [base.value for base in Base], parent.shape.text("base", "document") if parent else "document"
    )
    listing = _listing(shape, definition, title)
    records = read_fields(shape, "records", problems)
    kind = Kind(
        name=definition.name,
        title=title,
        base=Base(base),
        listing=listing,
        fields=fields,
        facts=shape.texts("facts") or (parent.shape.texts("facts") if parent else ()),
        sections=shape.texts("sections") or (parent.shape.texts("sections") if parent else ()),
        text=shape.choice("text", ("required", "optional", "none"), "optional"),
        records=records,
        record_key=shape.text("record_key"),
        tables=tuple(table_layout(node, shape, problems) for node in shape.rows("tables")),
        identities=tuple(identity(node, shape, problems) for node in shape.rows("identities")),
        deadlines=tuple(deadline(node, shape, problems) for node in shape.rows("deadlines")),
        statutory=shape.texts("statutory"),
        five_disclosure=shape.text("five_disclosure"),
        column_type=shape.text("column_type") or title,
        validity=shape.flag("validity", parent.shape.flag("validity") if parent else False),
        description=shape.text("description"),
        path=definition.path,
    )
    shape.node("extends")
    shape.finish()
    _check_names(kind, definition, problems)
    return _indexed(kind)


def _indexed(kind: Kind) -> Kind:
    by_label = {label: field for field in kind.fields for label in (field.title, *field.aliases)}
    return replace(kind, by_label=by_label, by_name={field.name: field for field in kind.fields})


def _parent_of(
    definition: _Definition, all_of_them: dict[str, _Definition], problems: list[Problem]
) -> _Definition | None:
    name = definition.shape.text("extends")
    if not name:
        return None
    if name not in all_of_them:
        what = f"没有名为“{name}”的类型可以继承。"
        place = definition.shape.at("extends")
        problems.append(problem(place, "unknown-type", what, suggestion(name, all_of_them) or "请写已有类型的 name。"))
        return None
    return all_of_them[name]


def _inherited(
    definition: _Definition, all_of_them: dict[str, _Definition], below: set[str], problems: list[Problem]
) -> tuple[Field, ...]:
    """Own fields after those of the parents, a field of the same name in the place of the inherited one."""
    if definition.name in below:
        what = f"类型“{definition.name}”继承了自己。"
        problems.append(problem(definition.place, "type-circle", what, "请检查各类型的 extends。"))
        return ()
    name = definition.shape.text("extends") or (_COMMON if definition.name != _COMMON else "")
    parent = all_of_them.get(name)
    inherited = _inherited(parent, all_of_them, below | {definition.name}, problems) if parent else ()
    return merged(inherited, definition.fields)


def merged(inherited: tuple[Field, ...], own: tuple[Field, ...]) -> tuple[Field, ...]:
    """The inherited fields, replaced where ``own`` has one of the same name, then the other own ones."""
    by_name = {field.name: field for field in own}
    kept = tuple(by_name.pop(field.name, field) for field in inherited)
    return (*kept, *(field for field in own if field.name in by_name))


def _narrow(narrowing: _Definition, kinds: dict[str, Kind], problems: list[Problem]) -> None:
    kind = kinds.get(narrowing.name)
    shape = narrowing.shape
    if kind is None:
        what = f"没有名为“{narrowing.name}”的类型可以收紧。"
        problems.append(
            problem(
                shape.at("narrows"), "unknown-type", what, suggestion(narrowing.name, kinds) or "请写已有类型的 name。"
            )
        )
        return
    shape.node("name")
    shape.node("title")
    shape.finish()
    kinds[kind.name] = _indexed(replace(kind, fields=merged(kind.fields, narrowing.fields)))


def _listing(shape: Shape, definition: _Definition, title: str) -> Listing:
    inner = Shape(shape.node("listing"), "类型定义的 listing", shape.place, shape.problems)
    listing = Listing(
        path=inner.text("path") or definition.name.replace("_", "-"),
        title=inner.text("title") or title,
        part=inner.choice("part", PARTS, PARTS[2]),
        group=inner.text("group"),
        order=inner.integer("order", 900),
    )
    inner.finish()
    return listing


def _check_names(kind: Kind, definition: _Definition, problems: list[Problem]) -> None:
    names = {field.name for field in kind.fields} | {table.name for table in kind.tables}
    anchors = [deadline.anchor for deadline in kind.deadlines]
    for part, used in (("facts", kind.facts), ("sections", kind.sections), ("deadlines", anchors)):
        for name in used:
            if name not in names:
                what = f"类型“{kind.title}”的 {part} 用到“{name}”，字段表里没有它。"
                place = definition.shape.at(part)
                problems.append(
                    problem(place, "unknown-field", what, suggestion(name, names) or "请先在 fields 里定义。")
                )
    labels: dict[str, str] = {}
    for field in kind.fields:
        for label in (field.title, *field.aliases):
            other = labels.setdefault(label, field.name)
            if other != field.name:
                what = f"类型“{kind.title}”有两个字段都叫“{label}”：{other} 和 {field.name}。"
                problems.append(problem(definition.place, "label-twice", what, "请改其中一个的 title 或 aliases。"))
    record_names = {field.name for field in kind.records}
    if kind.record_key and kind.record_key not in record_names:
        what = f"类型“{kind.title}”的 record_key“{kind.record_key}”不是 records 中的列。"
        problems.append(problem(definition.shape.at("record_key"), "unknown-field", what, "请写某一列的 name。"))


def _check_titles(kinds: Iterable[Kind], problems: list[Problem]) -> None:
    titles: dict[str, Kind] = {}
    paths: dict[str, Kind] = {}
    for kind in kinds:
        for value, seen, word in ((kind.title, titles, "title"), (kind.listing.path, paths, "listing.path")):
            other = seen.setdefault(value, kind)
            if other is not kind:
                what = f"类型“{kind.name}”和“{other.name}”的 {word} 都是“{value}”。"
                problems.append(problem(Place(kind.path, 1, 1), "type-twice", what, "请改其中一个。"))


def _ask_all(shape: Shape) -> None:
    for key in ("description", "base", "facts", "sections", "validity"):
        shape.node(key)


def title_of(node: Node | None) -> str:
    """The type's title that an item states under 类型."""
    return node.text.strip() if isinstance(node, Scalar) else ""
