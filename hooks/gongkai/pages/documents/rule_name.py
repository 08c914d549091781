"""The name of the rule that a document brings: of a notice that sends one out the name between 《》, else its own title."""

from __future__ import annotations

import re

_SENDS = re.compile(r"(?:印发|发布|公布|下发)(《.+》)的(?:通知|公告|决定|命令|令)\Z")


def rule_name(title: str) -> str:
    """The name for titles of comparisons and former texts, where the words of sending only stand in the way."""
    match = _SENDS.search(title)
    return match[1] if match else title
