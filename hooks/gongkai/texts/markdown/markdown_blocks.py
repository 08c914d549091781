"""Blocks of a Markdown text; its paragraphs are classified like the lines of an official text."""

from __future__ import annotations

from functools import lru_cache
from xml.etree.ElementTree import Element

from gongkai.texts.blocks import Block, BlockKind, block_of, mark_positional_blocks
from gongkai.texts.markdown.markdown_reader import read
from gongkai.texts.markdown.markdown_tree import node_of
from gongkai.texts.node import text_content

_STRUCTURES = {
    "hr": BlockKind.THEMATIC_BREAK,
    "pre": BlockKind.CODE,
    "table": BlockKind.TABLE,
    "ul": BlockKind.LIST,
    "ol": BlockKind.LIST,
    "dl": BlockKind.DEFINITIONS,
    "blockquote": BlockKind.QUOTE,
    "box": BlockKind.ADMONITION,
    "note": BlockKind.FOOTNOTE,
    "contents": BlockKind.CONTENTS,
}


@lru_cache(maxsize=8)
def placed_blocks(source: str) -> tuple[tuple[int, Block], ...]:
    """Parse a text; each block has the number of its first line, counted from 0, and footnotes come last.

    Memoized, since the checks, the page and the search index parse the same text one after the other.
    """
    elements = [element for element in read(source) if element.tag != "used"]
    blocks = [*map(_block, elements)]
    mark_positional_blocks(blocks)
    return tuple(zip((int(element.get("line", "0")) for element in elements), blocks))


def _block(element: Element) -> Block:
    if element.tag == "html":
        return Block(BlockKind.HTML_TABLE, element.text or "")
    node = node_of(element)
    words = text_content(node)
    if node.tag in _STRUCTURES:
        return Block(_STRUCTURES[node.tag], words, content=node)
    if node.tag != "p":
        return Block(BlockKind.HEADING, words, int(node.tag[1]), node.get("anchor"), node)
    first = words.split("\n", 1)[0]
    if not first or node.get("tone"):
        return Block(BlockKind.PARAGRAPH, words, anchor=node.get("anchor"), content=node)
    found = block_of(first)
    if found.kind is BlockKind.HEADING:
        # An escaped number sign, which is meant literally.
        found = Block(BlockKind.PARAGRAPH, first)
    return found._replace(text=words, anchor=found.anchor or node.get("anchor"), content=node)
