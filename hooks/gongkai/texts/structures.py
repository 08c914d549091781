"""Renderer of the multi-line structures of official texts: tables, lists, quotations, code blocks, footnotes."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

import nh3

from gongkai.model.words.matcher import matcher
from gongkai.texts.blocks import Block, BlockKind, inside_quotation, unindented
from gongkai.texts.elements import NOTHING, Html, element, elements, escaped, joined, multiline_element, void
from gongkai.texts.inline import Inline

_MOST_LEVELS = 6
"""Maximum nesting depth of lists; deeper items are put on the deepest level."""

_ITEM = matcher(r"([ \t]*)[-*+][ \t]+(.*)")
_NOTE = matcher(r"\[\^([^\[\]^\s]+)\]:[ \t]*(.*)")
_CELL_END = matcher(r"(?<!\\)\|")
_TABLE_TAGS = {
    "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "br", "p", "b", "strong", "em", "i", "u", "s", "del",
    "sub", "sup",
}  # fmt: skip
_TABLE_ATTRIBUTES = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
_TABLE_END = "</table>"
SCROLL_ATTRIBUTES = {"class": "gk-table-scroll", "role": "group", "aria-label": "表格", "tabindex": "0"}
"""Attributes of the scrollable container of a table, which may be wider than the page."""


def structure_html(block: Block, inline: Inline, quoted: Callable[[str], Html]) -> Html:
    """Render a structure; ``quoted`` renders the content of a quotation."""
    if block.kind is BlockKind.QUOTE:
        return multiline_element("blockquote", [quoted(inside_quotation(block.text))])
    if block.kind is BlockKind.THEMATIC_BREAK:
        return void("hr")
    if block.kind is BlockKind.FOOTNOTE:
        return _note(block.text, inline)
    if block.kind is BlockKind.CODE:
        return element("pre", element("code", escaped("\n".join(block.text.split("\n")[1:-1]))))
    if block.kind is BlockKind.HTML_TABLE:
        return _html_table(block.text)
    if block.kind is BlockKind.TABLE:
        return _table(block.text, inline)
    return _list(block.text.split("\n"), inline)


def footnote_anchors(blocks: list[Block]) -> dict[str, str]:
    """Label → anchor of the footnotes that a text defines."""
    distinct = dict.fromkeys(_label(block) for block in blocks if block.kind is BlockKind.FOOTNOTE)
    return {mark: f"note-{number}" for number, mark in enumerate(distinct, 1)}


def _label(block: Block) -> str:
    if block.content:
        return block.content.get("label")
    match = _NOTE.match(unindented(block.text))
    assert match
    return match[1]


def _note(text: str, inline: Inline) -> Html:
    match = _NOTE.match(unindented(text))
    assert match
    anchor, head = inline.footnote_head(match[1])
    content = joined((head, inline.html(match[2])), " ")
    return element("p", content, {"class": "gk-text__note", "id": anchor or None})


def _table(text: str, inline: Inline) -> Html:
    """Render a table; rows with more cells than the header keep them."""
    lines, is_plain = text.split("\n"), inline.is_plain(text)
    tones = [_alignment(cell) for cell in _cells(lines[1])]
    # A second delimiter row is an ordinary row.
    head, *rows = (_words(line, inline, is_plain) for line in (lines[0], *lines[2:]))
    width = max(len(tones), len(head), *map(len, rows))
    tones += [""] * (width - len(tones))
    above = multiline_element("thead", [_head(_filled(head, width), tones)])
    starts = [void("td", {"class": tone or None}) for tone in tones]
    # All rows have the same tags, which are written once.
    pattern = element("tr", elements("td", [Html("%s")] * width, starts))
    below = multiline_element("tbody", [Html(pattern % tuple(_filled(row, width))) for row in rows])
    return element("div", multiline_element("table", [above, below]), SCROLL_ATTRIBUTES)


def _cells(line: str) -> list[str]:
    line = unindented(line)
    inner = line[1:] if line.startswith("|") else line
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.strip() for cell in (_CELL_END.split(inner) if "\\" in inner else inner.split("|"))]


def _alignment(cell: str) -> str:
    """The CSS class for the alignment that a delimiter cell such as ``:---:`` states; empty for none."""
    left, right = cell.startswith(":"), cell.endswith(":")
    name = "center" if left and right else "left" if left else "right" if right else ""
    return f"gk-text__{name}" if name else ""


def _words(line: str, inline: Inline, is_plain: bool) -> list[Html]:
    """The contents of the cells of a row; those of a plain row, or of a table that ``is_plain``, are their own HTML."""
    cells = _cells(line)
    if is_plain or inline.is_plain(line):
        return cast(list[Html], cells)
    return [inline.html(cell) for cell in cells]


def _filled(row: list[Html], width: int) -> list[Html]:
    return row + [NOTHING] * (width - len(row))


def _head(words: list[Html], tones: list[str]) -> Html:
    """The heading row; an empty th would be announced by screen readers as an empty header."""
    cells = (
        element("th" if word else "td", word, {"scope": "col" if word else None, "class": tone or None})
        for word, tone in zip(words, tones, strict=True)
    )
    return element("tr", joined(cells))


def _list(lines: list[str], inline: Inline) -> Html:
    """Nested lists by indentation; a line without a list marker continues the item above."""
    opened: list[tuple[int, list[list[Html]]]] = []
    """Stack of open lists, each with its indentation and the parts of its items."""
    for line in lines:
        match = _ITEM.match(line)
        if not match:
            if line.strip():
                opened[-1][1][-1].append(joined((void("br"), inline.html(unindented(line)))))
            continue
        indent = len(match[1].expandtabs(4))
        while len(opened) > 1 and indent < opened[-1][0]:
            _close(opened)
        if not opened or (indent >= opened[-1][0] + 2 and len(opened) < _MOST_LEVELS):
            opened.append((indent, []))
        opened[-1][1].append([inline.html(match[2].rstrip())])
    while len(opened) > 1:
        _close(opened)
    return _items(opened[0][1])


def _close(opened: list[tuple[int, list[list[Html]]]]) -> None:
    """Pop the innermost list and append it to the last item of the list above."""
    _, items = opened.pop()
    opened[-1][1][-1].append(_items(items))


def _items(items: list[list[Html]]) -> Html:
    return multiline_element("ul", [element("li", joined((*parts, NOTHING), "\n")) for parts in items])


def _html_table(text: str) -> Html:
    """Sanitize a table written in HTML: only table elements and simple inline elements remain."""
    end = text.lower().rindex(_TABLE_END) + len(_TABLE_END)
    clean = nh3.clean(text[:end], tags=_TABLE_TAGS, attributes=_TABLE_ATTRIBUTES, strip_comments=True)
    table = element("div", Html(clean.strip()), SCROLL_ATTRIBUTES)
    after = unindented(text[end:])
    return joined((table, element("p", escaped(after))), "\n") if after else table
