"""What each line of a Markdown text prints, without the marks, in the order of the page."""

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
    """The numbers of the lines, counted from 0, and their words; footnotes stand behind the other lines.

    ``used`` are the addresses that links lead to: a line that only gives one of them is not printed.
    """
    lines = source.split("\n")
    notes: list[int] = []
    labels: set[str] = set()
    for part in markdown_parts(lines):
        head = FOOTNOTE.match(lines[part.start]) if part.kind is PartKind.FOOTNOTE else None
        # A footnote that is explained twice is printed where it is explained again.
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
        # Of 问答 the page prints 问 before the question.
        kind = "" if box["kind"].isascii() else box["kind"].replace("问答", "问")
        return f"{kind}{box['title'] or ''}"
    item = ITEM.match(words)
    if item:
        words = _TASK.sub("", words[item.end() :], count=1)
    return _LINK.sub(r"\1", _PICTURE.sub("", ATTRIBUTES.sub("", words)))
