"""A text before rendering, with what stands in it and beside it: mentioned numbers, links, marks at articles."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.model.badge import Badge
from gongkai.model.link import Link
from gongkai.model.text_style import TextStyle


@dataclass(frozen=True, slots=True)
class Mention:
    """A known document number in a text, with the page it leads to."""

    written: str
    """The number as it stands in the text."""
    url: str
    title: str
    badge: Badge | None
    """The validity, None where the target has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMark:
    """What became of one article, said right above it: words, the document that did it, and what it did."""

    line: int
    """Line of the text above which it stands, counted from 0."""
    tone: str
    words: str
    link: Link
    after: str
    shown_from: str = ""
    """ISO day from which it is true, empty where it is true on the day of the build."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text before rendering, with the document numbers it mentions."""

    source: str
    mentions: tuple[Mention, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """Relative links of the text: as written, and the address relative to the site's root that each leads to."""
    marks: tuple[TextMark, ...] = ()
    printed: tuple[tuple[int, int], ...] = ()
    """Lines that are wrong on the paper itself, counted from 0, with the numbers of their notes."""
    style: TextStyle = TextStyle.OFFICIAL
