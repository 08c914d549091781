"""XML 1.0 as lines of text: elements are opened and closed by code, everything in them is escaped by the standard library."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NONE: Mapping[str, str] = {}


class XmlText:
    """One document, written from its beginning to its end."""

    def __init__(self) -> None:
        self._text = io.StringIO()
        self._out = XMLGenerator(self._text, "UTF-8", short_empty_elements=True)
        self._out.startDocument()

    @contextmanager
    def inside(self, name: str, attributes: Mapping[str, str] = _NONE) -> Iterator[None]:
        """An element around what is written meanwhile."""
        self._open(name, attributes)
        yield
        self._out.endElement(name)

    def element(self, name: str, words: str = "", attributes: Mapping[str, str] = _NONE) -> None:
        """An element that holds nothing but words."""
        self._open(name, attributes)
        if words:
            self._out.characters(allowed(words))
        self._out.endElement(name)

    def end_line(self) -> None:
        """Go on with the next line, for those who read the file itself."""
        self._out.ignorableWhitespace("\n")

    def __str__(self) -> str:
        """What has been written so far."""
        return self._text.getvalue()

    def _open(self, name: str, attributes: Mapping[str, str]) -> None:
        self._out.startElement(name, AttributesImpl({key: allowed(value) for key, value in attributes.items()}))


def allowed(text: str) -> str:
    """The text without the control characters that XML cannot hold."""
    return _FORBIDDEN.sub("", text)
