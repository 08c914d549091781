"""The visible text of every line of a Markdown text, in the order of the page, to prove that rendering loses nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.texts.markdown.attributes import TEXT as ATTRIBUTES
from gongkai.texts.markdown.markdown_lines import (
    ADMONITION,
    CONTENTS,
    FOOTNOTE,
    ITEM,
    LINK_DEFINITION,
    PartKind,
    markdown_parts,
)

_TASK = re.compile(r"\[[ xX]\][ \t]+")
_LINK = re.compile(r"!?\[([^\[\]\n]*)\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\[\]\n]*\])")
_PICTURE = re.compile(r"!\[[^\[\]\n]*\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\[\]\n]*\])")


def printed_lines(source: str, used: set[str]) -> Iterator[tuple[int, str]]:
    """The line numbers, counted from 0, and the visible text of the lines; footnotes come last.

    ``used`` are the addresses of links: a link definition with one of them is not visible.
    """
    lines = source.split("\n")
    notes: list[int] = []
    labels: set[str] = set()
    for part in markdown_parts(lines):
        head = FOOTNOTE.match(lines[part.start]) if part.kind is PartKind.FOOTNOTE else None
        # The second definition of a footnote is shown in place, as text.
        is_note = head is not None and head["label"] not in labels
        labels |= {head["label"]} if head else set()
        for number in range(part.start, part.end):
            if is_note:
                notes.append(number)
            elif part.kind is not PartKind.CODE:
                yield number, _printed(lines[number], used)
            elif part.start < number < part.end - 1:
                yield number, lines[number]
    for number in notes:
        head = FOOTNOTE.match(lines[number])
        yield number, _printed(lines[number][head.end() :] if head else lines[number], used)


def _printed(line: str, used: set[str]) -> str:
    words = line.strip().lstrip("> ")
    target = LINK_DEFINITION.match(words)
    if words == CONTENTS or (target and (target["quoted"] or target["address"]) in used):
        return ""
    box = ADMONITION.match(words)
    if box:
        # For 问答 the page shows 问 before the question.
        kind = "" if box["kind"].isascii() else box["kind"].replace("问答", "问")
        return f"{kind}{box['title'] or ''}"
    item = ITEM.match(words)
    if item:
        words = _TASK.sub("", words[item.end() :], count=1)
    return _LINK.sub(r"\1", _PICTURE.sub("", ATTRIBUTES.sub("", words)))
