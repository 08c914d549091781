"""A writer of XML 1.0: code opens and closes elements, and the standard library escapes all text and attributes."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from xml.sax.saxutils import XMLGenerator
from xml.sax.xmlreader import AttributesImpl

from gongkai.model.words.matcher import matcher

_FORBIDDEN = matcher("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NONE: Mapping[str, str] = {}


class XmlText:
    """One XML document, written from its beginning to its end; ``str`` gives what is written so far."""

    def __init__(self) -> None:
        self._text = io.StringIO()
        self._out = XMLGenerator(self._text, "UTF-8", short_empty_elements=True)
        self._out.startDocument()

    @contextmanager
    def inside(self, name: str, attributes: Mapping[str, str] = _NONE) -> Iterator[None]:
        """A context: what is written in it is inside the element."""
        self._open(name, attributes)
        yield
        self._out.endElement(name)

    def element(self, name: str, words: str = "", attributes: Mapping[str, str] = _NONE) -> None:
        """Write an element with text only; an empty one where ``words`` is empty."""
        self._open(name, attributes)
        if words:
            self._out.characters(allowed(words))
        self._out.endElement(name)

    def end_line(self) -> None:
        """Write a line break, for those who read the file itself."""
        self._out.ignorableWhitespace("\n")

    def __str__(self) -> str:
        """What has been written so far."""
        return self._text.getvalue()

    def _open(self, name: str, attributes: Mapping[str, str]) -> None:
        self._out.startElement(name, AttributesImpl({key: allowed(value) for key, value in attributes.items()}))


def allowed(text: str) -> str:
    """The text without the characters that XML 1.0 forbids (section 2.2)."""
    return _FORBIDDEN.sub("", text)
