"""Writing values as the lines of YAML that staff would write."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model.words.matcher import matcher
from gongkai.reading.yaml.nodes import Mapping, Node, Scalar

_PLAIN = matcher(
    r"[0-9A-Za-z\u3007\u3400-\u9fff《“（〔][^\s:#\[\]{},&*!|>'\"%@`]*(?: [^\s:#\[\]{},&*!|>'\"%@`-][^\s:#\[\]{},&*!|>'\"%@`]*)*"
)
"""Texts that YAML reads as they are, wherever they stand; everything else is quoted."""


def lines_of(node: Node) -> Iterator[str]:
    """The lines of a value that stands below its label or in a cell."""
    if isinstance(node, Scalar):
        yield from text_lines(node.text)
    elif isinstance(node, Mapping):
        for key, value in node.pairs:
            yield from entry_lines(key.text, value)
    else:
        for one in node.items:
            first, *rest = lines_of(one) if not isinstance(one, Scalar) else text_lines(one.text)
            yield f"- {first}"
            yield from (f"  {line}" if line else "" for line in rest)


def entry_lines(label: str, value: Node) -> Iterator[str]:
    """The lines of a label with its value."""
    shown = scalar(label)
    if isinstance(value, Scalar):
        first, *rest = text_lines(value.text)
        yield f"{shown}: {first}" if first else f"{shown}:"
        yield from rest
        return
    yield f"{shown}:"
    yield from (f"  {line}" if line else "" for line in lines_of(value))


def text_lines(text: str) -> Iterator[str]:
    """A text: in one line, or as a block after ``|`` where it has several."""
    text = text.strip()
    if "\n" not in text:
        yield scalar(text)
        return
    yield "|-"
    yield from (f"  {line}" if line.strip() else "" for line in text.split("\n"))


def scalar(text: str) -> str:
    """A text in one line, in quotes where YAML would read it otherwise."""
    return text if not text or _PLAIN.fullmatch(text) else "'" + text.replace("'", "''") + "'"
