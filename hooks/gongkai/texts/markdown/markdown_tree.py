"""Converts the element tree of Python-Markdown to nodes with the supported attributes."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from gongkai.texts.markdown.attributes import KNOWN
from gongkai.texts.markdown.normalized_lists import MARKER, NUMBER
from gongkai.texts.node import Child, Node

_KEPT = {
    "a": ("address", "title", "lead", "rest"),
    "img": ("address", "title", "alt", "rest"),
    "mark": ("label",),
    "note": ("label",),
    "box": ("kind",),
}
"""Tag → attributes with a meaning; all others are dropped."""


def node_of(element: Element) -> Node:
    """Convert an element and its descendants."""
    attributes = [(name, value) for name in _KEPT.get(element.tag, ()) if (value := element.get(name))]
    anchor, tone = KNOWN.fullmatch(f"#{element.get('id', '')}"), element.get("class", "").split(" ")[0]
    if anchor:
        attributes.append(("anchor", anchor["anchor"]))
    if KNOWN.fullmatch(f".{tone}"):
        attributes.append(("tone", tone))
    if element.tag == "li":
        attributes += _markers(element)
    children = _joined(_children(element))
    return Node(element.tag, _numbered(children) if element.tag == "ol" else children, tuple(attributes))


def _children(element: Element) -> Iterator[Child]:
    if element.text:
        yield element.text
    for child in element:
        if child.tag == "part":
            # Long text was split only for the inline patterns.
            yield from _children(child)
        elif child.tag != "used":
            yield node_of(child)
        if child.tail:
            yield child.tail


def _joined(children: Iterator[Child]) -> tuple[Child, ...]:
    """Merge adjacent text children."""
    joined: list[Child] = []
    for child in children:
        if isinstance(child, str) and joined and isinstance(joined[-1], str):
            joined[-1] += child
        else:
            joined.append(child)
    return tuple(joined)


def _numbered(items: tuple[Child, ...]) -> tuple[Child, ...]:
    """Set the ordinals of list items: as written, unless all are the same, which means automatic numbering."""
    written = [item.get("number") for item in items if isinstance(item, Node)]
    if len(set(written)) > 1 or not written[0:1] or not written[0]:
        return items
    numbers = iter(range(int(written[0]), int(written[0]) + len(written)))
    return tuple(
        item._replace(
            attributes=tuple(("number", str(next(numbers))) if one[0] == "number" else one for one in item.attributes)
        )
        if isinstance(item, Node)
        else item
        for item in items
    )


def _markers(item: Element) -> Iterator[tuple[str, str]]:
    """Remove the markers before the text of a list item and return them as attributes."""
    holder = item if item.text and item.text.strip() else next(iter(item), item)
    while holder.tag not in ("li", "p") and len(holder):
        holder = holder[0]
    while match := MARKER.match(holder.text or ""):
        holder.text = (holder.text or "")[match.end() :]
        yield ("number" if match[1] == NUMBER else "task"), match[2]
