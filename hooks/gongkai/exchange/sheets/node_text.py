"""A value of the catalogue as the text of one cell, and back."""

from __future__ import annotations

from gongkai.exchange.sheets.yaml_lines import lines_of
from gongkai.model.kind import Field, FieldType
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.reading.yaml.nodes import Mapping, Node, Scalar, Sequence, parse

_LISTED = (FieldType.TABLE, FieldType.REFERENCE, FieldType.FILE)
_DASH = "- "

Meaning = str | tuple["Meaning", ...] | tuple[tuple[str, "Meaning"], ...]
"""What a value says, however it is written: texts without blanks around them, lists, and labels with values."""


def cell_of(node: Node, field: Field) -> str:
    """The text of a cell for the value ``node`` of ``field``."""
    if isinstance(node, Scalar):
        text = node.text.strip()
        # In the cell, a dash begins an entry, and each line of a list is one.
        is_plain = not text.startswith("-") and not (_is_listed(field) and "\n" in text)
        return text if is_plain or not _is_listed(field) else "\n".join(lines_of(Sequence(node.place, (node,))))
    if field.type is FieldType.LIST and isinstance(node, Sequence):
        texts = [one.text.strip() for one in node.items if isinstance(one, Scalar)]
        if len(texts) == len(node.items) and all(text and "\n" not in text and text[0] != "-" for text in texts):
            return "\n".join(texts)
    return "\n".join(lines_of(node))


def node_of(text: str, field: Field, place: Place) -> Reading[Node]:
    """The value that the cell at ``place`` states for ``field``; problems of its form are yielded."""
    text = text.strip()
    if not _is_listed(field) or not (text.startswith("-") or "\n" in text):
        return Scalar(place, text)
    if field.type is FieldType.LIST and not text.startswith("-"):
        lines = filter(None, map(str.strip, text.split("\n")))
        return Sequence(place, tuple(Scalar(place, line) for line in lines))
    node, faults = gathered(parse(text, place.path))
    yield from (_in_cell(fault, place) for fault in faults)
    if node is None and not faults:
        yield problem(
            place, "wrong-shape", f"“{field.title}”的这一格读不懂。", "每一件以“- ”开头，其余各行左边空两格。"
        )
    return _placed(node, place) if node else Scalar(place, "")


def meaning(node: Node | None, field: Field) -> Meaning:
    """What the value says; empty where there is none."""
    if node is None:
        return ""
    said = _said(node)
    if _is_listed(field) and said and (isinstance(said, str) or (isinstance(node, Mapping))):
        return (said,)
    return said


def _said(node: Node) -> Meaning:
    if isinstance(node, Scalar):
        return node.text.strip()
    if isinstance(node, Sequence):
        return tuple(filter(None, map(_said, node.items)))
    return tuple((key.text, said) for key, value in node.pairs if (said := _said(value)))


def _is_listed(field: Field) -> bool:
    return field.type is FieldType.LIST or field.type in _LISTED


def _in_cell(fault: Problem, place: Place) -> Problem:
    return problem(place, fault.rule, f"这一格第 {fault.line} 行：{fault.what}", fault.remedy, fault.level)


def _placed(node: Node, place: Place) -> Node:
    """The node with everything in it at ``place``, since a message names the cell."""
    if isinstance(node, Scalar):
        return Scalar(place, node.text, node.plain)
    if isinstance(node, Sequence):
        return Sequence(place, tuple(_placed(one, place) for one in node.items))
    return Mapping(place, tuple((Scalar(place, key.text), _placed(value, place)) for key, value in node.pairs))
