"""The name of a row in a printed table without its number: «一、», «（一）», «1.», and the level that the number shows."""

from __future__ import annotations

from functools import cache

from gongkai.model.words.matcher import matcher

_NUMBERS = (
    matcher(r"[一二三四五六七八九十]+[、.．,，]"),
    matcher(r"[（(][一二三四五六七八九十]+[)）][、.．]?"),
    matcher(r"\d{1,2}[、.．](?!\d)"),
    matcher(r"[（(]\d{1,2}[)）][、.．]?|[①-⑳]"),
)
_PART = matcher(r"其中[:：]?")
_ENDS = matcher(r"(?:预算)?(?:财政)?(?:拨款)?(?:收入|资金|补助)?\Z")
PART = 9
"""The level of a line that begins with 其中."""
FREE = -1
"""The level of a line without a number."""


@cache
def level_and_name(printed: str) -> tuple[int, str]:
    """The level (0 for «一、»), and the name without number and blanks."""
    plain = "".join(printed.split())
    part = _PART.match(plain)
    rest = plain[part.end() :] if part else plain
    for level, number in enumerate(_NUMBERS):
        found = number.match(rest)
        if found:
            return (PART if part else level), rest[found.end() :]
    return (PART if part else FREE), rest


@cache
def same_name(printed: str) -> str:
    """What the name has in common with other names of the same thing: 一般公共预算资金 and 一般公共预算拨款收入."""
    name = level_and_name(printed)[1].replace("(", "（").replace(")", "）").replace("其它", "其他")
    return _ENDS.sub("", name) if len(name) > 4 else name
