"""Official texts: from Markdown to safe HTML in which every printed character of the source can be read.

An official text is not written by Markdown's rules: every line is a paragraph, two blanks indent it, ``第一条`` and ``1.``
are printed numbers. So a text is cut into blocks by lines, and of Markdown only those structures and marks are read that
cannot be meant as printed signs. Everything else is escaped and shown as it is written.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from gongkai.model.badge import Badge
from gongkai.texts import blocks as text_blocks
from gongkai.texts.blocks import MOST_QUOTES, STRUCTURES, Block, BlockKind, article_label
from gongkai.texts.body_blocks import blocks_of, placed_blocks
from gongkai.texts.elements import Html, element, escaped, joined
from gongkai.texts.imprint import split_imprint_line
from gongkai.texts.inline import Inline
from gongkai.texts.markdown_html import NodeWriter
from gongkai.texts.marked_text import Mention, Text, TextMark
from gongkai.texts.node import Node
from gongkai.texts.structures import footnote_anchors, structure_html

Resolve = Callable[[str], "str | None"]

_SIMPLE_END = re.compile(r"</(?:p|h[2-6])>\Z")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十百\d]+[)）、.．]|第[一二三四五六七八九十百\d]+[条章节编]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its anchor, for the contents of a long text."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """The HTML of a text and its headings."""

    html: Markup
    headings: tuple[Heading, ...]
    asks_contents: bool = False
    """Whether the text says that its contents are to be shown, however short it is."""


_HEADINGS = frozenset((BlockKind.HEADING, BlockKind.CHAPTER, BlockKind.FIRST_LEVEL))
_CLASS = {
    BlockKind.ADDRESSEE: "gk-text__addressee",
    BlockKind.SIGNATURE: "gk-text__signature",
    BlockKind.APPENDIX: "gk-text__appendix",
    BlockKind.CHAPTER: "gk-text__title",
    BlockKind.FIRST_LEVEL: "gk-text__first",
    BlockKind.SECOND_LEVEL: "gk-text__second",
    BlockKind.ARTICLE: "gk-text__article",
    BlockKind.IMPRINT: "gk-text__imprint",
}


@dataclass(slots=True)
class _State:
    """What has been written so far."""

    parts: list[Html] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)
    """Anchors in use, each with the last number that was tried to tell another one from it."""
    shift: int = 0
    """What is added to the level of a marked heading."""
    marked: int = 1
    """Level of the last marked heading; the page's title before there is one."""
    chapter: int = 1
    """Level of the last chapter or marked heading."""
    depth: int = 0
    """Quotations around this one."""


def render(text: Text, root: str, resolve: Resolve) -> Rendered:
    """The text as HTML for a page whose way to the root of the site is ``root``.

    ``resolve`` gives the address, relative to the root, of a relative link as written, or None. The page's title is the
    first heading, so headings of the text begin with the second level, however many marks the first of them has.
    """
    # Only the texts that have marks need to know on which lines their blocks begin.
    placed = placed_blocks(text.source, text.style) if text.marks or text.printed else []
    blocks = [block for _, block in placed] if placed else blocks_of(text.source, text.style)
    mentions = {mention.written: _anchor_of(mention, root) for mention in text.mentions}
    notes = footnote_anchors(blocks)
    inline = Inline(mentions, root, resolve, notes)
    marked = [block.level for block in blocks if block.kind is BlockKind.HEADING]
    state = _State(shift=2 - min(marked, default=2))
    nodes = NodeWriter(inline, notes, lambda anchor: _unique(anchor, state.anchors))
    printed = _printed_blocks(placed, text.printed)
    for number, block in enumerate(blocks):
        if placed:
            state.parts += (_mark_html(mark, root) for mark in text.marks if mark.line == placed[number][0])
        if block.content:
            _write_read(block, block.content, nodes, inline, state)
        else:
            _write(block, inline, state)
        for note in printed.get(number, ()):
            state.parts[-1] = _with_mark(state.parts[-1], note)
    asked = any(block.kind is BlockKind.CONTENTS for block in blocks)
    return Rendered(Markup(joined(state.parts, "\n")), tuple(state.headings), asked)


def _mark_html(mark: TextMark, root: str) -> Html:
    """One mark above the article that it is about; it is no part of the official text and is called a note."""
    link = element("a", escaped(mark.link.title), {"href": root + mark.link.url})
    return element(
        "p",
        joined((escaped(mark.words), link, escaped(mark.after))),
        {
            "class": f"gk-text__mark gk-text__mark--{mark.tone}",
            "role": "note",
            "hidden": bool(mark.shown_from),
            "data-gk-from": mark.shown_from or None,
        },
    )


def _printed_blocks(placed: Sequence[tuple[int, Block]], printed: Sequence[tuple[int, int]]) -> dict[int, list[int]]:
    """The numbers of the notes on each block: the last one that begins before the line or on it holds the line."""
    # Footnotes may be explained above the end of a text and stand there.
    order = sorted(range(len(placed)), key=lambda number: placed[number][0])
    begins = [placed[number][0] for number in order]
    found: dict[int, list[int]] = {}
    for line, note in printed:
        found.setdefault(order[max(0, bisect_right(begins, line) - 1)], []).append(note)
    return found


def _with_mark(html: Html, note: int) -> Html:
    """The HTML of a block with the mark of a note at its end; a structure is followed by it."""
    hint = element("span", escaped("（原件如此，见注）"), {"class": "gk-hidden"})
    mark = element("a", joined((hint, escaped(f"※{note}"))), {"class": "gk-printed", "href": f"#printed-{note}"})
    end = html.rfind("</")
    if _SIMPLE_END.match(html, end):
        return joined((Html(html[:end]), mark, Html(html[end:])))
    return joined((html, element("p", mark)), "\n")


def _write(block: Block, inline: Inline, state: _State) -> None:
    if block.kind is BlockKind.PARAGRAPH:
        # By far the most blocks of official texts; the rest of this function is of no concern to them.
        state.parts.append(element("p", inline.html(block.text)))
    elif block.kind in STRUCTURES:
        if block.kind is BlockKind.QUOTE and state.depth == MOST_QUOTES:
            state.parts += (element("p", inline.html(line)) for line in block.text.split("\n"))
            return
        state.parts.append(structure_html(block, inline, lambda source: _quoted(source, inline, state)))
    elif block.kind in _HEADINGS:
        _write_heading(block, inline.html(block.text), inline.plain(block.text), state)
    elif block.kind is BlockKind.ARTICLE:
        label = article_label(block.text)
        _write_article(block, label, inline.html(block.text[len(label) :]), state)
    elif block.kind is BlockKind.IMPRINT:
        _write_paragraph(block, _halved(block, inline.html), state)
    else:
        _write_paragraph(block, inline.html(block.text), state)


def _write_read(block: Block, content: Node, nodes: NodeWriter, inline: Inline, state: _State) -> None:
    """Write a block whose marks were read already."""
    if block.kind is BlockKind.CONTENTS:
        return
    if block.kind in STRUCTURES:
        state.parts.append(nodes.structure(content))
    elif block.kind in _HEADINGS:
        _write_heading(block, nodes.inside(content), block.text, state)
    elif block.kind is BlockKind.ARTICLE:
        label = article_label(block.text)
        rest = nodes.after(content, label)
        if rest is None:
            # The printed number stands within a mark, which no link can be cut out of.
            _write_paragraph(block, nodes.inside(content), state)
        else:
            _write_article(block, label, rest, state)
    elif block.kind is BlockKind.IMPRINT:
        _write_paragraph(block, _halved(block, inline.words), state)
    else:
        _write_paragraph(block, nodes.inside(content), state, content.get("tone"))


def _write_heading(block: Block, inside: Html, words: str, state: _State) -> None:
    anchor = _unique(block.anchor or f"s-{len(state.headings) + 1}", state.anchors)
    level = _level(block, state)
    name = _CLASS.get(block.kind)
    # In a text that is no official one headings are those of its parts, and the title is that of the page.
    if block.kind is BlockKind.HEADING and level == 2 and not block.content and not _NUMBERED.match(block.text):
        name = _CLASS[BlockKind.CHAPTER]
    state.headings.append(Heading(level, words, anchor))
    state.parts.append(element(f"h{level}", inside, {"class": name, "id": anchor}))


def _write_article(block: Block, label: str, rest: Html, state: _State) -> None:
    """An article; its printed number is the link to it, so that it can be copied and sent."""
    anchor = _unique(block.anchor, state.anchors)
    number = element("a", escaped(label), {"class": "gk-text__no", "href": f"#{anchor}"})
    state.parts.append(element("p", joined((number, rest)), {"class": _CLASS[BlockKind.ARTICLE], "id": anchor}))


def _write_paragraph(block: Block, inside: Html, state: _State, tone: str = "") -> None:
    anchor = _unique(block.anchor, state.anchors) if block.anchor else None
    state.parts.append(element("p", inside, {"class": _CLASS.get(block.kind, tone) or None, "id": anchor}))


def _halved(block: Block, written: Callable[[str], Html]) -> Html:
    """A line of an imprint, whose halves stand at either edge."""
    return joined((element("span", written(half)) for half in split_imprint_line(block.text) if half), " ")


def _quoted(source: str, inline: Inline, state: _State) -> Html:
    """The text inside of a quotation; its headings are no part of the contents."""
    inner = _State(anchors=state.anchors, shift=state.shift, marked=5, chapter=5, depth=state.depth + 1)
    for block in text_blocks.blocks_of(source):
        _write(block, inline, inner)
    return joined(inner.parts, "\n")


def _level(block: Block, state: _State) -> int:
    """A chapter stands below the last marked heading, 一、 below the last chapter or marked heading."""
    if block.kind is BlockKind.HEADING:
        state.marked = state.chapter = min(6, block.level + state.shift)
        return state.marked
    if block.kind is BlockKind.CHAPTER:
        state.chapter = min(6, state.marked + 1)
        return state.chapter
    return min(6, state.chapter + 1)


def _unique(anchor: str, taken: dict[str, int]) -> str:
    candidate, number = anchor, taken.get(anchor, 1)
    while candidate in taken:
        number += 1
        candidate = f"{anchor}-{number}"
    taken[anchor] = number
    taken.setdefault(candidate, 1)
    return candidate


def _anchor_of(mention: Mention, root: str) -> tuple[str, str, Badge | None]:
    """Address, title and validity of a mention."""
    return root + mention.url, mention.title, mention.badge


_BLANK = re.compile(r"\s+")


def visible(fragment: str) -> str:
    """The visible characters of HTML without blanks, to compare a page with its source."""
    return _BLANK.sub("", html.unescape(re.sub(r"<[^>]*>", "", fragment)))
