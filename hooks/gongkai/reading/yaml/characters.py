"""Characters that nobody can see and characters that a wrong encoding leaves behind, found and named."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f"
    "\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e007f]"
)
_JOINERS = "\u200d\ufe0e\ufe0f"
"""What belongs to an emoji that it follows: the joiner of a sequence and the choice of its look."""
_SHAPING = "\u200c\u200d"
_SHAPED = re.compile("[\u0620-\u06d3\u0750-\u077f\u08a0-\u08c9\u0900-\u0dff\u1780-\u17ff\u1807-\u18aa]")
"""Letters of Arabic, Indic, Khmer and Mongolian writing, whose joiners and non-joiners are spelling (Uyghur, Kazakh …)."""
_MONGOLIAN = re.compile("[\u1807\u180a\u1820-\u18aa]")
_MONGOLIAN_VARIANTS = "\u180b\u180c\u180d\u180e\u180f"
_LONGEST_FLAG = 18
_TAGS = re.compile("\U0001f3f4[\U000e0020-\U000e007e]{1,16}\U000e007f")
"""The flag of a region is a black flag with unseen letters behind it."""

_SIGN = re.compile("[\ufffd锟烫屯鐨勩锛銆鍏浜涓鏂绗鍙鍜瀹鎴鏈\u00c2-\u00f4]")
"""What damaged text can hardly be without; the longer patterns are tried only where it stands."""

_REPLACED = re.compile("\ufffd+|(?:锟斤拷)+锟?|烫{3,}|屯{3,}")
"""What decoders put for bytes that they cannot read, and the well-known results of saving that again as GBK."""

_AS_GBK = re.compile("[\u3400-\u9fff\uff00-\uffef\u3000-\u303f\ue000-\uf8ff\u20ac]{4,}")
_AS_LATIN = re.compile("(?:[\u00c2-\u00f4][\u00a0-\u00bf\u0152-\u017e\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{1,2}){3,}")
_SHARE = 0.8
"""Least share of the bytes that must make sense, since damaged text has lost some of them."""

_CHINESE = re.compile("[\x20-\x7e\u2010-\u2040\u3000-\u303f\u3400-\u9fff\uff00-\uffef]{2,}")


def invisible_in(text: str) -> Iterator[tuple[int, str]]:
    """Offset and character of everything invisible, except for what an emoji or a script cannot be written without."""
    if text.isascii():
        return
    for match in _INVISIBLE.finditer(text):
        if not is_spelling(text, match.start()):
            yield match.start(), match.group()


def is_spelling(text: str, offset: int) -> bool:
    """Whether the invisible character at ``offset`` is part of the emoji or of the word that it follows."""
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
    """Offset and a sample of every place where a wrong encoding has damaged the text."""
    if text.isascii():
        return
    if not _SIGN.search(text):
        return
    for match in _REPLACED.finditer(text):
        yield match.start(), match.group()[:6]
    for pattern, encoding in ((_AS_GBK, "gb18030"), (_AS_LATIN, "cp1252")):
        for match in pattern.finditer(text):
            if _is_misread(match.group(), encoding):
                yield match.start(), match.group()[:12]


def code_of(character: str, named: bool = False) -> str:
    """``U+200B``, with ``named`` its Unicode name too."""
    name = unicodedata.name(character, "") if named else ""
    return f"U+{ord(character):04X}{f'（{name}）' if name else ''}"


def _is_picture(character: str) -> bool:
    """Whether the character is a symbol (emoji and their modifiers among them), so that a joiner after it belongs to it."""
    return bool(character) and (
        unicodedata.category(character) in ("So", "Sk", "Sm", "Po", "Nd") or character in _JOINERS
    )


def _is_misread(text: str, encoding: str) -> bool:
    """Whether most of the text is Chinese once its bytes are read as UTF-8, which text that was read rightly never is."""
    # Windows reads the byte 80 as the euro sign, which GB 18030 writes otherwise.
    data = b"\x80".join(part.encode(encoding, "ignore") for part in text.split("€"))
    found = data.decode("utf-8", "ignore")
    return _CHINESE.fullmatch(found) is not None and len(found.encode()) >= _SHARE * len(data)
