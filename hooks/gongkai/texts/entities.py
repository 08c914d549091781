"""HTML entities in texts, and the characters that they stand for."""

from __future__ import annotations

import html
import unicodedata


def decode_entity(entity: str) -> str:
    """The character that an HTML entity stands for; the entity itself where that could not be seen or is none."""
    made = html.unescape(entity)
    if made != entity and made.isspace():
        return "\xa0"
    seen = all(unicodedata.category(one)[0] in "LMNPS" and one != "\ufffd" for one in made)
    return made if seen and len(made) <= 2 else entity
