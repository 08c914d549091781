"""Finding invisible characters, and text that was damaged by decoding it with the wrong encoding (mojibake)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from gongkai.model.words.matcher import matcher

_INVISIBLE = matcher(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_JOINERS = "\u200d\ufe0e\ufe0f"
"""Characters that belong to the emoji before them: the zero-width joiner and the two variation selectors."""
_SHAPING = "\u200c\u200d"
_SHAPED = matcher("[\u0620-\u06d3\u0750-\u077f\u08a0-\u08c9\u0900-\u0dff\u1780-\u17ff\u1807-\u18aa]")
"""Letters of Arabic, Indic, Khmer and Mongolian script, in which joiners and non-joiners are part of the spelling."""
_MONGOLIAN = matcher("[\u1807\u180a\u1820-\u18aa]")
_MONGOLIAN_VARIANTS = "\u180b\u180c\u180d\u180e\u180f"
_LONGEST_FLAG = 18
_TAGS = matcher("\U0001f3f4[\U000e0020-\U000e007e]{1,16}\U000e007f")
"""The flag of a region: a black flag followed by invisible tag characters."""

_SYMPTOM = matcher("[\ufffd锟烫屯鐨勩锛銆鍏浜涓鏂绗鍙鍜瀹鎴鏈\u00c2-\u00f4]")
"""Characters of which damaged text nearly always has one; the slower patterns are tried only if one occurs."""

_REPLACEMENT = matcher("\ufffd+|(?:锟斤拷)+锟?|烫{3,}|屯{3,}")
"""Replacement characters for undecodable bytes, and what becomes of them when they are read as GBK."""

_AS_GBK = matcher("[\u3400-\u9fff\uff00-\uffef\u3000-\u303f\ue000-\uf8ff\u20ac]{4,}")
_AS_LATIN = matcher("(?:[\u00c2-\u00f4][\u00a0-\u00bf\u0152-\u017e\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,2}){3,}")
_LEAST_SHARE = 0.8
"""The least share of the bytes that must be valid UTF-8, since damaged text has lost some of them."""

_CHINESE = matcher("[\x20-\x7e\u2010-\u2040\u3000-\u303f\u3400-\u9fff\uff00-\uffef]{2,}")


def invisible_in(text: str) -> Iterator[tuple[int, str]]:
    """The offset of every invisible character, and the character, except for those that emoji and some scripts need."""
    if text.isascii():
        return
    for match in _INVISIBLE.finditer(text):
        if not is_spelling(text, match.start()):
            yield match.start(), match.group()


def is_spelling(text: str, offset: int) -> bool:
    """Whether the invisible character at ``offset`` is a necessary part of the emoji or the word before it."""
    character, before = text[offset], text[offset - 1] if offset else ""
    if character in _JOINERS and _is_picture(before):
        return True
    if character in _SHAPING and _SHAPED.match(before):
        return True
    if character in _MONGOLIAN_VARIANTS:
        return before != "" and (_MONGOLIAN.match(before) is not None or before in _MONGOLIAN_VARIANTS)
    if character < "\U000e0020":
        return False
    around = max(0, offset - _LONGEST_FLAG)
    return any(
        around + one.start() < offset < around + one.end()
        for one in _TAGS.finditer(text[around : offset + _LONGEST_FLAG])
    )


def misread_in(text: str) -> Iterator[tuple[int, str]]:
    """The offset of every passage that was decoded with a wrong encoding, and its first characters."""
    if text.isascii():
        return
    if not _SYMPTOM.search(text):
        return
    for match in _REPLACEMENT.finditer(text):
        yield match.start(), match.group()[:6]
    for pattern, encoding in ((_AS_GBK, "gb18030"), (_AS_LATIN, "cp1252")):
        for match in pattern.finditer(text):
            if _is_misread(match.group(), encoding):
                yield match.start(), match.group()[:12]


def code_of(character: str, named: bool = False) -> str:
    """The code point of a character, such as ``U+200B``, followed by its Unicode name if ``named``."""
    name = unicodedata.name(character, "") if named else ""
    return f"U+{ord(character):04X}{f'（{name}）' if name else ''}"


def _is_picture(character: str) -> bool:
    """Whether an emoji joiner may follow: the character is a symbol, a digit, a punctuation mark or such a joiner."""
    return bool(character) and (
        unicodedata.category(character) in ("So", "Sk", "Sm", "Po", "Nd") or character in _JOINERS
    )


def _is_misread(text: str, encoding: str) -> bool:
    """Whether the bytes of ``text`` in ``encoding`` are mostly Chinese in UTF-8, which is never so for undamaged text."""
    # Windows decodes the byte 80 as the euro sign, which GB 18030 encodes differently.
    data = b"\x80".join(part.encode(encoding, "ignore") for part in text.split("€"))
    found = data.decode("utf-8", "ignore")
    return _CHINESE.fullmatch(found) is not None and len(found.encode()) >= _LEAST_SHARE * len(data)
