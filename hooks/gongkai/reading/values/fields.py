"""Reading the values of a mapping by its field table: labels are matched, values converted, required fields demanded."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import lru_cache

from gongkai.model.item import Row, Value
from gongkai.model.kind import Field, FieldType
from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.words.matcher import matcher
from gongkai.reading.printable_faults import may_be_printed
from gongkai.reading.values.sheet_names import sheet_names
from gongkai.reading.values.typed_value import Fault, value_of
from gongkai.reading.values.unknown_labels import MOST_UNKNOWN, meant_fields, too_many, unknown_label
from gongkai.reading.yaml.doubtful_values import glued_label, no_value, not_a_list
from gongkai.reading.yaml.nodes import Mapping as MappingNode
from gongkai.reading.yaml.nodes import Node, Scalar, Sequence

_CONDITION = matcher(r"(.+?)\s*(=|≠)\s*(.+)\Z")
_LONG = (FieldType.TEXT,)
_LISTED = (FieldType.TABLE, FieldType.REFERENCE, FieldType.FILE)


@dataclass(slots=True)
class Values:
    """The values of a mapping, and the places of everything written in it, by the names of the fields."""

    values: dict[str, Value] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    faulty: set[str] = field(default_factory=set)
    """The names of fields with a wrong value; they are reported as such and not as missing."""
    blank: dict[str, Place] = field(default_factory=dict)
    """The places of labels with nothing after the colon, by the names of the fields."""


def read_values(
    node: MappingNode,
    by_label: Mapping[str, Field],
    fields: Iterable[Field],
    where: str,
    legacy: bool = False,
    printed: Container[str] = (),
) -> Reading[Values]:
    """Read the values of ``node`` by the fields in ``by_label``; unknown and repeated labels are problems.

    ``fields`` are checked for missing required values, which are only warnings if ``legacy``. ``where`` names the mapping
    in messages. Wrong values of the fields named in ``printed`` are kept as texts where the original may have the mistake.
    """
    found = Values()
    written: dict[str, Scalar] = {}
    present = {by_label[key.text].name: key for key, _ in node.pairs if key.text in by_label}
    unknown = 0
    for key, value in node.pairs:
        known = by_label.get(key.text)
        if known is None:
            unknown += 1
            if unknown == MOST_UNKNOWN + 1:
                yield too_many(key.place, where, sum(one.text not in by_label for one, _ in node.pairs))
            if unknown > MOST_UNKNOWN:
                continue
            yield unknown_label(key, by_label, where, present)
            # A field under a misspelt label is not reported as missing too, which would hide the mistake.
            found.faulty.update(field.name for field in meant_fields(key.text, by_label))
            continue
        earlier = written.setdefault(known.name, key)
        if earlier is not key:
            what = f"“{key.text}”与第 {earlier.place.line} 行的“{earlier.text}”是同一项。"
            yield problem(key.place, "label-repeated", what, "请只保留一处。")
            continue
        read, faults = gathered(read_value(value, known))
        yield from faults
        if read is None and known.name in printed and isinstance(value, Scalar) and may_be_printed(faults):
            read = value.text.strip()
        if read is not None:
            found.values[known.name] = read
            found.places[known.name] = value.place
        elif faults:
            found.places[known.name] = value.place
            found.faulty.add(known.name)
        else:
            found.places[known.name] = found.blank[known.name] = key.place
    level = Level.WARNING if legacy else Level.ERROR
    yield from _missing(fields, by_label, found, node.place, where, level)
    return found


def read_value(node: Node, known: Field) -> Reading[Value | None]:
    """The value of ``node`` for the field ``known``; None where it is blank or, after a problem, wrong."""
    doubtful = no_value(node, known)
    if doubtful:
        yield doubtful
        return None
    if known.type in (FieldType.TABLE, FieldType.RECORD) and not known.columns:
        # The definition was reported for lacking columns; without them no row can be read.
        return None
    if known.type is FieldType.LIST:
        return (yield from _list(node, known))
    if known.type is FieldType.TABLE:
        names = sheet_names(node, known)
        if names:
            return names
    if known.type in _LISTED:
        return (yield from _rows(node, known))
    if known.type is FieldType.RECORD:
        return (yield from _record(node, known))
    if not isinstance(node, Scalar):
        shape = "列表" if isinstance(node, Sequence) else "下级各项"
        what = f"“{known.title}”应当是一个值，这里却是{shape}。"
        yield problem(node.place, "wrong-shape", what, "请写在同一行，只写一个值。")
        return None
    if known.type not in _LONG and "\n" in node.text.strip():
        what = f"“{known.title}”写成了几行。"
        yield problem(node.place, "wrong-shape", what, "请写在同一行。")
        return None
    value = value_of(node.text, known)
    if isinstance(value, Fault):
        yield at(node.place, value)
        return value.value
    return value


def at(place: Place, fault: Fault) -> Problem:
    """The fault as a problem at ``place``."""
    level = Level.WARNING if fault.warning else Level.ERROR
    return problem(place, fault.rule, fault.what, fault.remedy, level)


def holds(condition: str, values: Mapping[str, Value], by_label: Mapping[str, Field]) -> bool:
    """Whether a condition such as ``规范性文件=是`` or ``公开属性≠主动公开`` holds for the values."""
    parts = condition_parts(condition)
    if not parts:
        return False
    label, sign, wanted = parts
    known = by_label.get(label)
    value = values.get(known.name) if known else None
    if isinstance(value, tuple):
        written = {text for text in value if isinstance(text, str)}
    else:
        written = {_written(value)} - {""}
    if not written:
        return False
    return (not written.isdisjoint(wanted)) == (sign == "=")


@lru_cache(maxsize=4096)
def condition_parts(condition: str) -> tuple[str, str, tuple[str, ...]] | None:
    """The label, the operator (= or ≠) and the values of a condition; None where it cannot be parsed.

    Memoized: the few conditions of the types are looked up for every item.
    """
    match = _CONDITION.match(condition)
    return (match[1], match[2], tuple(match[3].split("|"))) if match else None


def _written(value: Value | None) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, str):
        return value
    return str(value) if isinstance(value, (int, Decimal, date)) else ""


def _missing(
    fields: Iterable[Field],
    by_label: Mapping[str, Field],
    found: Values,
    place: Place,
    where: str,
    level: Level,
) -> Iterator[Problem]:
    for known in fields:
        if known.name in found.values or known.name in found.faulty:
            continue
        if known.constraints.required:
            reason = ""
        elif known.required_when and not known.expected:
            if not holds(known.required_when, found.values, by_label):
                continue
            reason = f"（{known.required_when}时必填）"
        else:
            continue
        example = f"，例如“{known.title}: {known.example}”" if known.example else f"“{known.title}: ……”"
        blank = found.blank.get(known.name)
        if blank:
            what = f"{where}的“{known.title}”没有填写{reason}。"
            remedy = f"请在冒号后面填写{example}。" if known.example else "请在冒号后面填写内容。"
            yield problem(blank, "missing-value", what, remedy, level)
            continue
        what = f"{where}缺少“{known.title}”{reason}。"
        yield problem(place, "missing-value", what, f"请加一行{example}。", level)


def _list(node: Node, known: Field) -> Reading[Value | None]:
    if isinstance(node, Scalar):
        together = not_a_list(node, known)
        if together:
            yield together
            return None
    nodes = node.items if isinstance(node, Sequence) else (node,)
    texts: list[str] = []
    for item in nodes:
        if not isinstance(item, Scalar):
            what = f"“{known.title}”的各项应当是文字。"
            yield problem(item.place, "wrong-shape", what, "请每行以“- ”开头，后面写一段文字。")
            continue
        value = value_of(item.text, known)
        if isinstance(value, Fault):
            yield at(item.place, value)
            value = value.value if value.warning else None
        if isinstance(value, str):
            texts.append(value)
    return tuple(texts) or None


def _rows(node: Node, known: Field) -> Reading[Value | None]:
    nodes = node.items if isinstance(node, Sequence) else (node,)
    rows: list[Row] = []
    for item in nodes:
        if isinstance(item, Scalar) and not item.text.strip():
            continue
        row = yield from _row(item, known, None if isinstance(node, Sequence) else "- ")
        if row:
            rows.append(row)
    return tuple(rows) or None


def _row(node: Node, known: Field, dash: str | None) -> Reading[Row | None]:
    if isinstance(node, Scalar):
        glued = glued_label(node, known, dash)
        if glued:
            yield glued
            return None
        column = next((column for column in known.columns if column.name == known.shorthand), None)
        if column is None:
            labels = "、".join(column.title for column in known.columns[:4])
            what = f"“{known.title}”的各项要分别写明{labels}。"
            yield problem(node.place, "wrong-shape", what, f"请写成“- {known.columns[0].title}: ……”，其余各行左对齐。")
            return None
        missing = [one for one in known.columns if one.constraints.required and one is not column]
        if missing:
            what = f"“{known.title}”的“{node.text.strip()}”缺少“{missing[0].title}”。"
            remedy = f"请写成“- {column.title}: {node.text.strip()}”，下一行写“{missing[0].title}: ……”。"
            yield problem(node.place, "missing-value", what, remedy)
            return None
        value = yield from read_value(node, column)
        return Row(node.place, {column.name: value}) if value is not None else None
    if isinstance(node, Sequence):
        what = f"“{known.title}”的一项里又有列表。"
        yield problem(node.place, "wrong-shape", what, "请检查短横线的缩进。")
        return None
    return (yield from _mapping_row(node, known))


def _record(node: Node, known: Field) -> Reading[Value | None]:
    if isinstance(node, MappingNode):
        return (yield from _mapping_row(node, known))
    if isinstance(node, Scalar):
        if not node.text.strip():
            return None
        glued = glued_label(node, known, "")
        if glued:
            yield glued
            return None
    labels = "、".join(column.title for column in known.columns[:4])
    what = f"“{known.title}”要分别写明{labels}。"
    yield problem(node.place, "wrong-shape", what, f"请在下一行缩进两个空格，写“{known.columns[0].title}: ……”。")
    return None


def _mapping_row(node: MappingNode, known: Field) -> Reading[Row]:
    by_label = {label: column for column in known.columns for label in (column.title, *column.aliases)}
    read = yield from read_values(node, by_label, known.columns, f"“{known.title}”")
    return Row(node.place, read.values)
