"""Normalizes the indentation of lists and definition lists to four spaces a level, as Python-Markdown requires."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from gongkai.model.words.matcher import matcher
from gongkai.texts.blocks import unindented
from gongkai.texts.markdown.markdown_lines import ITEM, is_definition

MOST_LEVELS = 6
"""Maximum nesting depth of lists; deeper items are put on the deepest level."""
_LEVEL = "    "
_TASK = matcher(r"\[([ xX])\][ \t]+(?=\S)")

NUMBER, TASK = "n", "t"
MARKER = matcher(r"\x02([nt])([^\x03]{1,3})\x03")
"""Marker before the text of a list item, for markdown_tree.py: its ordinal, or the state of its task."""


def normalized_list(lines: Sequence[str]) -> str:
    """Indent the items of a list by their level, and insert markers with their ordinals and task states."""
    indents: list[int] = []
    made: list[str] = []
    is_apart = False
    """Whether the last line belongs to a further paragraph of an item; the library ends one only at a blank line."""
    for line in lines:
        match = ITEM.match(line)
        if match:
            if is_apart:
                made.append("")
            is_apart = False
            indent = len(match[1].expandtabs(4))
            while len(indents) > 1 and indent < indents[-1]:
                indents.pop()
            if not indents or (indent >= indents[-1] + 2 and len(indents) < MOST_LEVELS):
                indents.append(indent)
            made.append(_LEVEL * (len(indents) - 1) + _item(match[3], line[match.end() :]))
        elif not line.strip():
            made.append("")
            is_apart = False
        else:
            # A line directly below an item continues it; after a blank line it is a paragraph of the item.
            is_apart = is_apart or not (made and made[-1])
            level = len(indents) if made and not made[-1] else len(indents) - 1
            made.append(_LEVEL * level + unindented(line))
    return "\n".join(made).rstrip("\n")


def normalized_definitions(lines: Sequence[str]) -> str:
    """Normalize terms and definitions; a blank line precedes each term but the first, and each further definition.

    Python-Markdown reads a block without a blank line anew from each definition in it, and takes some for part of the one above.
    """
    return "\n".join(_definitions(lines))


def _definitions(lines: Sequence[str]) -> Iterator[str]:
    defined = has_term = False
    for line in lines:
        if not line.strip():
            yield ""
        elif is_definition(line):
            if defined and has_term:
                yield ""
            defined = True
            yield f":   {line.split(':', 1)[1].strip()}"
        elif line[:1] in " \t":
            yield _LEVEL + line.strip()
        else:
            if defined:
                yield ""
            defined, has_term = False, True
            yield line.strip()


def _item(number: str | None, words: str) -> str:
    task = _TASK.match(words)
    if task:
        words = f"\x02{TASK}{'x' if task[1] in 'xX' else '-'}\x03{words[task.end() :]}"
    words = words.rstrip()
    return f"{number}. \x02{NUMBER}{number}\x03{words}" if number else f"- {words}"
