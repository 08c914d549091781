"""The blocks of a text in whichever of the two styles it is written."""

from __future__ import annotations

import re
from typing import NamedTuple

from gongkai.model.text_style import TextStyle
from gongkai.texts import blocks as text_blocks
from gongkai.texts.blocks import Block
from gongkai.texts.imprint import Imprint, imprint_of
from gongkai.texts.node import nodes_in, text_content

_MARKS = re.compile(r"[\\`*_\[\]{}<>|&#!~^+=]|^[ \t\u3000\xa0]*(?:[-:]|\d{1,3}\.[ \t])", re.MULTILINE)
"""Without one of these signs a text is read alike in both styles; so no column pays for Markdown but where it has some."""

_RELATIVE = re.compile(r"(?![a-z][a-z0-9+.-]*:|[/#\\])[^\s]", re.IGNORECASE)


def placed_blocks(source: str, style: TextStyle) -> list[tuple[int, Block]]:
    """The blocks of a text with the number of the line on which each begins, counted from 0."""
    if not is_markdown(source, style):
        return [*text_blocks.placed_blocks(source)]
    from gongkai.texts.markdown.markdown_blocks import placed_blocks as of_markdown

    return [*of_markdown(source)]


def blocks_of(source: str, style: TextStyle) -> list[Block]:
    """The blocks of a text in order."""
    if not is_markdown(source, style):
        return text_blocks.blocks_of(source)
    return [block for _, block in placed_blocks(source, style)]


def is_markdown(source: str, style: TextStyle) -> bool:
    """Whether a text is in Markdown and holds a sign of it."""
    return style is TextStyle.MARKDOWN and _MARKS.search(source) is not None


def imprint_in(source: str, style: TextStyle) -> Imprint | None:
    """What the imprint at the end of a text says (版记); None where it has none."""
    if "抄送" not in source and "印发" not in source:
        return None
    return imprint_of([block.text for block in blocks_of(source, style)])


class Link(NamedTuple):
    """A link or a picture of a text in Markdown: its words, its address, and the line on which its part begins."""

    words: str
    address: str
    line: int
    is_picture: bool
    is_reference: bool
    """Whether its address is told apart from its words."""


def links_in(source: str) -> list[Link]:
    """The links of a text in Markdown, wherever their addresses are written."""
    found = []
    for line, block in placed_blocks(source, TextStyle.MARKDOWN):
        for node in nodes_in(block.content) if block.content else ():
            if node.tag in ("a", "img"):
                words = node.get("alt") if node.tag == "img" else text_content(node)
                apart = node.get("rest").startswith("]") and not node.get("rest").startswith("](")
                found.append(Link(words, node.get("address"), line, node.tag == "img", apart))
    return found


def relative_addresses(source: str) -> list[str]:
    """The addresses in a text in Markdown that lead to files of the column, each once."""
    return [*dict.fromkeys(link.address for link in links_in(source) if _RELATIVE.match(link.address))]
