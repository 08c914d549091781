"""The name of the regulation in a document: the name in 《》 if it is a notice that issues one, else the title."""

from __future__ import annotations

from gongkai.model.words.matcher import matcher

_SENDS = matcher(r"(?:印发|发布|公布|下发)(《.+》)的(?:通知|公告|决定|命令|令)\Z")


def rule_name(title: str) -> str:
    """The short name for titles of comparisons and former texts, without «关于印发……的通知»."""
    match = _SENDS.search(title)
    return match[1] if match else title
