"""Decoding of HTML entities in texts."""

from __future__ import annotations

import html
import unicodedata


def decode_entity(entity: str) -> str:
    """Decode an entity such as ``&times;``; white space becomes U+00A0, unknown entities and invisible results stay as they are."""
    made = html.unescape(entity)
    if made != entity and made.isspace():
        return "\xa0"
    seen = all(unicodedata.category(one)[0] in "LMNPS" and one != "\ufffd" for one in made)
    return made if seen and len(made) <= 2 else entity
