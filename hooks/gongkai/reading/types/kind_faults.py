"""Checks of a complete type definition: unknown names, ambiguous labels, impossible limits, invalid formulas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from gongkai.model.addresses import SITE_PAGES
from gongkai.model.column import FIVE_DISCLOSURE
from gongkai.model.formula import CELL, COUNT, FIRST_ROW
from gongkai.model.kind import Field, FieldType, Identity, Kind, TableLayout
from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.words.matcher import matcher
from gongkai.reading.types.formula_parser import FormulaError, parse
from gongkai.reading.values.fields import condition_parts
from gongkai.reading.values.nearest import suggestion
from gongkai.reading.values.typed_value import Fault, value_of
from gongkai.reading.vocabulary import terms

_PATH = matcher(r"[a-z]+(?:-[a-z0-9]+)*\Z")
_RESERVED_LABELS = ("类型", "记录", "表")
_NESTED = (FieldType.TABLE, FieldType.RECORD)
_FIGURES = (FieldType.INTEGER, FieldType.YEAR, FieldType.NUMBER, FieldType.MONEY)


def faults_of(kind: Kind, parent: Kind | None) -> Iterator[Problem]:
    """The problems of ``kind`` by itself; those of inherited parts are reported only with ``parent``."""
    yield from _fields(kind.fields, parent.fields if parent else (), kind)
    yield from _fields(kind.records, parent.records if parent else (), kind)
    yield from _unused(kind, parent)
    for table in kind.tables:
        if parent is None or table not in parent.tables:
            yield from _fields(table.columns, (), kind)
    yield from _labels(kind)
    yield from _used_names(kind)
    yield from _listing(kind)
    inherited = set(parent.identities) if parent else set()
    for identity in kind.identities:
        if identity not in inherited:
            yield from _identity(identity, kind)


def faults_between(kinds: Iterable[Kind]) -> Iterator[Problem]:
    """Problems between types: equal titles and equal list addresses."""
    kinds = tuple(kinds)
    names: dict[str, Kind] = {}
    paths: dict[str, Kind] = {}
    for kind in kinds:
        own = (kind.title, names, "title", kind.places["title"])
        for value, seen, word, place in (own, (kind.listing.path, paths, "listing.path", kind.listing.place)):
            other = seen.setdefault(value, kind)
            if other is not kind:
                what = f"类型“{kind.name}”和“{other.name}”的 {word} 都是“{value}”。"
                yield problem(place, "type-twice", what, "请改其中一个。")


def _fields(
    fields: tuple[Field, ...], inherited: tuple[Field, ...], kind: Kind, nested: bool = False
) -> Iterator[Problem]:
    before = {field.name: field for field in inherited}
    by_label = {label: field for field in fields for label in (field.title, *field.aliases)}
    # What is only expected of a column may depend on the whole item; what a row must have can be told from the row.
    outer = {label: field for field in kind.fields for label in (field.title, *field.aliases)} if nested else {}
    for field in fields:
        old = before.get(field.name)
        if old is field:
            continue
        if old and old.type is not field.type:
            what = f"字段“{field.name}”在上级定义里是 {old.type.value}，这里改成了 {field.type.value}。"
            yield problem(field.place, "field-type", what, "请换一个 name，或者保持原来的 type。")
        if field.required_when:
            known = {**outer, **by_label} if field.expected else by_label
            yield from condition_faults(field.required_when, known, field.place, f"字段“{field.title}”的 required_when")
        yield from _limits(field)
        if field.type in _NESTED:
            yield from _fields(field.columns, (), kind, nested=True)
        # A plain column of a table may be a reference too, by document number.
        if field.relation and field.type is not FieldType.REFERENCE and kind.title and not nested:
            what = f"字段“{field.title}”写了 relation，却不是 reference。"
            yield problem(field.place, "field-type", what, "请写 type: reference。")


def _unused(kind: Kind, parent: Kind | None) -> Iterator[Problem]:
    """Keys that have no effect in their place."""
    inherited = set(parent.tables) if parent else set()
    for table in kind.tables:
        for field in table.columns if table not in inherited else ():
            if field.expected:
                what = f"字段“{field.title}”写了 expected，官方表格的列用不到它。"
                remedy = "必须有的请写 constraints: {required: true}；不必有的请删除 expected。"
                yield problem(field.place, "without-effect", what, remedy, Level.WARNING)


def _limits(field: Field) -> Iterator[Problem]:
    """Contradictory or ineffective limits, and an example that is not a valid value of its field."""
    least, most = field.constraints.minimum, field.constraints.maximum
    if least is not None and most is not None and least > most:
        what = f"字段“{field.title}”的最小值 {least} 大于最大值 {most}。"
        yield problem(field.place, "wrong-limits", what, "请核对 minimum 和 maximum。")
    if field.type not in _FIGURES and (least is not None or most is not None):
        what = f"字段“{field.title}”的类型是 {field.type.value}，minimum 和 maximum 只约束数字。"
        yield problem(field.place, "without-effect", what, "请删除，或者改用 pattern、max_length。", Level.WARNING)
    fault = value_of(field.example, field)
    if isinstance(fault, Fault) and not fault.warning:
        what = f"字段“{field.title}”的 example“{field.example}”自己就不合要求：{fault.what}"
        yield problem(field.place, "wrong-example", what, "请换一个正确的例子。")


def condition_faults(condition: str, by_label: Mapping[str, Field], place: Place, where: str) -> Iterator[Problem]:
    """The problems of a condition in a definition: no condition, an unknown label, a word that its field cannot have."""
    parts = condition_parts(condition)
    if parts is None:
        what = f"{where}“{condition}”读不出来。"
        yield problem(place, "wrong-condition", what, "请写成“名称=内容”或者“名称≠内容”，例如“规范性文件=是”。")
        return
    label, _, values = parts
    field = by_label.get(label)
    if field is None:
        what = f"{where}用到“{label}”，字段表里没有它。"
        yield problem(place, "unknown-field", what, suggestion(label, by_label) or "请写某个字段的 title。")
        return
    allowed = field.constraints.enum or (("是", "否") if field.type is FieldType.BOOLEAN else ())
    for value in values:
        if allowed and value not in allowed:
            what = f"{where}用到的“{value}”不是“{label}”可以写的词。"
            remedy = suggestion(value, allowed) or f"可以写：{'、'.join(allowed)}。"
            yield problem(place, "unknown-term", what, remedy)


def _labels(kind: Kind) -> Iterator[Problem]:
    for part in (kind.fields, kind.records, *(table.columns for table in kind.tables)):
        labels: dict[str, Field] = {}
        for field in part:
            for label in (field.title, *field.aliases):
                other = labels.setdefault(label, field)
                if other is not field:
                    what = f"类型“{kind.title}”有两个字段都叫“{label}”：{other.name} 和 {field.name}。"
                    later = max(other.place, field.place, key=lambda place: (place.path == kind.path, place.line))
                    yield problem(later, "label-twice", what, "请改其中一个的 title 或 aliases。")
                if label in _RESERVED_LABELS and part is kind.fields:
                    what = f"字段的 title 不能是“{label}”，这个词另有用处。"
                    yield problem(field.place, "label-reserved", what, "请换一个名称。")


def _used_names(kind: Kind) -> Iterator[Problem]:
    names = {field.name for field in kind.fields} | {table.name for table in kind.tables}
    for part, used in (("facts", kind.facts), ("sections", kind.sections)):
        for name in used:
            if name not in names:
                what = f"类型“{kind.title}”的 {part} 用到“{name}”，字段表里没有它。"
                yield problem(
                    kind.places[part], "unknown-field", what, suggestion(name, names) or "请先在 fields 里定义。"
                )
    for table in (layout for one in kind.tables for layout in (one, *one.variants)):
        for key, name in (("row_label", table.row_label), ("caption", table.caption)):
            if name and name not in {column.name for column in table.columns}:
                what = f"表“{table.title}”的 {key}“{name}”不是它的列。"
                yield problem(table.place, "unknown-field", what, "请写某一列的 name。")
    for heading, value in kind.classes:
        if value and value not in terms("item_classes"):
            what = f"类型“{kind.title}”的 classes 里“{heading}”写成“{value}”，没有这一种。"
            yield problem(
                kind.places["classes"], "unknown-choice", what, f"可以写：{'、'.join(terms('item_classes'))}。"
            )
    for duty in kind.statutory:
        if duty not in terms("statutory"):
            what = f"类型“{kind.title}”的 statutory 写成“{duty}”，没有这一项。"
            yield problem(
                kind.places["statutory"], "unknown-choice", what, "请写 art20-01 至 art20-15、art21-01 或 art21-02。"
            )
    if kind.five_disclosure and kind.five_disclosure not in FIVE_DISCLOSURE:
        what = f"类型“{kind.title}”的 five_disclosure 写成“{kind.five_disclosure}”。"
        yield problem(kind.places["five_disclosure"], "unknown-choice", what, f"可以写：{'、'.join(FIVE_DISCLOSURE)}。")


def _listing(kind: Kind) -> Iterator[Problem]:
    path = kind.listing.path
    if not _PATH.match(path):
        what = f"类型“{kind.title}”的 listing.path“{path}”不能作网址。"
        yield problem(kind.listing.place, "listing-path", what, "请只用小写字母、数字和短横线，以字母开头。")
    elif path in SITE_PAGES:
        what = f"类型“{kind.title}”的 listing.path“{path}”与专栏的固定网页重名。"
        yield problem(kind.listing.place, "listing-path", what, f"请换一个，例如 {path}-list。")


_OF_COLUMNS = {"tree": "科目编码", "side": "收入或者支出的项目"}
"""Scopes whose formula is one column, and what stands in that."""


def _identity(identity: Identity, kind: Kind) -> Iterator[Problem]:
    by_label = {label: field for field in kind.fields for label in (field.title, *field.aliases)}
    where = f"类型“{kind.title}”的勾稽关系“{identity.name}”"
    tables = {table.name: table for table in kind.tables}
    if identity.when:
        yield from condition_faults(identity.when, by_label, identity.place, f"{where}的 when")
    table = tables.get(identity.table)
    if identity.scope in ("row", "column", "tree", "side", "parts") and table is None:
        what = f"{where}没有写明是哪张表，或者没有名为“{identity.table}”的表。"
        yield problem(identity.place, "unknown-table", what, f"可以写：{'、'.join(tables) or '（本类型没有表）'}。")
        return
    if identity.scope in _OF_COLUMNS and table:
        if identity.formula not in {column.title for column in table.columns}:
            what = f"{where}的 formula“{identity.formula}”不是表“{table.title}”的列。"
            yield problem(identity.place, "unknown-field", what, f"请写{_OF_COLUMNS[identity.scope]}所在列的 title。")
        return
    try:
        formula = parse(identity.formula)
    except FormulaError as error:
        yield problem(identity.place, "identity-formula", f"{where}：{error}", "请改正类型定义中的公式。")
        return
    for term in formula.terms():
        known = _valid_terms(term.label, identity, by_label, table, tables)
        if known is not None and term.label not in known:
            what = f"{where}用到“{term.label}”，没有这一项。"
            yield problem(identity.place, "unknown-field", what, suggestion(term.label, known) or "请核对名称。")


def _valid_terms(
    label: str,
    identity: Identity,
    by_label: dict[str, Field],
    table: TableLayout | None,
    tables: dict[str, TableLayout],
) -> list[str] | None:
    """The valid terms of the formula of ``identity``; None where the rows are not prescribed, so that any term may occur."""
    cell = CELL.match(label)
    if identity.scope == "parts" and table:
        return None
    if identity.scope in ("cells", "joined") and cell:
        of = tables.get(cell[1])
        if of is None:
            return list(tables)
        if cell[3] not in {column.title for column in of.columns}:
            return [f"{{{cell[1]}/{cell[2]}/{column.title}}}" for column in of.columns]
        if identity.scope == "joined":
            keys = [column.title for column in of.columns]
            return None if cell[2] in keys else [f"{{{cell[1]}/{key}/{cell[3]}}}" for key in keys]
        free = not of.rows or cell[2] == FIRST_ROW
        return None if free else [f"{{{cell[1]}/{row}/{cell[3]}}}" for row in of.rows]
    if identity.scope == "row" and table:
        return [column.title for layout in (table, *table.variants) for column in layout.columns]
    if identity.scope == "column" and table:
        return [row for layout in (table, *table.variants) for row in layout.rows] or None
    counted = [f"行数({title})" for title, field in by_label.items() if field.type is FieldType.TABLE]
    return counted if COUNT.match(label) else list(by_label)
