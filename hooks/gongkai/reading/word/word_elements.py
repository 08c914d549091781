"""The elements of a part of a Word file as small trees, one for each child of its root or body.

The parts below a body are given one by one, so that a long document is never a whole tree in memory. Where a file says
something twice for programs of different age (markup compatibility, ISO/IEC 29500-3), the first way stands alone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gongkai.reading.office.xml_events import DamagedXmlError, Handler, is_on, read_xml

_DEEPEST = 200
"""The deepest nesting of elements; what a program writes stays below 80."""


@dataclass(slots=True)
class Element:
    """One element by its local name; ``text`` is its own character data, without that of its children."""

    name: str
    attributes: Mapping[str, str]
    children: list[Element] = field(default_factory=list)
    text: str = ""

    def get(self, name: str) -> str:
        """The value of the attribute with the local name ``name``; empty where there is none."""
        if name in self.attributes:
            return self.attributes[name]
        end = ":" + name
        return next((value for key, value in self.attributes.items() if key.endswith(end)), "")

    def child(self, name: str) -> Element | None:
        """The first child of this name."""
        return next((one for one in self.children if one.name == name), None)

    def value(self, *path: str) -> str | None:
        """The attribute ``val`` of the element at the end of ``path``; None where there is no such element."""
        found: Element | None = self
        for name in path:
            found = found.child(name) if found else None
        return found.get("val") if found else None

    def is_on(self, name: str) -> bool | None:
        """Whether the on/off property ``name`` is set (ISO/IEC 29500-1, 22.9.2.7); None where nothing is said."""
        value = self.value(name)
        return None if value is None else is_on(value or "on")

    def below(self, name: str, outside: str = "") -> Iterator[Element]:
        """All elements of this name below this one, in the order of the file, but none in elements of the name ``outside``."""
        for one in self.children:
            if one.name == name:
                yield one
            if one.name != outside:
                yield from one.below(name, outside)


class _Trees(Handler[Element]):
    """Trees of the children of the element ``inside``, or of the root where that is empty."""

    def __init__(self, inside: str) -> None:
        super().__init__()
        self._inside = inside
        self._open: list[Element] = []
        self._depth = 0
        self._begins = -1 if inside else 1
        """The depth at which trees begin; -1 as long as it is not known."""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._open or self._depth == self._begins:
            if len(self._open) >= _DEEPEST:
                raise DamagedXmlError("elements are nested too deep")
            element = Element(name, attributes)
            if self._open:
                self._open[-1].children.append(element)
            self._open.append(element)
        elif self._begins < 0 and name == self._inside:
            self._begins = self._depth + 1
        self._depth += 1

    def text(self, text: str) -> None:
        if self._open:
            self._open[-1].text += text

    def end(self, name: str) -> None:
        self._depth -= 1
        if self._open:
            element = self._open.pop()
            element.children = [*_once(element.children)]
            if not self._open:
                self.found += _once([element])


def _once(elements: list[Element]) -> Iterator[Element]:
    """The elements with every choice between two ways of writing replaced by what the first way holds."""
    for element in elements:
        if element.name != "AlternateContent":
            yield element
            continue
        ways = [one for one in element.children if one.name in ("Choice", "Fallback")]
        if ways:
            yield from ways[0].children


def elements_in(xml: bytes, inside: str = "") -> Iterator[Element]:
    """The children of the element ``inside`` in ``xml``, or of its root. Raises DamagedXmlError."""
    return read_xml(xml, _Trees(inside))
