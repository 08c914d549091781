"""Renderer of parsed Markdown nodes: marks, lists, tables, admonitions and footnotes, with accessibility attributes."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import nh3

from gongkai.texts.elements import NOTHING, Html, element, escaped, joined, multiline_element, void
from gongkai.texts.inline import Inline
from gongkai.texts.node import Child, Node, text_content
from gongkai.texts.structures import SCROLL_ATTRIBUTES

_KEPT = frozenset("p h1 h2 h3 h4 h5 h6 ul ol dl dt dd blockquote strong em u b i s del sub sup code".split())
"""Node tags that are written as the HTML elements of the same name."""
_BLOCKS = frozenset("p h1 h2 h3 h4 h5 h6 ul ol dl dt dd li blockquote box table pre hr html".split())
_TONES = {
    "tip": ("提示", ("提示", "说明", "note", "tip", "info", "hint")),
    "warn": ("注意", ("注意", "重要", "警告", "warning", "caution", "attention", "danger", "important")),
    "ask": ("问", ("问答", "question", "faq", "qa")),
}
_TAGS = _KEPT | {"a", "br", "div", "hr", "img", "li", "pre", "span", "table", "thead", "tbody", "tr", "th", "td"}
_ATTRIBUTES = {
    "*": {"class", "id", "role", "aria-label", "aria-labelledby", "aria-hidden", "tabindex", "hidden"},
    "a": {"href", "title", "rel"},
    "img": {"src", "alt", "title", "loading"},
    "th": {"scope"},
    "ol": {"start"},
    "li": {"value"},
}


class NodeWriter:
    """Renders the nodes of one text; counts its footnote references and admonitions."""

    def __init__(self, inline: Inline, notes: Mapping[str, str], unique: Callable[[str], str]) -> None:
        """``notes``: footnote label → anchor; ``unique`` makes an anchor unique on the page."""
        self._inline = inline
        self._notes = notes
        self._unique = unique
        self._places: dict[str, list[str]] = {}
        """Footnote label → anchors of its references."""
        self._boxes = 0

    def inside(self, node: Node) -> Html:
        """Render the children of a node."""
        return _clean(self._all(node.children))

    def after(self, node: Node, printed: str) -> Html | None:
        """Render the children without the prefix ``printed``; None if the prefix is inside a mark."""
        first = node.children[0]
        if isinstance(first, str) and first.startswith(printed):
            return _clean(self._all((first[len(printed) :], *node.children[1:])))
        return None

    def structure(self, node: Node) -> Html:
        """Render a multi-line node as a whole."""
        return _clean(self._html(node))

    def _all(self, children: Sequence[Child]) -> Html:
        return joined(map(self._html, children), "\n" if children and all(map(_is_block, children)) else "")

    def _html(self, node: Child) -> Html:
        if isinstance(node, str):
            return self._inline.words(node)
        if node.tag in _KEPT:
            return self._kept(node)
        special: Mapping[str, Callable[[Node], Html]] = {
            "a": self._link,
            "img": self._picture,
            "mark": self._mark,
            "note": self._note,
            "li": self._item,
            "table": self._table,
            "box": self._box,
            "pre": lambda one: element("pre", element("code", _as_written(one))),
            "html": lambda one: element("p", _as_written(one)),
            "br": lambda one: void("br"),
            "hr": lambda one: void("hr"),
        }
        return special[node.tag](node) if node.tag in special else self._all(node.children)

    def _kept(self, node: Node) -> Html:
        if node.tag == "code":
            return element("code", _as_written(node))
        tone = node.get("tone") or None
        if node.tag == "ol":
            first = next((one.get("number") for one in node.children if isinstance(one, Node)), "")
            start = None if first == "1" else first or None
            return multiline_element("ol", self._items(node), {"class": tone, "start": start})
        inside = self._all(node.children)
        if any(map(_is_block, node.children)):
            return multiline_element(node.tag, [inside], {"class": tone})
        return element(node.tag, inside, {"class": tone})

    def _items(self, node: Node) -> list[Html]:
        """Render list items; a number that does not continue the sequence gets a ``value`` attribute."""
        expected = 0
        made: list[Html] = []
        for item in node.children:
            number = int(item.get("number") or 0) if isinstance(item, Node) else 0
            value = "" if not made or number == expected else str(number)
            made.append(self._item(item, value) if isinstance(item, Node) else self._html(item))
            expected = number + 1
        return made

    def _item(self, node: Node, value: str = "") -> Html:
        task = node.get("task")
        lead = NOTHING
        if task:
            done = task == "x"
            sign = element("span", escaped("☑" if done else "☐"), {"class": "gk-text__check", "aria-hidden": "true"})
            words = element("span", escaped("（已完成）" if done else "（未完成）"), {"class": "gk-hidden"})
            lead = joined((sign, words))
        name = "gk-text__task" if task else node.get("tone")
        return element("li", self._led(node, lead, NOTHING), {"class": name or None, "value": value or None})

    def _led(self, node: Node, lead: Html, end: Html) -> Html:
        """Render the children with ``lead`` inserted into the first paragraph and ``end`` appended to the last."""
        parts: list[Html] = []
        last = len(node.children) - 1
        for place, child in enumerate(node.children):
            before = lead if place == 0 else NOTHING
            behind = end if place == last else NOTHING
            if isinstance(child, Node) and child.tag == "p" and not child.get("tone"):
                parts.append(element("p", joined((before, self._all(child.children), behind))))
            else:
                parts += (before, self._html(child), element("p", behind) if behind else NOTHING)
        return joined(parts) if parts else joined((lead, element("p", end) if end else NOTHING))

    def _link(self, node: Node) -> Html:
        address = self._inline.link(node.get("address")) if node.get("address") else None
        words = joined(_unlinked(one, self._html) for one in node.children)
        if address is None:
            # An invalid link is shown as its source.
            lead = node.get("lead") or "["
            return joined((escaped(lead), words, escaped(">" if lead == "<" else node.get("rest"))))
        return self._inline.anchor(address, words, node.get("title"))

    def _picture(self, node: Node) -> Html:
        written = f"![{node.get('alt')}{node.get('rest')}"
        return self._inline.picture(node.get("address"), node.get("alt"), written, node.get("title"))

    def _mark(self, node: Node) -> Html:
        label = node.get("label")
        anchor = self._notes.get(label, "")
        places = self._places.setdefault(label, [])
        places.append(self._unique(f"{anchor}-from"))
        return element("sup", element("a", escaped(f"[{label}]"), {"href": f"#{anchor}", "id": places[-1]}))

    def _note(self, node: Node) -> Html:
        label = node.get("label")
        places = self._places.get(label, [])
        several = len(places) > 1
        back = NOTHING
        for number, place in enumerate(places, 1):
            words = f"返回正文中的注{label}{f'（第{number}处）' if several else ''}"
            way = element("a", escaped("↩"), {"class": "gk-text__back", "href": f"#{place}", "aria-label": words})
            back = joined((back, way), " ")
        anchor = self._unique(self._notes.get(label, ""))
        return element("div", self._led(node, escaped(f"[{label}] "), back), {"class": "gk-text__note", "id": anchor})

    def _table(self, node: Node) -> Html:
        head, *rows = (self._row(row) for row in node.children if isinstance(row, Node))
        return element(
            "div",
            multiline_element("table", [multiline_element("thead", [head]), multiline_element("tbody", rows)]),
            SCROLL_ATTRIBUTES,
        )

    def _row(self, row: Node) -> Html:
        made = []
        for cell in row.children:
            if isinstance(cell, Node):
                # A header cell without words would be read out as an empty header.
                head = cell.tag == "th" and bool(text_content(cell))
                attributes = {"scope": "col" if head else None, "class": cell.get("tone") or None}
                made.append(element("th" if head else "td", self._all(cell.children), attributes))
        return element("tr", joined(made))

    def _box(self, node: Node) -> Html:
        self._boxes += 1
        anchor = f"box-{self._boxes}"
        kind = node.get("kind")
        known = ((tone, label) for tone, (label, kinds) in _TONES.items() if kind.lower() in kinds)
        tone, label = next(known, ("tip", kind))
        # An English type is a keyword; a Chinese one is shown as the label.
        label = label if kind.isascii() or tone == "ask" else kind
        head = next((one for one in node.children if isinstance(one, Node) and one.tag == "head"), None)
        if head:
            words = joined((escaped(f"{label}："), self._all(head.children)))
        else:
            words = escaped(kind if tone == "ask" and not kind.isascii() else label)
            tone = "tip" if tone == "ask" else tone
        inside = (self._html(one) for one in node.children if one is not head)
        parts = (
            element("p", words, {"class": "gk-box__head", "id": anchor}),
            multiline_element("div", inside, {"class": "gk-box__inside"}),
        )
        return multiline_element(
            "div", parts, {"class": f"gk-box gk-box--{tone}", "role": "group", "aria-labelledby": anchor}
        )


def _is_block(node: Child) -> bool:
    return isinstance(node, Node) and node.tag in _BLOCKS


def _as_written(node: Node) -> Html:
    """The text of code, in which no marks and document numbers are interpreted."""
    return escaped("".join(map(str, node.children)))


def _unlinked(node: Child, html: Callable[[Child], Html]) -> Html:
    """Render the text of a link; document numbers in it do not become nested links."""
    if isinstance(node, str):
        return escaped(node)
    if node.tag in ("strong", "em", "u", "b", "i", "s", "del", "sub", "sup"):
        return element(node.tag, joined(_unlinked(one, html) for one in node.children))
    return html(node)


def _clean(made: Html) -> Html:
    """Sanitize with an allowlist of elements, attributes and URL schemes, as a second line of defence."""
    if "<" not in made:
        return made
    clean = nh3.clean(
        made,
        tags=set(_TAGS),
        attributes=_ATTRIBUTES,
        attribute_filter=_kept_value,
        generic_attribute_prefixes={"data-gk-"},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel=None,
        strip_comments=True,
    )
    return Html(clean)


def _kept_value(tag: str, name: str, value: str) -> str | None:
    if name != "class":
        return value
    return " ".join(one for one in value.split() if one.startswith("gk-")) or None
