"""Streaming XML of packages with expat, without expanding entities, fetching anything or building a tree.

Elements are identified by their local names, since each format is written with many prefixes and in two namespaces.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Generic, TypeVar
from xml.parsers.expat import ExpatError, ParserCreate

from gongkai.model.words.matcher import matcher

_Found = TypeVar("_Found")
_CHUNK = 1 << 16
_HEAD = 200
_CHINESE_ENCODING = (b'encoding="gb', b"encoding='gb")
"""The declaration of GB 2312, GBK or GB 18030, which expat does not support."""
_DECLARATION = matcher(r"\A\ufeff?<\?xml[^>]*\?>")


class DamagedXmlError(Exception):
    """The XML is not well formed, or declares entities, which no office format allows."""


class Handler(Generic[_Found]):
    """The callbacks for one document; results are appended to ``found``."""

    def __init__(self) -> None:
        self.found: list[_Found] = []

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """An element with the local name ``name`` begins; attributes have their names as written, with prefixes."""

    def end(self, name: str) -> None:
        """The element with the local name ``name`` ends."""

    def text(self, text: str) -> None:
        """Character data; a text may arrive in several pieces."""


def read_xml(xml: bytes, handler: Handler[_Found]) -> Iterator[_Found]:
    """The results of ``handler`` for ``xml``, in UTF-8 or a Chinese encoding, as soon as they are found.

    Raises DamagedXmlError after yielding the results from before the damage.
    """
    xml = in_utf8(xml)
    parser = ParserCreate("utf-8")
    parser.buffer_text = True
    local: dict[str, str] = {}

    def start(name: str, attributes: dict[str, str]) -> None:
        handler.start(local.get(name) or local.setdefault(name, local_name(name)), attributes)

    def end(name: str) -> None:
        handler.end(local[name])

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.CharacterDataHandler = handler.text
    parser.EntityDeclHandler = refuse_entities
    for begin in range(0, len(xml) + 1, _CHUNK):
        damage = None
        try:
            parser.Parse(xml[begin : begin + _CHUNK], begin + _CHUNK > len(xml))
        except ExpatError as error:
            damage = error
        found, handler.found = handler.found, []
        yield from found
        if damage:
            raise DamagedXmlError(str(damage)) from damage


def in_utf8(xml: bytes) -> bytes:
    """``xml`` in UTF-8, whichever encoding it declares; what is in UTF-8 already is unchanged."""
    head = xml[:_HEAD].lower()
    if not any(sign in head for sign in _CHINESE_ENCODING):
        return xml
    text = _DECLARATION.sub("", xml.decode("gb18030", "replace"), count=1)
    return text.encode()


def check_form(xml: bytes) -> None:
    """Parse ``xml``, in UTF-8, without looking at anything in it, which costs little. Raises DamagedXmlError."""
    parser = ParserCreate("utf-8")
    parser.EntityDeclHandler = refuse_entities
    try:
        parser.Parse(xml, True)
    except ExpatError as error:
        raise DamagedXmlError(str(error)) from error


def local_name(name: str) -> str:
    """The name without its namespace prefix."""
    return name.rpartition(":")[2]


def attribute(attributes: Mapping[str, str], name: str) -> str:
    """The value of the attribute with the local name ``name``; empty where there is none."""
    if name in attributes:
        return attributes[name]
    return next((value for key, value in attributes.items() if local_name(key) == name), "")


def is_on(value: str) -> bool:
    """Whether the value of an on/off attribute is on (ISO/IEC 29500-1, 22.9.2.7)."""
    return value in ("1", "true", "on")


def refuse_entities(*_: object) -> None:
    """The callback for a declared entity, which no office format has. Raises DamagedXmlError."""
    raise DamagedXmlError("entities are declared")
