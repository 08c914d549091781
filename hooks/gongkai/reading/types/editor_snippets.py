"""Snippets for the front matter of Markdown files, which editors do not complete from a schema as they do in YAML."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from gongkai.model.kind import Field, FieldType, Kind
from gongkai.model.words.matcher import matcher
from gongkai.reading.items import KIND_LABEL

Snippet = dict[str, Any]

SNIPPETS = "gongkai.code-snippets"
"""Name of their file in ``.vscode``."""
_MARKS = matcher(r"([\\$}])")
_MARKS_OF_CHOICES = matcher(r"([\\$},|])")
_NESTED = (FieldType.TABLE, FieldType.RECORD, FieldType.FILE)


def editor_snippets(kinds: Mapping[str, Kind]) -> dict[str, Snippet]:
    """Snippets by name, in the format of VS Code: the whole front matter of each type, and each label of one of them."""
    written = [kind for kind in kinds.values() if not kind.abstract and kind.text != "none"]
    found = {f"新的{kind.title}": _snippet(kind.title, _front_matter(kind), kind.description) for kind in written}
    labels: dict[str, Field] = {}
    for kind in written:
        for field in kind.fields:
            labels.setdefault(field.title, field)
    for label, field in labels.items():
        found[label] = _snippet(label, [_line(field, 1)], field.description)
    return found


def _snippet(prefix: str, body: list[str], description: str) -> Snippet:
    return {"scope": "markdown", "prefix": prefix, "body": body, "description": description or prefix}


def _front_matter(kind: Kind) -> list[str]:
    """The lines of a new item: its type, its number and everything that it must have, then the place of its text."""
    needed = [field for field in kind.fields if field.constraints.required or field.name == "index_no"]
    lines = (_line(field, number) for number, field in enumerate(needed, 1))
    return ["---", f"{KIND_LABEL}: {_plain(kind.title)}", *lines, "---", "", "$0"]


def _line(field: Field, number: int) -> str:
    if field.type in _NESTED and field.columns:
        needed = [column for column in field.columns if column.constraints.required]
        parts = (f"{column.title}: {_value(column, number * 10 + place)}" for place, column in enumerate(needed))
        return f"{field.title}: {{{', '.join(parts)}\\}}"
    return f"{field.title}: {_value(field, number)}"


def _value(field: Field, number: int) -> str:
    """The place to type in, with the choices or the example of the field."""
    if field.type is FieldType.BOOLEAN:
        return _choice(number, ("是", "否"))
    if field.constraints.enum:
        return _choice(number, field.constraints.enum)
    return f"${{{number}:{_plain(field.example)}}}" if field.example else f"${{{number}}}"


def _choice(number: int, words: Iterable[str]) -> str:
    choices = ",".join(_MARKS_OF_CHOICES.sub(r"\\\1", one) for one in words)
    return f"${{{number}|{choices}|}}"


def _plain(text: str) -> str:
    return _MARKS.sub(r"\\\1", text)
