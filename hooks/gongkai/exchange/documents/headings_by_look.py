"""Headings that a document only shows by their look or style, written as headings of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from gongkai.exchange.documents.document_lines import PrintedLine
from gongkai.exchange.documents.emphasis import strong_sentence
from gongkai.model.words.matcher import matcher
from gongkai.texts.blocks import BlockKind, block_of

_LONGEST = 50
_SENTENCE_ENDS = ("。", "；", "，", "：", ";", ",", ":", "、", "！", "？")
_HEADINGS = (BlockKind.FIRST_LEVEL, BlockKind.SECOND_LEVEL, BlockKind.CHAPTER, BlockKind.ARTICLE)
"""Lines that texts recognise as headings, or articles, by their printed numbers."""
_REMARK = matcher(r"[（(].*[）)]\Z")
"""A remark such as （此件公开发布）."""
_CLOSING = matcher(r"[ \t]+(?=#+\Z)")
"""The blanks before number signs at the end, which would close the heading and not show."""
_TOP, _DEEPEST = 2, 6


def with_headings(lines: Sequence[PrintedLine]) -> tuple[PrintedLine, ...]:
    """The lines with the marks of headings where style or look make one; printed numbers that say it already are enough."""
    usual = _usual_size(lines)
    ranks = [_rank(line, usual) for line in lines]
    known = sorted({rank for rank in ranks if rank is not None})
    made, above = [], _TOP - 1
    for line, rank in zip(lines, ranks):
        if rank is None:
            is_said = line.is_bold and usual and not line.is_table and line.side != "right"
            made.append(replace(line, written=strong_sentence(line.written, line.text)) if is_said else line)
            continue
        # A level may be left out in print, but not in a text that is read aloud.
        above = min(_TOP + known.index(rank), above + 1, _DEEPEST)
        words = _CLOSING.sub(r"\g<0>\\", line.written.removeprefix("\\"))
        made.append(replace(line, written=f"{'#' * above} {words}"))
    return tuple(made)


def _rank(line: PrintedLine, usual: int) -> tuple[int, int] | None:
    """The order of a heading among the others, smaller for higher ones; None for text."""
    if line.is_table or not line.text or line.side == "right" or block_of(line.text).kind in _HEADINGS:
        return None
    if line.outline is not None:
        return 0, line.outline
    is_phrase = len(line.text) <= _LONGEST and not line.text.endswith(_SENTENCE_ENDS) and not _REMARK.match(line.text)
    if is_phrase and usual and (line.is_bold or line.size > usual):
        return 1, -line.size
    return None


def _usual_size(lines: Sequence[PrintedLine]) -> int:
    """The size of most letters; 0 where all of the text is bold, so that look says nothing."""
    sizes: Counter[int] = Counter()
    for line in lines:
        if not line.is_table and not line.is_bold:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 0
