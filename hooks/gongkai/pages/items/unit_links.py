"""Names of units as links to their pages, wherever a unit is printed."""

from __future__ import annotations

from gongkai.binding.duties.unit_names import full_name, pieces_of, unit_page
from gongkai.model.column import Settings
from gongkai.pages.cell import Cell


def unit_pieces(words: str, settings: Settings) -> tuple[Cell, ...]:
    """The words in pieces, each name of a unit with the address of its page."""
    return tuple(Cell(text, unit_page(full_name(name, settings)) if name else "") for text, name in pieces_of(words))
