"""Checks of the time limits and the term in a type definition: the fields, relations and conditions that they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from gongkai.calendar.due import HOURS
from gongkai.model.column import LEVELS
from gongkai.model.kind import Field, FieldType, Kind
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.terms.deadline import PUBLISHED, Deadline
from gongkai.model.terms.series import Series
from gongkai.reading.types.kind_faults import condition_faults
from gongkai.reading.values.nearest import suggestion
from gongkai.reading.vocabulary import relation_kinds

_DATES = (FieldType.DATE, FieldType.DATETIME, FieldType.YEAR)
_TEXTS = (FieldType.STRING, FieldType.TEXT)


def time_faults(kind: Kind, parent: Kind | None) -> Iterator[Problem]:
    """The problems of the limits and the term of ``kind`` by itself; those of inherited ones are reported with ``parent``."""
    inherited = parent.deadlines if parent else ()
    for deadline in kind.deadlines:
        if deadline not in inherited:
            yield from _deadline(deadline, kind)
    if kind.term and (parent is None or kind.term is not parent.term):
        yield from _term(kind)
    if kind.series and (parent is None or kind.series is not parent.series):
        yield from _series(kind, kind.series)


def between_faults(kinds: Iterable[Kind]) -> Iterator[Problem]:
    """Problems of limits that name other types: titles, and fields that no type has to which a relation can lead."""
    kinds = tuple(kinds)
    titles = {kind.title for kind in kinds}
    dated = {field.name for kind in kinds for field in kind.fields if field.type in _DATES}
    texts = {field.name for kind in kinds for field in kind.fields if field.type in _TEXTS}
    # A type also has the deadlines of the type that it extends.
    for deadline in dict.fromkeys(deadline for kind in kinds for deadline in kind.deadlines):
        for title in deadline.about:
            if title not in titles:
                what = f"期限“{deadline.name}”的 about 写成“{title}”，没有这种信息类型。"
                remedy = suggestion(title, titles) or "请写某种信息类型的 title。"
                yield problem(deadline.place, "unknown-choice", what, remedy)
        if deadline.through:
            for name in deadline.anchors:
                if name not in dated:
                    what = f"期限“{deadline.name}”从“{name}”起算，没有一种信息有这个日期字段。"
                    yield problem(deadline.place, "unknown-field", what, suggestion(name, dated) or "请核对 anchor。")
            if deadline.limit_from and deadline.limit_from not in texts:
                yield _unknown_limit(deadline, texts)


def _deadline(deadline: Deadline, kind: Kind) -> Iterator[Problem]:
    by_name = {field.name: field for field in kind.fields}
    by_label = {label: field for field in kind.fields for label in (field.title, *field.aliases)}
    dated = {} if deadline.through else dict.fromkeys(deadline.anchors, "从“{}”起算")
    if deadline.kept_by != PUBLISHED:
        dated[deadline.kept_by] = "约束“{}”"
    for name, words in dated.items():
        field = _field(name, by_name)
        if field is None or field.type not in _DATES:
            dates = [field.name for field in kind.fields if field.type in _DATES]
            what = f"类型“{kind.title}”的期限{words.format(name)}，它不是日期字段。"
            yield problem(
                deadline.place, "unknown-field", what, suggestion(name, dates) or f"可以写：{'、'.join(dates)}。"
            )
        elif deadline.unit == HOURS and field.type is not FieldType.DATETIME:
            what = f"类型“{kind.title}”的期限按小时算，“{name}”却没有时刻。"
            yield problem(deadline.place, "field-type", what, "请改用 type: datetime 的字段，或者改 unit。")
    if deadline.through and deadline.through not in {field.relation for field in kind.fields}:
        known = [field.relation for field in kind.fields if field.relation]
        what = f"类型“{kind.title}”的期限写了 through: {deadline.through}，没有字段写这种关系。"
        yield problem(
            deadline.place,
            "unknown-choice",
            what,
            suggestion(deadline.through, known) or f"可以写：{'、'.join(known)}。",
        )
    if deadline.limit_from and not deadline.through:
        texts = {field.name for field in kind.fields if field.type in _TEXTS}
        if deadline.limit_from not in texts:
            yield _unknown_limit(deadline, texts)
    if deadline.when:
        yield from condition_faults(deadline.when, by_label, deadline.place, f"期限“{deadline.name}”的 when ")
    for level in deadline.applies_to:
        if level not in LEVELS:
            what = f"期限的 applies_to 写成“{level}”。"
            yield problem(deadline.place, "unknown-choice", what, f"可以写：{'、'.join(LEVELS)}。")


def _unknown_limit(deadline: Deadline, texts: Iterable[str]) -> Problem:
    what = f"期限“{deadline.name}”的 limit_from 写成“{deadline.limit_from}”，没有这个文字字段。"
    return problem(
        deadline.place, "unknown-field", what, suggestion(deadline.limit_from, texts) or "请写某个字段的 name。"
    )


def _term(kind: Kind) -> Iterator[Problem]:
    term = kind.term
    if term is None:
        return
    place = kind.places["term"]
    dates = [field.name for field in kind.fields if field.type in (FieldType.DATE, FieldType.DATETIME)]
    for name in (term.start, *(end.field for end in term.ends)):
        if name and name not in dates:
            what = f"类型“{kind.title}”的 term 用到“{name}”，它不是日期字段。"
            yield problem(place, "unknown-field", what, suggestion(name, dates) or f"可以写：{'、'.join(dates)}。")
    known = relation_kinds()
    for name in filter(None, (term.replaced_by, *term.followed_by)):
        if name not in known:
            what = f"类型“{kind.title}”的 term 用到关系“{name}”，没有这种关系。"
            yield problem(place, "unknown-choice", what, suggestion(name, known) or "请写 relations.yml 里的名称。")
    if term.when:
        by_label = {label: field for field in kind.fields for label in (field.title, *field.aliases)}
        yield from condition_faults(term.when, by_label, place, f"类型“{kind.title}”的 term 的 when ")


def _series(kind: Kind, series: Series) -> Iterator[Problem]:
    fields, columns = [field.name for field in kind.fields], [column.name for column in kind.records]
    for name in filter(None, (series.cycle, series.period, *series.same)):
        if name not in fields:
            what = f"类型“{kind.title}”的 series 用到“{name}”，字段表里没有它。"
            remedy = suggestion(name, fields) or "请写 fields 中某一项的 name。"
            yield problem(kind.places["series"], "unknown-field", what, remedy)
    if series.records and series.records not in columns:
        what = f"类型“{kind.title}”的 series 用到“{series.records}”，records 里没有这一列。"
        remedy = suggestion(series.records, columns) or "请写 records 中某一列的 name。"
        yield problem(kind.places["series"], "unknown-field", what, remedy)


def _field(name: str, by_name: dict[str, Field]) -> Field | None:
    """The field ``name``, or the column of a table that ``table.column`` names."""
    table, _, column = name.partition(".")
    field = by_name.get(table)
    if field and column:
        return next((one for one in field.columns if one.name == column), None)
    return field
