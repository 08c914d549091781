"""XML of packages, read piece by piece with the parser of the standard library; nothing is expanded, fetched or kept.

Elements are told by their names without prefix: the same format is written with many prefixes, and in two namespaces.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar
from xml.parsers.expat import ExpatError, ParserCreate

_Found = TypeVar("_Found")
_PIECE = 1 << 16
_HEAD = 200
_CHINESE = (b'encoding="gb', b"encoding='gb")
"""How the first line says that the text is in GB 2312, GBK or GB 18030, which the parser does not know."""


class DamagedXmlError(Exception):
    """The XML is not well formed, or declares entities, which no format of offices allows."""


class Handler(Generic[_Found]):
    """What a reader does at each element; what it finds it puts into ``found``."""

    def __init__(self) -> None:
        self.found: list[_Found] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element begins; ``attributes`` are named as they are written, with their prefixes."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text within the element that began last, or behind one that ended in it."""


def read_xml(xml: bytes, handler: Handler[_Found]) -> Iterator[_Found]:
    """What the handler finds in XML that is written in UTF-8 or a Chinese encoding, as soon as it is found.

    Raises DamagedXmlError, after all that stands before the damage was given.
    """
    if any(sign in xml[:_HEAD].lower() for sign in _CHINESE):
        xml = xml.decode("gb18030", "replace").encode()
    parser = ParserCreate("utf-8")
    parser.buffer_text = True
    local: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        handler.start(local.get(name) or local.setdefault(name, local_name(name)), attributes)

    def end(name: str) -> None:
        handler.end(local[name])

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = handler.text
    parser.EntityDeclHandler = _refuse
    for begin in range(0, len(xml) + 1, _PIECE):
        damage = None
        try:
            parser.Parse(xml[begin : begin + _PIECE], begin + _PIECE > len(xml))
        except ExpatError as error:
            damage = error
        found, handler.found = handler.found, []
        yield from found
        if damage:
            raise DamagedXmlError(str(damage)) from damage


def local_name(name: str) -> str:
    """A name without its prefix."""
    return name.rpartition(":")[2]


def attribute(attributes: Mapping[str, str], name: str) -> str:
    """The attribute with this name, whatever its prefix; empty where there is none."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if local_name(key) == name), "")


def is_on(value: str) -> bool:
    """Whether the value of a switch means yes (ISO/IEC 29500-1, 22.9.2.7)."""
    return value in ("1", "true", "on")


def _refuse(*_: object) -> None:
    raise DamagedXmlError("entities are declared")
