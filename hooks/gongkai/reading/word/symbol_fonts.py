"""Signs of symbol fonts, which files store by their numbers and print as something else (vocabulary/symbol_fonts.yml)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from gongkai import FOLDER
from gongkai.model.place import Place
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.words.matcher import matcher
from gongkai.reading.word.word_elements import Element
from gongkai.reading.yaml.shape import shape_of
from gongkai.reading.yaml.yaml_files import read_yaml

_FILE = "vocabulary/symbol_fonts.yml"
_PRIVATE = 0xF000
"""Where programs move the numbers of symbol fonts, so that they are no letters."""
_KINDS = ("ascii", "hAnsi")
_FONT = matcher(r"\s*(?:wingdings(?: 2)?|symbol)\s*\Z", re.IGNORECASE)
_LETTER = matcher("[!-~\xa0-\xff\ue000-\uf8ff]")
"""What a font that is set for Western letters prints."""
_OWN = matcher("[\ue000-\uf8ff]")


def sign_of(font: str, number: int) -> str | None:
    """What the sign with this number is in Unicode; None where that is not known for certain.

    A font of letters has its signs at their own numbers, apart from those of private use.
    """
    signs = _signs().get(font.strip().lower())
    if signs is None:
        return None if _OWN.match(chr(number)) else chr(number)
    return signs.get(number - _PRIVATE if number >= _PRIVATE else number)


def in_font(text: str, properties: Element | None) -> str:
    """The text of a run as its font prints it; letters beyond a symbol font are printed in another one."""
    fonts = properties.child("rFonts") if properties else None
    font = next((name for kind in _KINDS if _FONT.match(name := fonts.get(kind))), "") if fonts else ""
    if not font:
        return text
    return "".join((sign_of(font, ord(sign)) or sign) if _LETTER.match(sign) else sign for sign in text)


@cache
def _signs() -> Mapping[str, Mapping[int, str]]:
    """Font → number → sign."""
    found, problems = gathered(_read())
    assert not problems, problems
    return found


def _read() -> Reading[Mapping[str, Mapping[int, str]]]:
    node = yield from read_yaml(FOLDER / _FILE, _FILE)
    shape = yield from shape_of(node, _FILE, Place(_FILE))
    found: dict[str, dict[int, str]] = {}
    for row in (yield from shape.rows("字形")):
        of_row = yield from shape_of(row, _FILE, Place(_FILE))
        font, first, signs = (
            (yield from of_row.text("字体")),
            (yield from of_row.text("从")),
            (yield from of_row.text("字")),
        )
        found.setdefault(font, {}).update(enumerate(signs, int(first, 16)))
    return found
