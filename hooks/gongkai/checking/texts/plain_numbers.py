"""Normalizes text for the search of numbers: digits become ASCII; tags and invisible characters are removed."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.model.words.matcher import matcher
from gongkai.texts.entities import decode_entity

_CODED = matcher(r"%3[0-9]|&[#A-Za-z0-9]{2,32};|</?[A-Za-z][^<>]*>|<!--|-->")
_CHINESE_RUN = matcher(r"[零〇一二三四五六七八九][零〇一二三四五六七八九]{9,}[Xx]?")
_CHINESE_DIGITS = {character: str(digit) for digit, character in enumerate("零一二三四五六七八九")} | {"〇": "0"}


@dataclass(frozen=True, slots=True)
class PlainText:
    """The normalized text, and for each of its characters the index in the original text."""

    text: str
    places: Sequence[int]


_KEPT = (
    r"\x00-$'-,./0-;=-\x7f\u00b7\u2010-\u2027\u2030\u3000-\u3020\u3400-\u4dbf\u4e00-\u9fff\uff01-\uff0f\uff1a-\uff20"
)
_USUAL = matcher(rf"(?:[{_KEPT}]|-(?!->)|%(?!3[0-9])|&(?![#A-Za-z0-9]{{2,32}};)|<(?!/?[A-Za-z]|!--))+")
"""A run of characters that stay as they are: nearly all of a text, so that they are not looked at one by one."""
_UNUSUAL = matcher(
    rf"[^{_KEPT}](?:(?<![-%&<])|(?<=-)->|(?<=%)3[0-9]|(?<=&)[#A-Za-z0-9]{{2,32}};|(?<=<)(?:/?[A-Za-z]|!--))"
)
"""A character that does not: most texts have none."""


def plain_numbers(written: str) -> PlainText:
    """Normalize ``written``: every digit becomes an ASCII digit, tags and invisible characters are removed."""
    if not _UNUSUAL.search(written) and not _CHINESE_RUN.search(written):
        return PlainText(written, range(len(written)))
    return _looked_through(written)


def _looked_through(written: str) -> PlainText:
    """The same for a text with characters that may not stay as they are."""
    characters: list[str] = []
    places: list[int] = []
    chinese = {place for run in _CHINESE_RUN.finditer(written) for place in range(*run.span())}
    at = 0
    while at < len(written):
        usual = None if chinese else _USUAL.match(written, at)
        if usual:
            characters += usual.group()
            places += range(at, usual.end())
            at = usual.end()
            continue
        coded = _CODED.match(written, at)
        if coded:
            for one in _decoded(coded.group()):
                characters.append(_plain(one))
                places.append(at)
            at = coded.end()
            continue
        one = written[at]
        made = _CHINESE_DIGITS.get(one, one) if at in chinese else _plain(one)
        if made:
            characters.append(made)
            places.append(at)
        at += 1
    return PlainText("".join(characters), tuple(places))


def _decoded(coded: str) -> str:
    if coded.startswith("%"):
        return coded[2]
    return decode_entity(coded) if coded.startswith("&") else ""


def _plain(character: str) -> str:
    """The ASCII letter or digit of which the character is a variant, else the character; "" if it is invisible."""
    if character.isascii():
        return character
    category = unicodedata.category(character)
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category in ("Cf", "Mn"):
        return ""
    if category[0] == "L":
        folded = unicodedata.normalize("NFKC", character)
        return folded if len(folded) == 1 and folded.isascii() else character
    return character
