"""The visible text of every line of a Markdown text, in the order of the page, to prove that rendering loses nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.model.words.matcher import matcher
from gongkai.texts.blocks import MOST_QUOTES
from gongkai.texts.markdown.attributes import TEXT as ATTRIBUTES
from gongkai.texts.markdown.footnotes import Footnotes, parted_list
from gongkai.texts.markdown.markdown_lines import (
    ADMONITION,
    CONTENTS,
    ITEM,
    LINK_DEFINITION,
    PartKind,
    lines_inside,
    markdown_parts,
)

_TASK = matcher(r"\[[ xX]\][ \t]+")
_LINK = matcher(r"!?\[([^\[\]\n]*)\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\[\]\n]*\])")
_PICTURE = matcher(r"!\[[^\[\]\n]*\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\[\]\n]*\])")


def printed_lines(source: str, used: set[str]) -> Iterator[tuple[int, str]]:
    """The line numbers, counted from 0, and the visible text of the lines; footnotes come last.

    ``used`` are the addresses of links: a link definition with one of them is not visible.
    """
    notes = Footnotes()
    yield from _shown(source.split("\n"), 0, 0, used, notes)
    for note in notes:
        yield from _shown(note.inside, note.line, note.depth, used, notes)


def _shown(lines: Sequence[str], first: int, depth: int, used: set[str], notes: Footnotes) -> Iterator[tuple[int, str]]:
    """The visible lines outside footnotes, which are added to ``notes``; the first line has the number ``first``."""
    for part in markdown_parts(lines):
        own, line = lines[part.start : part.end], first + part.start
        shown: list[tuple[int, str]] = []
        defined: list[tuple[int, list[str]]] = []
        if part.kind is PartKind.CODE:
            yield from enumerate(own[1:-1], line + 1)
        elif part.kind is PartKind.FOOTNOTE:
            defined = [(0, [*own])]
        elif part.kind in (PartKind.LIST, PartKind.DEFINITIONS):
            shown, defined = parted_list(own)
        elif part.kind in (PartKind.QUOTE, PartKind.ADMONITION) and depth < MOST_QUOTES:
            skipped, inside = lines_inside(part.kind, own)
            yield from ((line, _printed(head, used)) for head in own[:skipped])
            yield from _shown(inside, line + skipped, depth + 1, used, notes)
        else:
            shown = [*enumerate(own)]
        for place, note in defined:
            # The second definition of a footnote is shown in place, as text.
            shown += [] if notes.add(note, line + place, depth) else enumerate(note, place)
        yield from ((line + place, _printed(words, used)) for place, words in shown)


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
