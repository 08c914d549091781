"""How a text is written (正文写法): like an official document, line by line, or in Markdown."""

from __future__ import annotations

from enum import Enum


class TextStyle(Enum):
    """The two grammars of texts, by the words that staff write."""

    OFFICIAL = "公文"
    MARKDOWN = "Markdown"


STYLE_FIELD = "text_style"
"""Name of the field in which an item states the style of its text."""


def style_of(written: object, default: TextStyle) -> TextStyle:
    """The style that an item states, or that of its type where it states none of the two."""
    return next((style for style in TextStyle if style.value == written), default)
