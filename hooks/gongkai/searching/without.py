"""Excluded words of a query: those with a minus before them, behind a blank. The same rule as ``search_without.js``."""

from __future__ import annotations

import re

from gongkai.model.words.matcher import matcher

_BLANK = "[ \t\n\u00a0\u3000]"
_QUOTE = '"[^"“”]+"|“[^“”]+”|「[^「」]+」|『[^『』]+』'
_LETTER = "A-Za-zＡ-Ｚａ-ｚ\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_WORD = f"[{_LETTER}][^ \t\n\u00a0\u3000]*|(?:19|20)[0-9]{{2}}年?度?"
"""An excluded word begins with a letter or is a year; before other digits the minus belongs to a number."""
_PART = matcher(f"(^|{_BLANK})(?:({_QUOTE})|[-－](?:({_QUOTE})|({_WORD})))(?={_BLANK}|$)")


def split_query(query: str) -> tuple[str, tuple[str, ...]]:
    """The query without its excluded words, and these words, each once, in order."""
    without: dict[str, None] = {}

    def taken(match: re.Match[str]) -> str:
        before, quoted, in_quotes, word = match.groups()
        # At the beginning of a query a minus excludes nothing, since nothing is asked for yet.
        if quoted or not before:
            return match.group()
        without[in_quotes[1:-1] if in_quotes else word] = None
        return str(before)

    words = _PART.sub(taken, query)
    return (words.strip() if without else query), tuple(without)
