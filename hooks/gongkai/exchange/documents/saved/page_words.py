"""The words of a saved page with their look, and the lines that they make."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from gongkai.exchange.documents.document_lines import PrintedLine
from gongkai.exchange.documents.emphasis import in_cell, is_one_look, line_written, words_written
from gongkai.exchange.documents.official_source import official_line
from gongkai.model.web_address import is_safe
from gongkai.model.words.matcher import matcher
from gongkai.reading.word.word_blocks import Piece, Words
from gongkai.texts.elements import Html, joined

BLANKS = matcher("[ \t\r\n\xa0\u2002\u2003]+")
_AFTER_NUMBER = matcher(
    r"(?P<number>\A(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])) +(?=[\u3400-\u9fff])"
)
_ONLY_NUMBER = matcher(r"(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十\d]+[）)]|\d+[.．、])\s*\Z")
_NUMBERED = matcher(r"[（(]?[\d一二三四五六七八九十①-⑳]+[）).．、]|第[\d一二三四五六七八九十百]+[章节条]|[①-⑳]")
_BOLD = matcher(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_UNDERLINED = matcher(r"text-decoration(?:-line)?\s*:\s*underline", re.IGNORECASE)
_POSITIONS = {"sup": "superscript", "sub": "subscript"}


@dataclass(frozen=True, slots=True)
class LookOfWords:
    """How words look because of the elements in which they stand."""

    is_bold: bool = False
    is_underlined: bool = False
    is_struck: bool = False
    position: str = ""
    address: str = ""

    def inside(self, tag: str, given: Mapping[str, str]) -> LookOfWords:
        """The look inside of one more element."""
        style = given.get("style", "")
        if tag in ("b", "strong") or _BOLD.search(style):
            return replace(self, is_bold=True)
        if tag == "u" or (tag != "a" and _UNDERLINED.search(style)):
            return replace(self, is_underlined=True)
        if tag in ("s", "del", "strike"):
            return replace(self, is_struck=True)
        if tag in _POSITIONS:
            return replace(self, position=_POSITIONS[tag])
        return replace(self, address=given.get("href", "").strip()) if tag == "a" else self

    def words(self, text: str) -> Words:
        """Words of this look."""
        return Words(text, self.is_bold, 0, self.position, self.is_struck, self.address, self.is_underlined)


def page_line(pieces: Sequence[Words], label: str = "") -> PrintedLine | None:
    """The line of ``pieces``, blanks as they are shown; None where it shows nothing. ``label`` numbers it by itself."""
    shown = _shown(pieces)
    text = "".join(one.text for one in shown)
    if not text:
        return None
    if label and _NUMBERED.match(text):
        label = ""
    written = official_line(line_written(shown, label + text, label, _written))
    bold = is_one_look(shown, "is_bold")
    lost = [(one.text.strip(), one.address) for one in shown if _is_lost(one)]
    return PrintedLine(
        label + text,
        written,
        is_bold=bold and any(one.is_bold for one in shown),
        is_numbered=bool(label),
        lost_links=tuple(lost),
    )


def cell_html(pieces: Sequence[Words]) -> Html:
    """The same in HTML, for a cell of a table that is written so."""
    shown = _shown(pieces)
    bold = is_one_look(shown, "is_bold")
    return Html(joined(in_cell(one, bold) for one in shown).strip())


def _written(piece: Piece, is_plain: bool) -> str:
    return words_written(piece, is_plain) if isinstance(piece, Words) else ""


def _is_lost(words: Words) -> bool:
    """Whether the address of a link is not kept, and is one that may lead to a file of the document."""
    address = words.address
    return (
        bool(address)
        and not is_safe(address)
        and not address.lower().startswith(("#", "javascript:"))
        and bool(words.text.strip())
    )


def _shown(pieces: Sequence[Words]) -> list[Words]:
    """The pieces with one blank for several, none at the ends of the line and none after its number."""
    made: list[Words] = []
    ends_blank = True
    for one in pieces:
        text = BLANKS.sub(" ", one.text)
        text = text.lstrip(" ") if ends_blank or _ONLY_NUMBER.match("".join(known.text for known in made)) else text
        if not made:
            text = text.lstrip(" \u3000")
        if text:
            made.append(replace(one, text=text))
            ends_blank = text.endswith(" ")
    while made and not made[-1].text.rstrip(" \u3000"):
        made.pop()
    if len(made) > 1 and _ONLY_NUMBER.match(made[0].text):
        made[0] = replace(made[0], text=made[0].text.rstrip(" "))
    if made:
        made[-1] = replace(made[-1], text=made[-1].text.rstrip(" \u3000"))
        made[0] = replace(made[0], text=_AFTER_NUMBER.sub(r"\g<number>", made[0].text))
    return made
