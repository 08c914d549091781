"""The pages of the types: every field with its format, constraints and source, from the type definitions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from gongkai.handbook.examples import form_of
from gongkai.handbook.handbook_page import Branch, Entry, HandbookPage
from gongkai.handbook.markdown_words import blocks, box, code, escaped, fenced, table
from gongkai.model.kind import Kind
from gongkai.pages.column.field_dictionary import (
    FieldLine,
    FieldTable,
    lines_of,
    rules_of,
    shared_fields,
    tables_of,
    words_of,
)

FOLDER = "fields"


def page_of(kind: Kind) -> str:
    """The path of a type's page, relative to the handbook."""
    return f"{FOLDER}/{kind.name.replace('_', '-')}.md"


def branches(kinds: Sequence[Kind]) -> dict[str, Branch]:
    """The navigation of the types' pages, grouped as in the column."""
    groups: dict[str, list[Entry]] = {}
    for kind in kinds:
        groups.setdefault(kind.listing.group or kind.listing.part, []).append((kind.title, page_of(kind)))
    # A group with a single type is not shown as a group.
    return {"fields": tuple(pages[0] if len(pages) == 1 else (title, tuple(pages)) for title, pages in groups.items())}


def field_pages(kinds: Sequence[Kind], examples: Mapping[str, str]) -> Iterator[HandbookPage]:
    """The overview of all types with their shared fields, then a page for each type.

    ``examples`` maps the title of a type to the address of its complete example.
    """
    shared = shared_fields(list(kinds))
    rows = [
        (
            kind.listing.group or kind.listing.part,
            f"[{escaped(kind.title)}]({page_of(kind).removeprefix(f'{FOLDER}/')})",
            escaped(kind.description),
        )
        for kind in kinds
    ]
    common = FieldTable("各类信息都有的项目", lines_of(shared.values()))
    yield HandbookPage(
        f"{FOLDER}/index.md",
        "字段",
        blocks(
            "# 各类信息的字段",
            "标签照下面的官方名称写；括号里的别名也认得。编辑器会提示可以写哪些。",
            table(("栏目", "类型", "内容"), rows),
            _table(common),
        ),
    )
    for kind in kinds:
        yield HandbookPage(
            page_of(kind), kind.title, _page(kind, tables_of(kind, shared), examples.get(kind.title, ""))
        )


def _page(kind: Kind, tables: Sequence[FieldTable], example: str) -> str:
    rules = list(rules_of(kind))
    forms = blocks(*(fenced(text, path) for path, text in form_of(kind).items())).rstrip("\n")
    return blocks(
        f"# {escaped(kind.title)}",
        escaped(words_of(kind)),
        f"写 {code(f'类型: {kind.title}')}；栏目：{escaped(kind.listing.part)}"
        f"{f'，{escaped(kind.listing.group)}' if kind.listing.group else ''}；{_TEXTS[kind.text]}。"
        f"[各类信息都有的项目](index.md)不再列出。{f'怎样发布，见[完整的例子](../{example})。' if example else ''}",
        *(_table(one) for one in tables),
        "## 核对什么" if rules else "",
        "\n".join(f"- {escaped(rule)}" for rule in rules),
        "## 空白表格",
        box("note", "可以照着填写的空白表格", forms, folded=True),
    )


_TEXTS = {
    "required": "必须有正文，写在 `content/` 里",
    "optional": "可以有正文；没有正文的写在 `catalogue/` 里",
    "none": "没有正文，写在 `catalogue/` 里",
}


def _table(fields: FieldTable) -> str:
    return blocks(f"## {escaped(fields.title)}", table(("项目", "怎样写", "要求", "说明"), _rows(fields.lines))).rstrip(
        "\n"
    )


def _rows(lines: Sequence[FieldLine]) -> Iterator[tuple[str, ...]]:
    """A row for each field; only fields that are not columns of another field have an anchor."""
    for line in lines:
        label = f"**{escaped(line.label)}**{{ #{line.name} }}" if not line.inside else f"— {escaped(line.label)}"
        others = f"（{escaped(line.others)}）" if line.others else ""
        yield label + others, escaped(line.kind), escaped(line.needed), escaped("；".join(line.notes))
