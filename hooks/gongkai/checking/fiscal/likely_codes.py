"""Codes of subjects that cannot be, and the code that was probably meant: 80505 for 2080505, 3021 for 30201."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from gongkai.model.words.matcher import matcher

_LETTERS = str.maketrans("OoＯ〇lIｌ|", "00001111")
_SIGNS = matcher(r"[/／\\.．\-—、,，]")
_SPOILT = matcher(r"(?=\D*\d)[0-9OoＯ〇lIｌ|]{1,7}(?:[/／\\.．\-—、,，][0-9OoＯ〇lIｌ|]{1,2}){0,2}", re.ASCII)
LENGTHS = (3, 5, 7)
"""类, 款, 项: three digits and two more for each level."""


def plain_name(name: str) -> str:
    """The name of a subject as names are compared."""
    return "".join(character for character in name if character.isalnum()).replace("其它", "其他")


def why_impossible(code: str, classes: frozenset[str]) -> str:
    """Why no subject can have the code; empty where one can. ``classes`` are all 类 that there are."""
    if not code.isdecimal():
        return "里有不是数字的字符"
    if len(code) not in LENGTHS:
        return f"有 {len(code)} 位，科目编码是 3 位（类）、5 位（款）或者 7 位（项）"
    return "" if code[:3] in classes else f"没有上级，没有 {code[:3]} 这一类"


def likely_code(code: str, name: str, above: Sequence[str], official: Mapping[str, str]) -> str:
    """The code that was probably meant; empty where nothing is near.

    ``above`` are the possible codes of the rows above it, the nearest last.
    """
    if not code.isdecimal():
        return _in_digits(code, frozenset({*above, *official}))
    named = [one for one in official if plain_name(official[one]) == plain_name(name)]
    near = [one for one in named if _is_within(code, one) or _is_one_off(code, one)]
    if near:
        ours = {one[:length] for one in above for length in (3, 5)}
        return next((one for one in near if one[:5] in ours), near[0]) if len(near) > 1 else near[0]
    candidates = list(_filled(code, above, official))
    return candidates[0] if candidates else ""


def is_spoilt(code: str) -> bool:
    """Whether ``code`` is one of digits in which letters stand for some, or signs between its levels."""
    return bool(_SPOILT.fullmatch(code)) and not code.isdecimal()


def _in_digits(code: str, known: Collection[str]) -> str:
    parts = [part for part in _SIGNS.split(code.translate(_LETTERS)) if part]
    joined = "".join(part if number == 0 else part.zfill(2) for number, part in enumerate(parts))
    is_whole = joined.isdecimal() and len(joined) in LENGTHS
    return joined if is_whole and any(one[:3] == joined[:3] for one in known) else ""


def _filled(code: str, above: Sequence[str], official: Mapping[str, str]) -> Iterator[str]:
    """Codes in which digits of ``code`` are lost: a 0 before its last digit, or its beginning."""
    parents = [*reversed(above), *official]
    for parent in parents:
        for length in (3, 5):
            start = parent[:length]
            if len(parent) >= length and code == start + code[length:] and len(code) == length + 1:
                yield f"{start}0{code[-1]}"
    for parent in parents:
        for lost in (1, 2):
            whole = parent[:lost] + code
            if len(whole) in LENGTHS and (whole[:-2] in parents or whole[:-2] == "" or whole[:3] == parent[:3]):
                yield whole


def _is_within(code: str, whole: str) -> bool:
    """Whether ``code`` is ``whole`` with some digits lost."""
    rest = iter(whole)
    return len(code) < len(whole) and all(digit in rest for digit in code)


def _is_one_off(code: str, other: str) -> bool:
    """Whether one digit differs or two neighbours changed their places."""
    if len(code) != len(other):
        return False
    differ = [at for at, (one, two) in enumerate(zip(code, other)) if one != two]
    swapped = len(differ) == 2 and code[differ[0]] == other[differ[1]] and code[differ[1]] == other[differ[0]]
    return len(differ) == 1 or swapped
