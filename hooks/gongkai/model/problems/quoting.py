"""Distinct quotation marks around quotes that contain quotation marks themselves."""

from __future__ import annotations

from gongkai.model.words.matcher import matcher

_NESTED = matcher(r"“[^”]*“")
_MARK = matcher(r"[“”「」]")
_OPENS = {"”": "“", "」": "「"}


def distinct_quotes(message: str) -> str:
    """The message with 「」 around quotes that contain “” themselves: ““三公”经费” becomes 「“三公”经费」.

    The quoted text stays as it is written, since people copy it. A message with unpaired marks stays unchanged.
    """
    if not _NESTED.search(message):
        return message
    written = list(message)
    opened: list[int] = []
    holds = False
    for mark in _MARK.finditer(message):
        place = mark.start()
        if mark.group() not in _OPENS:
            # Only outermost quotes are changed, and only those that contain “.
            holds = bool(opened) and (holds or mark.group() == "“")
            opened.append(place)
            continue
        if not opened or message[opened[-1]] != _OPENS[mark.group()]:
            return message
        first = opened.pop()
        if not opened and holds and message[first] == "“":
            written[first], written[place] = "「", "」"
    return "".join(written) if not opened else message
