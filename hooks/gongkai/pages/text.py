"""Official texts: from Markdown to safe HTML in which every printed character of the source can be read.

An official text is not written by Markdown's rules: every line is a paragraph, two blanks indent it, ``第一条`` and ``1.``
are printed numbers. So a text is first cut into blocks by lines; Markdown proper is asked only for what needs it.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable
from dataclasses import dataclass, field

from markupsafe import Markup

from gongkai.pages.page import Mention, Text
from gongkai.pages.text_blocks import Block, BlockKind, blocks_of
from gongkai.pages.text_inline import Inline
from gongkai.pages.text_markdown import rich_html

Resolve = Callable[[str], "str | None"]


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


_TAG = {BlockKind.PARAGRAPH: "p"}
_CLASS = {
    BlockKind.ADDRESSEE: "gk-text__addressee",
    BlockKind.SIGNATURE: "gk-text__signature",
    BlockKind.APPENDIX: "gk-text__appendix",
    BlockKind.TITLE: "gk-text__title",
    BlockKind.FIRST: "gk-text__first",
    BlockKind.SECOND: "gk-text__second",
    BlockKind.ARTICLE: "gk-text__article",
}


@dataclass(slots=True)
class _State:
    """What has been written so far."""

    parts: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)


def render(text: Text, root: str, resolve: Resolve) -> Rendered:
    """The text as HTML for a page whose way to the root of the site is ``root``.

    ``resolve`` gives the address, relative to the root, of a relative link as written, or None. The page's title is the
    first heading, so headings of the text begin with the second level.
    """
    inline = Inline({mention.written: _anchor_of(mention, root) for mention in text.mentions}, root, resolve)
    state = _State()
    for block in blocks_of(text.source):
        _write(block, inline, state)
    return Rendered(Markup("\n".join(state.parts)), tuple(state.headings))  # noqa: S704


def _write(block: Block, inline: Inline, state: _State) -> None:
    if block.kind is BlockKind.RICH:
        state.parts.append(rich_html(block.text, inline))
        return
    content = inline.html(block.text)
    if block.kind is BlockKind.HEADING:
        anchor = _unique(f"s-{len(state.headings) + 1}", state.anchors)
        level = min(6, block.level + 1)
        state.headings.append(Heading(level, inline.plain(block.text), anchor))
        state.parts.append(f'<h{level} id="{anchor}">{content}</h{level}>')
        return
    if block.kind is BlockKind.TITLE or block.kind is BlockKind.FIRST:
        anchor = _unique(block.anchor or f"s-{len(state.headings) + 1}", state.anchors)
        level = 2 if block.kind is BlockKind.TITLE else 3 if any(h.level == 2 and h.anchor.startswith("ch-") for h in state.headings) else 2
        state.headings.append(Heading(level, inline.plain(block.text), anchor))
        state.parts.append(f'<h{level} class="{_CLASS[block.kind]}" id="{anchor}">{content}</h{level}>')
        return
    identity = ""
    if block.anchor:
        identity = f' id="{_unique(block.anchor, state.anchors)}"'
    name = _CLASS.get(block.kind, "")
    state.parts.append(f"<p{f' class={chr(34)}{name}{chr(34)}' if name else ''}{identity}>{content}</p>")


def _unique(anchor: str, taken: set[str]) -> str:
    candidate, number = anchor, 1
    while candidate in taken:
        number += 1
        candidate = f"{anchor}-{number}"
    taken.add(candidate)
    return candidate


def _anchor_of(mention: Mention, root: str) -> tuple[str, str, str]:
    """Address, title and validity of a mention."""
    return root + mention.url, mention.title, mention.state


_BLANK = re.compile(r"\s+")


def visible(fragment: str) -> str:
    """The visible characters of HTML without blanks, to compare a page with its source."""
    return _BLANK.sub("", html.unescape(re.sub(r"<[^>]*>", "", fragment)))
