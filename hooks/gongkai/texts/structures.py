"""The structures of several lines that Markdown has and official texts use: tables, lists, quotations, printed code, notes."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator
from itertools import zip_longest

import nh3

from gongkai.texts.blocks import Block, BlockKind, inside_quotation, is_table_rule, unindented
from gongkai.texts.inline import Inline

_MOST_LEVELS = 6
"""Levels of a list that are shown; what is indented further stands on the last of them."""

_ITEM = re.compile(r"([ \t]*)[-*+][ \t]+(.*)")
_NOTE = re.compile(r"\[\^([^\[\]^\s]+)\]:[ \t]*(.*)")
_CELL_END = re.compile(r"(?<!\\)\|")
_TABLE_TAGS = {
    "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "br", "p", "b", "strong", "em", "i", "u", "s", "del",
    "sub", "sup",
}  # fmt: skip
_TABLE_ATTRIBUTES = {"td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan", "scope"}}
_SCROLL = '<div class="gk-table-scroll" role="group" aria-label="表格" tabindex="0">'


def structure_html(block: Block, inline: Inline, quoted: Callable[[str], str]) -> str:
    """The structure as HTML; ``quoted`` writes the text inside of a quotation."""
    if block.kind is BlockKind.QUOTE:
        return f"<blockquote>\n{quoted(inside_quotation(block.text))}\n</blockquote>"
    if block.kind is BlockKind.RULE:
        return "<hr>"
    if block.kind is BlockKind.NOTE:
        return _note(block.text, inline)
    if block.kind is BlockKind.CODE:
        return f"<pre><code>{html.escape(chr(10).join(block.text.split(chr(10))[1:-1]))}</code></pre>"
    if block.kind is BlockKind.HTML_TABLE:
        return _html_table(block.text)
    lines = block.text.split("\n")
    return _table(lines, inline) if block.kind is BlockKind.TABLE else "\n".join(_list(lines, inline))


def note_marks(blocks: list[Block]) -> dict[str, str]:
    """Anchors of the footnotes that a text explains, by their marks."""
    marks = (_NOTE.match(unindented(block.text)) for block in blocks if block.kind is BlockKind.NOTE)
    distinct = dict.fromkeys(mark[1] for mark in marks if mark)
    return {mark: f"note-{number}" for number, mark in enumerate(distinct, 1)}


def _note(text: str, inline: Inline) -> str:
    match = _NOTE.match(unindented(text))
    assert match
    return f'<p class="gk-text__note"{inline.note_head(match[1])} {inline.html(match[2])}</p>'


def _table(lines: list[str], inline: Inline) -> str:
    """A table with all its cells, also where a row has more of them than the header."""
    tones = [_alignment(cell) for cell in _cells(lines[1])]
    head, *rows = (_cells(line) for line in (lines[0], *lines[2:]))
    width = max(len(row) for row in (head, *rows))
    parts = [f"{_SCROLL}<table>", "<thead>", _row(head, tones, width, inline, "th"), "</thead>", "<tbody>"]
    # A second line of dashes is printed like any other row.
    parts += (_row(row, tones, width, inline, "td") for row in rows)
    return "\n".join([*parts, "</tbody>", "</table></div>"])


def _cells(line: str) -> list[str]:
    line = unindented(line)
    inner = line[1:] if line.startswith("|") else line
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.strip() for cell in _CELL_END.split(inner)]


def _alignment(cell: str) -> str:
    left, right = cell.startswith(":"), cell.endswith(":")
    name = "center" if left and right else "left" if left else "right" if right else ""
    return f' class="gk-text__{name}"' if name else ""


def _row(cells: list[str], tones: list[str], width: int, inline: Inline, tag: str) -> str:
    made = []
    for cell, tone, _ in zip_longest(cells, tones, range(width), fillvalue=""):
        words = inline.html(str(cell))
        # A header cell without words would be read out as an empty header.
        opened = 'th scope="col"' if tag == "th" and words else "td"
        made.append(f"<{opened}{tone}>{words}</{opened[:2]}>")
    return f"<tr>{''.join(made)}</tr>"


def _list(lines: list[str], inline: Inline) -> Iterator[str]:
    """Lists in lists by indentation; a line without a mark goes on with the item above."""
    indents: list[int] = []
    for line in lines:
        match = _ITEM.match(line)
        if not match:
            if line.strip():
                yield f"<br>{inline.html(unindented(line))}"
            continue
        indent = len(match[1].expandtabs(4))
        while len(indents) > 1 and indent < indents[-1]:
            indents.pop()
            yield "</li>\n</ul>"
        if not indents or (indent >= indents[-1] + 2 and len(indents) < _MOST_LEVELS):
            indents.append(indent)
            yield "<ul>"
        else:
            yield "</li>"
        yield f"<li>{inline.html(match[2].rstrip())}"
    for _ in indents:
        yield "</li>\n</ul>"


def _html_table(text: str) -> str:
    """A table written in HTML, with nothing in it but cells and plain words."""
    end = text.lower().rindex("</table>") + len("</table>")
    clean = nh3.clean(text[:end], tags=_TABLE_TAGS, attributes=_TABLE_ATTRIBUTES, strip_comments=True)
    after = unindented(text[end:])
    return f"{_SCROLL}{clean.strip()}</div>" + (f"\n<p>{html.escape(after)}</p>" if after else "")


def is_structure_mark(line: str) -> bool:
    """Whether the line only divides: the rule of a table, the fence of printed code, a horizontal rule."""
    return is_table_rule(line) or not line.strip(" \t-*`~")
