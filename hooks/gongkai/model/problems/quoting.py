"""Quotation marks around words that have quotation marks of their own."""

from __future__ import annotations

import re

_NESTED = re.compile(r"“[^”]*“")
_MARK = re.compile(r"[“”「」]")
_OPENS = {"”": "“", "」": "「"}


def told_apart(message: str) -> str:
    """The message with 「」 around what holds “” itself: ““三公”经费” becomes 「“三公”经费」.

    What is quoted stays as it is written, since people copy it. A message whose marks make no pairs stays as it is too.
    """
    if not _NESTED.search(message):
        return message
    written = list(message)
    opened: list[int] = []
    holds = False
    for mark in _MARK.finditer(message):
        place = mark.start()
        if mark.group() not in _OPENS:
            # Only what stands in nothing else is told apart, and only from “”.
            holds = bool(opened) and (holds or mark.group() == "“")
            opened.append(place)
            continue
        if not opened or message[opened[-1]] != _OPENS[mark.group()]:
            return message
        first = opened.pop()
        if not opened and holds and message[first] == "“":
            written[first], written[place] = "「", "」"
    return "".join(written) if not opened else message
