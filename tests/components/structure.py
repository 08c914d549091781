"""What is wrong with the structure of HTML: tags that do not close, elements in the wrong place, ids given twice."""

from __future__ import annotations

from collections.abc import Iterator
from html.parser import HTMLParser

_VOID = {"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
_DRAWING = {"path", "rect", "text", "use", "circle", "line", "polyline", "g"}
_BLOCKS = {
    "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hr", "main", "nav", "ol", "p", "pre", "section", "table", "ul",
}  # fmt: skip
_PARENTS = {
    "li": {"ul", "ol"},
    "dt": {"dl", "div"},
    "dd": {"dl", "div"},
    "tr": {"thead", "tbody", "tfoot"},
    "td": {"tr"},
    "th": {"tr"},
    "thead": {"table"},
    "tbody": {"table"},
    "caption": {"table"},
    "summary": {"details"},
    "legend": {"fieldset"},
    "figcaption": {"figure"},
}
_CHILDREN = {
    "ul": {"li"},
    "ol": {"li"},
    "dl": {"dt", "dd", "div"},
    "table": {"caption", "thead", "tbody", "tfoot"},
    "tr": {"td", "th"},
}
_PHRASES = {
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "span",
    "a",
    "strong",
    "summary",
    "dt",
    "button",
    "label",
    "time",
    "code",
}
_ALONE = {"a": {"a", "button", "input", "select"}, "button": {"a", "button", "input"}, "form": {"form"}}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.ids: set[str] = set()
        self.faults: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._judge(tag, attrs)
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._judge(tag, attrs)
        if tag not in _VOID and tag not in _DRAWING:
            self.faults.append(f"<{tag}/> does not close itself")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.faults.append(f"</{tag}> closes {self.open[-1:] or 'nothing'}")
            return
        self.open.pop()

    def _judge(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.faults.extend(self._misplaced(tag))
        names = [name for name, _ in attrs]
        self.faults.extend(f"<{tag}> has {name} twice" for name in {one for one in names if names.count(one) > 1})
        self.faults.extend(f"<{tag}> runs a script in {name}" for name in names if name.startswith("on"))
        if "style" in names:
            self.faults.append(f"<{tag}> carries a style")
        for name, value in attrs:
            if name == "id" and value:
                if value in self.ids:
                    self.faults.append(f"id {value} is given twice")
                self.ids.add(value)
            if name in ("href", "src") and (value or "").strip().lower().startswith(("javascript:", "vbscript:")):
                self.faults.append(f"<{tag}> runs {value}")
        if tag == "img" and "alt" not in names:
            self.faults.append("<img> has no alt")

    def _misplaced(self, tag: str) -> Iterator[str]:
        parent = self.open[-1] if self.open else ""
        if tag in _PARENTS and parent and parent not in _PARENTS[tag]:
            yield f"<{tag}> stands in <{parent}>"
        if parent in _CHILDREN and tag not in _CHILDREN[parent] | {"script", "template"}:
            yield f"<{parent}> holds <{tag}>"
        if parent in _PHRASES and tag in _BLOCKS:
            yield f"<{parent}> holds <{tag}>"
        for outer, inner in _ALONE.items():
            if tag in inner and outer in self.open:
                yield f"<{tag}> stands within <{outer}>"


def structure_faults(html: str) -> list[str]:
    """The faults in the order of the text; what stands in a list of a fragment may lack its list."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return [*reader.faults, *(f"<{tag}> is never closed" for tag in reader.open)]
