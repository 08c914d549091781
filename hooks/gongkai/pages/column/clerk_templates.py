"""Blank forms for clerks, generated from a type definition: the item in YAML, and CSV files with prescribed headers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.model.kind import Field, FieldType, Kind

FOLDER = "data/templates/"
_NESTED = (FieldType.TABLE, FieldType.RECORD)


@dataclass(frozen=True, slots=True)
class ClerkTemplate:
    """One form: its address relative to the site's root, its title, and its contents, either ``text`` or ``rows``."""

    url: str
    title: str
    text: str = ""
    """The content of a text form; empty for a table."""
    rows: tuple[tuple[str, ...], ...] = ()
    """The rows of a table form; empty for a text."""


def templates_of(kind: Kind) -> tuple[ClerkTemplate, ...]:
    """The forms of a type: for an item, its records, and every official table."""
    return tuple(_templates(kind))


def _templates(kind: Kind) -> Iterator[ClerkTemplate]:
    ending = "md" if kind.text == "required" else "yml"
    yield ClerkTemplate(f"{FOLDER}{kind.name}.{ending}", f"{kind.title}（{ending.upper()}）", text=_item(kind))
    if kind.records:
        header = tuple(column.title for column in kind.records)
        yield ClerkTemplate(f"{FOLDER}{kind.name}-records.csv", f"{kind.title}记录（CSV）", rows=(header,))
    for table in kind.tables:
        header = tuple(column.title for column in table.columns)
        labelled = [column.name for column in table.columns].index(table.row_label) if table.row_label else 0
        blank = [""] * len(header)
        prescribed = tuple((*blank[:labelled], row, *blank[labelled + 1 :]) for row in table.rows)
        url = f"{FOLDER}{kind.name}-{table.name.replace('_', '-')}.csv"
        yield ClerkTemplate(url, f"{table.title}（CSV）", rows=(header, *prescribed))


def _item(kind: Kind) -> str:
    """The form of an item: required fields as lines to fill in, optional ones commented out with «#»."""
    required = [field for field in kind.fields if field.constraints.required or field.name == "index_no"]
    # The type's own fields come before those that all types share.
    rest = [field for field in kind.fields if field not in required]
    optional = sorted(rest, key=lambda field: field.place.path != kind.path)
    lines = [f"类型: {kind.title}", *_lines(required, "", blank=True)]
    if kind.records:
        lines.append(f"记录: {kind.name}-records.csv")
    if kind.tables:
        lines.append("表:")
        lines += [f"  {table.title}: {kind.name}-{table.name.replace('_', '-')}.csv" for table in kind.tables]
    lines += ["", "# 以下各项需要时填写，填写时去掉行首的“# ”。"]
    lines += [f"# {line}" for line in _lines(optional, "", blank=True)]
    text = "\n".join(lines) + "\n"
    return f"---\n{text}---\n\n在这里写正文。\n" if kind.text == "required" else text


def _lines(fields: Iterable[Field], indent: str, *, blank: bool) -> Iterator[str]:
    for field in fields:
        hint = f"  # {note}" if (note := _hint(field)) else ""
        if field.type in _NESTED:
            yield f"{indent}{field.title}:{hint}"
            inner = list(
                _lines(field.columns, indent + ("    " if field.type is FieldType.TABLE else "  "), blank=blank)
            )
            if field.type is FieldType.TABLE and inner:
                inner[0] = f"{indent}  - {inner[0].lstrip()}"
            yield from inner
        else:
            yield f"{indent}{field.title}:{hint}"


def _hint(field: Field) -> str:
    parts = []
    if field.required_when:
        parts.append(f"{field.required_when}时{'应当有' if field.expected else '必填'}")
    if field.constraints.enum:
        parts.append("可以写：" + "、".join(field.constraints.enum))
    if field.type is FieldType.BOOLEAN:
        parts.append("写“是”或“否”")
    if field.example:
        parts.append(f"例如 {field.example}")
    return "；".join(parts)
