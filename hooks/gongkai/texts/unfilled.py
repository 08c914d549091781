"""Marked gaps «【待填写：传真】»: the one way in which a new column marks what its agency has still to fill in."""

from __future__ import annotations

from gongkai.model.words.matcher import matcher

_WORDS = "待填写"
_GAP = matcher(rf"[【\[]{_WORDS}[：:]?([^】\]\n]*)[】\]]")
_UNNAMED = "内容"


def gap(name: str) -> str:
    """The mark for a value that the agency has not given, with the name by which people know it."""
    return f"【{_WORDS}：{name}】"


def gaps_in(text: str) -> tuple[str, ...]:
    """The names of all marked gaps in ``text`` in their order; brackets and colon may be of the other width."""
    if _WORDS not in text:
        return ()
    return tuple(match[1].strip() or _UNNAMED for match in _GAP.finditer(text))
