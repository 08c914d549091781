"""Parsing of a text in either of the two styles, official text or Markdown, into the same blocks."""

from __future__ import annotations

import re
from typing import NamedTuple

from gongkai.model.text_style import TextStyle
from gongkai.model.words.matcher import matcher
from gongkai.texts import blocks as text_blocks
from gongkai.texts.blocks import Block
from gongkai.texts.imprint import Imprint, imprint_of
from gongkai.texts.node import nodes_in, text_content

_MARKS = matcher(r"[\\`*_\[\]{}<>|&#!~^+=]|^[ \t\u3000\xa0]*(?:[-:]|\d{1,3}\.[ \t])", re.MULTILINE)
"""A text without any of these characters parses alike in both styles, so Python-Markdown is loaded only when needed."""

_RELATIVE = matcher(r"(?![a-z][a-z0-9+.-]*:|[/#\\])[^\s]", re.IGNORECASE)


def placed_blocks(source: str, style: TextStyle) -> list[tuple[int, Block]]:
    """Parse a text; each block has the number of its first line, counted from 0."""
    if not is_markdown(source, style):
        return [*text_blocks.placed_blocks(source)]
    from gongkai.texts.markdown.markdown_blocks import placed_blocks as of_markdown

    return [*of_markdown(source)]


def blocks_of(source: str, style: TextStyle) -> list[Block]:
    """Parse a text into blocks."""
    if not is_markdown(source, style):
        return text_blocks.blocks_of(source)
    return [block for _, block in placed_blocks(source, style)]


def is_markdown(source: str, style: TextStyle) -> bool:
    """Whether a text has the style Markdown and contains a character that Markdown may interpret."""
    return style is TextStyle.MARKDOWN and _MARKS.search(source) is not None


def imprint_in(source: str, style: TextStyle) -> Imprint | None:
    """The imprint at the end of a text (版记, GB/T 9704-2012, 7.4); None if it has none."""
    if "抄送" not in source and "印发" not in source:
        return None
    return imprint_of([block.text for block in blocks_of(source, style)])


class Link(NamedTuple):
    """A link or an image of a Markdown text: its text, its address, and the first line of its block, counted from 0."""

    words: str
    address: str
    line: int
    is_picture: bool
    is_reference: bool
    """Whether it is a reference link, whose address stands in a link definition elsewhere."""


def links_in(source: str) -> list[Link]:
    """All links and images of a Markdown text, reference links included."""
    found = []
    for line, block in placed_blocks(source, TextStyle.MARKDOWN):
        for node in nodes_in(block.content) if block.content else ():
            if node.tag in ("a", "img"):
                words = node.get("alt") if node.tag == "img" else text_content(node)
                is_reference = node.get("rest").startswith("]") and not node.get("rest").startswith("](")
                found.append(Link(words, node.get("address"), line, node.tag == "img", is_reference))
    return found


def relative_addresses(source: str) -> list[str]:
    """The distinct relative addresses of a Markdown text, which lead to files of the column."""
    return [*dict.fromkeys(link.address for link in links_in(source) if _RELATIVE.match(link.address))]
