"""HTML elements built by code: the only place that writes tags and escapes, for texts whose structure no template knows.

Official texts are many thousands of short lines, each with its own marks. ``Html`` is a plain string to Python and a
type of its own to the type checker, which rejects unescaped text: with ``Markup`` for every piece a column of
a thousand rich texts took 8 to 12 % longer to build, with ``Html`` 1 to 3 %. Names of elements and attributes come from
the code that calls, never from what staff write.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NewType

# ``escape`` without the ``Markup`` around it: the very string where nothing is to be escaped, eight times as fast as a regex.
from markupsafe import _escape_inner  # type: ignore[attr-defined]

Html = NewType("Html", str)
"""An HTML fragment in which everything that staff wrote is escaped."""

Attributes = Mapping[str, "str | bool | None"]
"""Attributes in their order: True is written without a value, False and None are left out."""

NOTHING = Html("")
_NONE: Attributes = {}


def escaped(words: str) -> Html:
    """Escape text, with the same characters as ``markupsafe.escape``; the very string where nothing is to be escaped."""
    return Html(_escape_inner(words))


def element(name: str, content: Html, attributes: Attributes = _NONE) -> Html:
    """An element; attributes are escaped, ``content`` is HTML already."""
    return Html(f"<{name}{_written(attributes) if attributes else ''}>{content}</{name}>")


def elements(name: str, contents: Iterable[Html], starts: Iterable[Html]) -> Html:
    """An element of that name for each of ``contents``, one after the other; ``starts`` are their start tags."""
    end = f"</{name}>"
    return Html("".join([f"{start}{content}{end}" for start, content in zip(starts, contents, strict=True)]))


def void(name: str, attributes: Attributes = _NONE) -> Html:
    """A start tag alone, which is a whole void element such as ``br``."""
    return Html(f"<{name}{_written(attributes)}>")


def joined(parts: Iterable[Html], between: str = "") -> Html:
    """Concatenate HTML fragments; ``between`` is white space."""
    return Html(between.join(parts))


def multiline_element(name: str, parts: Iterable[Html], attributes: Attributes = _NONE) -> Html:
    """An element each of whose parts is on a line of its own."""
    return element(name, joined((NOTHING, *parts, NOTHING), "\n"), attributes)


def _written(attributes: Attributes) -> str:
    written = ""
    for name, value in attributes.items():
        if value is True:
            written += f" {name}"
        elif value is not None and value is not False:
            written += f' {name}="{escaped(value)}"'
    return written
