"""Most records are lines «名称: 内容» and nothing else, which are read as YAML without its parser.

A text is taken only if every line of it is of that form, in signs that mean nothing to YAML; every other text, a faulty
one among them, is left to the parser. What is taken has the same tree there.
"""

from __future__ import annotations

import re

_HAN = "\u4e00-\u9fff"
_ENTRY = re.compile(
    rf"([{_HAN}]{{1,20}}): ([{_HAN}0-9A-Za-z《（“〔][{_HAN}0-9A-Za-z，。、；：！？“”（）《》〔〕·—./-]*)\Z"
)


def plain_entries(text: str) -> dict[str, str] | None:
    """The content of every line by its name, in order; None where a line is anything else or a name stands twice."""
    entries: dict[str, str] = {}
    for line in text.split("\n"):
        match = _ENTRY.match(line)
        if match is None or match[1] in entries:
            return None
        entries[match[1]] = match[2]
    return entries
