"""A text to be rendered and its annotations: mentioned document numbers, link targets, notes above articles."""

from __future__ import annotations

from dataclasses import dataclass

from gongkai.model.badge import Badge
from gongkai.model.link import Link
from gongkai.model.text_style import TextStyle


@dataclass(frozen=True, slots=True)
class Mention:
    """A known document number in a text, and the page to which it links."""

    written: str
    """The number as written in the text."""
    url: str
    title: str
    badge: Badge | None
    """The validity of the target; None if it has none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TextMark:
    """A note above an article that was amended or repealed: text, link to the amending document, and text after the link."""

    line: int
    """The line above which the note is inserted, counted from 0."""
    tone: str
    words: str
    link: Link
    after: str
    shown_from: str = ""
    """ISO date from which the note is shown; empty if it applies on the build date."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text to be rendered and its annotations."""

    source: str
    mentions: tuple[Mention, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    """Relative links: as written, and their target relative to the site's root."""
    marks: tuple[TextMark, ...] = ()
    printed: tuple[tuple[int, int], ...] = ()
    """Lines with errors of the original document (照原件公开), counted from 0, and the numbers of their notes."""
    style: TextStyle = TextStyle.OFFICIAL
