"""Themes and stages of life as links to their pages."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.model.addresses import word_part
from gongkai.model.item import Value
from gongkai.pages.cell import Cell

THEME_FIELDS = {"themes": "办事主题", "life_stages": ""}
"""The fields that hold them, with the heading of those whose words have none themselves (企业/设立)."""


def theme_page(word: str) -> str:
    """Address of the page of a theme or a stage."""
    return f"themes/{word_part(word)}.html"


def theme_pieces(value: Value) -> tuple[Cell, ...]:
    """The words of a field, each with the address of its page."""
    return tuple(_pieces(value)) if isinstance(value, tuple) else ()


def _pieces(words: tuple[object, ...]) -> Iterator[Cell]:
    for number, word in enumerate(words):
        if number:
            yield Cell("、")
        yield Cell(str(word), theme_page(str(word)))
