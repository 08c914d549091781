"""Tokenizer for the comparison of Chinese texts: clauses that end with punctuation, and tokens that are never split."""

from __future__ import annotations

from gongkai.model.words.matcher import matcher

_CLAUSE = matcher(r"[^，。；：、？！,;:?!\n]*(?:[，。；：、？！,;:?!\n]+|\Z)")
_WORD = matcher(
    r"(?:(?:百分之|千分之|万分之)?[〇零一二三四五六七八九十百千万亿两]+"
    r"|[0-9０-９]+(?:[.．,，:：][0-9０-９]+)*)[%％‰元年月日天个项户人次倍条款家件]?"
    r"|[A-Za-zＡ-Ｚａ-ｚ]+"
    r"|[\s\S]"
)
_INSIDE = matcher(r"[〇零一二三四五六七八九十百千万亿两0-9０-９A-Za-zＡ-Ｚａ-ｚ]{2}\Z")


def split_clauses(text: str) -> list[str]:
    """Split after every punctuation mark and line end; the pieces concatenate to ``text``."""
    return [piece for piece in _CLAUSE.findall(text) if piece]


def tokens(text: str) -> list[str]:
    """Split into numbers with their unit (百分之三十, 五十万元), Latin words and single characters.

    The tokens concatenate to ``text``. Chinese is not written with spaces, and the segmentation by a dictionary would
    change with its releases; only numbers and Latin words must not be split.
    """
    return _WORD.findall(text)


def boundary_score(before: str, after: str) -> int:
    """Rate a position between two characters as a boundary of a change: from 4 (end of text or line) to 0 (within a number)."""
    if not before or not after or "\n" in (before, after):
        return 4
    if before in "。；？！;?!":
        return 3
    if before in "，：、,:（(“《〔" or after in "，。；：、？！,;:?!）)”》〕":
        return 2
    return 0 if _INSIDE.match(before + after) else 1
