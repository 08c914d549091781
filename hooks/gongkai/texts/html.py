"""Renderer of texts: safe HTML in which every printed character of the source is visible.

An official text does not follow Markdown's rules: every line is a paragraph, two full-width spaces indent it, ``第一条``
and ``1.`` are printed numbers. So texts are parsed by line, and only those structures and marks of Markdown are
interpreted that cannot be meant literally. Everything else is escaped and shown as it is.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from markupsafe import Markup

from gongkai.model.badge import Badge
from gongkai.model.words.matcher import matcher
from gongkai.texts import blocks as text_blocks
from gongkai.texts.blocks import MOST_QUOTES, STRUCTURES, Block, BlockKind, article_label
from gongkai.texts.body_blocks import blocks_of, is_markdown, placed_blocks
from gongkai.texts.elements import Html, element, escaped, joined
from gongkai.texts.imprint import split_imprint_line
from gongkai.texts.inline import Inline
from gongkai.texts.markdown_html import NodeWriter
from gongkai.texts.marked_text import Mention, Text, TextMark
from gongkai.texts.node import Node
from gongkai.texts.structures import footnote_anchors, structure_html

Resolve = Callable[[str], "str | None"]

_SIMPLE_END = matcher(r"</(?:p|h[2-6])>\Z")
_NUMBERED = matcher(r"[（(]?[一二三四五六七八九十百\d]+[)）、.．]|第[一二三四五六七八九十百\d]+[条章节编]")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading with its level (2–6) and anchor, for the table of contents."""

    level: int
    text: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Rendered:
    """The HTML of a text and its headings."""

    html: Markup
    headings: tuple[Heading, ...]
    asks_contents: bool = False
    """Whether the text contains ``[TOC]``, which asks for a table of contents however short the text is."""
    is_prose: bool = False
    """Whether it is written with the marks of Markdown, so that it looks like a page and not like an official text."""


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
    """Output so far and the levels of the headings above."""

    parts: list[Html] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    anchors: dict[str, int] = field(default_factory=dict)
    """Anchors in use, each with the last suffix number tried to make a duplicate unique."""
    shift: int = 0
    """Offset added to the level of a Markdown heading."""
    marked: int = 1
    """Level of the last Markdown heading; 1, that of the page title, before the first."""
    chapter: int = 1
    """Level of the last chapter or Markdown heading."""
    depth: int = 0
    """Nesting depth of quotations."""


def render(text: Text, root: str, resolve: Resolve) -> Rendered:
    """Render a text for a page from which ``root`` is the relative path to the site's root.

    ``resolve`` maps a relative link, as written, to an address relative to the root, or None. The page title is the h1, so
    the headings of the text begin with h2, however many number signs the first of them has.
    """
    # Line numbers of blocks are needed only for texts with annotations.
    placed = placed_blocks(text.source, text.style) if text.marks or text.printed else []
    blocks = [block for _, block in placed] if placed else blocks_of(text.source, text.style)
    mentions = {mention.written: _anchor_of(mention, root) for mention in text.mentions}
    notes = footnote_anchors(blocks)
    inline = Inline(mentions, root, resolve, notes, text.source)
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
    prose = is_markdown(text.source, text.style)
    return Rendered(Markup(joined(state.parts, "\n")), tuple(state.headings), asked, prose)


def _mark_html(mark: TextMark, root: str) -> Html:
    """An annotation above its article; role=note says that it is no part of the official text."""
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
    """Block index → note numbers; a line belongs to the last block that begins on it or before it."""
    # Footnotes may be defined before the end of the text, though they are placed last.
    order = sorted(range(len(placed)), key=lambda number: placed[number][0])
    begins = [placed[number][0] for number in order]
    found: dict[int, list[int]] = {}
    for line, note in printed:
        found.setdefault(order[max(0, bisect_right(begins, line) - 1)], []).append(note)
    return found


def _with_mark(html: Html, note: int) -> Html:
    """Append a note mark inside the last paragraph or heading, or after a multi-line structure."""
    hint = element("span", escaped("（原件如此，见注）"), {"class": "gk-hidden"})
    mark = element("a", joined((hint, escaped(f"※{note}"))), {"class": "gk-printed", "href": f"#printed-{note}"})
    end = html.rfind("</")
    if _SIMPLE_END.match(html, end):
        return joined((Html(html[:end]), mark, Html(html[end:])))
    return joined((html, element("p", mark)), "\n")


def _write(block: Block, inline: Inline, state: _State) -> None:
    if block.kind is BlockKind.PARAGRAPH:
        # By far the most frequent kind, so it is tested first.
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
    """Write a block of a Markdown text, whose inline marks are parsed already."""
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
            # The number is inside a mark, so it cannot be made a link by itself.
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
    # In texts that are not official documents unnumbered second-level headings look like chapters.
    if block.kind is BlockKind.HEADING and level == 2 and not block.content and not _NUMBERED.match(block.text):
        name = _CLASS[BlockKind.CHAPTER]
    state.headings.append(Heading(level, words, anchor))
    state.parts.append(element(f"h{level}", inside, {"class": name, "id": anchor}))


def _write_article(block: Block, label: str, rest: Html, state: _State) -> None:
    """Write an article; its printed number links to the article itself, so that the address can be copied."""
    anchor = _unique(block.anchor, state.anchors)
    number = element("a", escaped(label), {"class": "gk-text__no", "href": f"#{anchor}"})
    state.parts.append(element("p", joined((number, rest)), {"class": _CLASS[BlockKind.ARTICLE], "id": anchor}))


def _write_paragraph(block: Block, inside: Html, state: _State, tone: str = "") -> None:
    anchor = _unique(block.anchor, state.anchors) if block.anchor else None
    state.parts.append(element("p", inside, {"class": _CLASS.get(block.kind, tone) or None, "id": anchor}))


def _halved(block: Block, written: Callable[[str], Html]) -> Html:
    """The printing line of an imprint, whose two parts are aligned left and right."""
    return joined((element("span", written(half)) for half in split_imprint_line(block.text) if half), " ")


def _quoted(source: str, inline: Inline, state: _State) -> Html:
    """Render the content of a quotation; its headings are not listed in the table of contents."""
    inner = _State(anchors=state.anchors, shift=state.shift, marked=5, chapter=5, depth=state.depth + 1)
    for block in text_blocks.blocks_of(source):
        _write(block, inline, inner)
    return joined(inner.parts, "\n")


def _level(block: Block, state: _State) -> int:
    """The heading level (2–6): a chapter is below the last Markdown heading, 一、 below the last chapter or Markdown heading."""
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


_BLANK = matcher(r"\s+")


def visible(fragment: str) -> str:
    """The visible text of an HTML fragment without white space, for comparing a page with its source."""
    return _BLANK.sub("", html.unescape(re.sub(r"<[^>]*>", "", fragment)))
