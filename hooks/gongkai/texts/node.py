"""A part of a text that was read already: words, and the marks around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, TypeAlias

Child: TypeAlias = "Node | str"

_LINES = frozenset("p h1 h2 h3 h4 h5 h6 li dt dd tr pre blockquote box head note table ul ol dl br hr".split())
_CELLS = frozenset(("td", "th"))


class Node(NamedTuple):
    """One mark: its name (that of HTML where HTML has it), what it holds, and its attributes.

    A node tells the same as the source, so equal nodes are equal texts.
    """

    tag: str
    children: tuple[Child, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()

    def get(self, name: str) -> str:
        """A particular, empty where the node has none of that name."""
        return next((value for known, value in self.attributes if known == name), "")


def text_content(node: Child) -> str:
    """What a reader sees of a node: one line for each paragraph and each row, cells side by side."""
    lines = ("".join(_words(node))).split("\n")
    return "\n".join(words for line in lines if (words := line.strip("　 \t")))


def nodes_in(node: Node) -> Iterator[Node]:
    """The node and all nodes inside of it, in their order."""
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
