"""Texts made fit to be quoted in messages: nothing invisible, no personal numbers, no endless quotes."""

from __future__ import annotations

import unicodedata

from gongkai.model.words.matcher import matcher

_PLAIN = matcher(r"[\x20-\x7e\u2014\u2018-\u201d\u2026\u3001-\u3020\u3400-\u9fff\uff01-\uff5e·×≠→↑↓■●◎★※℃％‰]*\Z")
_CITIZEN = matcher(
    r"(?<![0-9])([1-9][0-9]{5})(?:18|19|20)[0-9]{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12][0-9]|3[01])[0-9]([0-9]{2}[0-9Xx])(?![0-9])"
)
_MOBILE = matcher(r"(?<![0-9])(1[3-9][0-9])[0-9]{4}([0-9]{4})(?![0-9])")
_CARD = matcher(r"(?<![0-9])(62[0-9]{4})[0-9]{6,9}([0-9]{4})(?![0-9])")
_LONG_QUOTE = matcher("“([^”]{60})[^”]{20,}”")
_HIDDEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp", "Zs", "Mn", "Me")
_SHOWN_BLANKS = " \u3000"


def printable(text: str) -> str:
    """The text with invisible characters as ``U+XXXX``, personal numbers masked, and quotes of 80 characters or more shortened.

    Masked are numbers of identity cards (GB 11643), bank cards and mobile telephones.
    """
    if sum(map(str.isdigit, text)) >= 11:
        for pattern in (_CITIZEN, _CARD, _MOBILE):
            text = pattern.sub(lambda match: f"{match[1]}****{match[2][-2:]}", text)
    if not _PLAIN.match(text):
        text = "".join(_shown(character) for character in text)
    return _LONG_QUOTE.sub("“\\1……”", text)


def _shown(character: str) -> str:
    """The character, or its code point where it would be invisible or control a terminal."""
    if character in _SHOWN_BLANKS or unicodedata.category(character) not in _HIDDEN:
        return character
    return f"U+{ord(character):04X}"
