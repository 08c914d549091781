"""Syntax tree of a Markdown text: nodes with tags, attributes and children."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

Child: TypeAlias = "Node | str"

_LINES = frozenset("p h1 h2 h3 h4 h5 h6 li dt dd tr pre blockquote box head note table ul ol dl br hr".split())
_CELLS = frozenset(("td", "th"))


class Node(NamedTuple):
    """One node: its tag (that of HTML, if there is one), its children, and its attributes.

    Nodes keep everything that the source says, so equal trees mean equal texts.
    """

    tag: str
    children: tuple[Child, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """The value of an attribute; "" if the node does not have it."""
        return next((value for known, value in self.attributes if known == name), "")


def text_content(node: Child) -> str:
    """The visible text of a node: one line for each paragraph and table row, cells separated by full-width spaces."""
    lines = ("".join(_words(node))).split("\n")
    return "\n".join(words for line in lines if (words := line.strip("　 \t")))


def nodes_in(node: Node) -> Iterator[Node]:
    """The node and all its descendants in document order."""
    yield node
    for child in node.children:
        if isinstance(child, Node):
            yield from nodes_in(child)


def _words(node: Child) -> Iterator[str]:
    if isinstance(node, str):
        yield node
        return
    if node.tag == "img":
        yield node.get("alt")
        return
    if node.tag == "mark":
        return
    line = node.tag in _LINES
    if line:
        yield "\n"
    elif node.tag in _CELLS:
        yield "　"
    if node.tag == "li" and node.get("number"):
        yield f"{node.get('number')}. "
    for child in node.children:
        yield from _words(child)
    if line:
        yield "\n"
