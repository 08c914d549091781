"""Footnote definitions of a Markdown text, wherever they stand: between paragraphs, in quotations, boxes and lists."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from gongkai.texts.blocks import MOST_QUOTES
from gongkai.texts.markdown.markdown_lines import FOOTNOTE, LEAST_INDENT, dedented


class Footnote(NamedTuple):
    """One definition: its label, the number of its first line, and its content without label and indentation."""

    label: str
    line: int
    depth: int
    """Nesting depth of the content."""
    inside: list[str]


class Footnotes:
    """The definitions in the order in which they are read; the first definition of a label counts."""

    def __init__(self) -> None:
        self._found: list[Footnote] = []
        self._labels: set[str] = set()

    def add(self, lines: Sequence[str], first: int, depth: int) -> bool:
        """Add the definition on ``lines``, whose first has the number ``first``, found at nesting depth ``depth``.

        False if its label is defined already, or if it is nested too deep; then its lines are text.
        """
        head = FOOTNOTE.match(lines[0])
        if head is None or head["label"] in self._labels or depth > MOST_QUOTES:
            return False
        self._labels.add(head["label"])
        inside = [lines[0][head.end() :], *map(dedented, lines[1:])]
        self._found.append(Footnote(head["label"], first, depth + 1, inside))
        return True

    def __contains__(self, label: object) -> bool:
        return label in self._labels

    def __iter__(self) -> Iterator[Footnote]:
        """All definitions, including those that are added while the content of others is read."""
        number = 0
        while number < len(self._found):
            yield self._found[number]
            number += 1


class ListLines(NamedTuple):
    """Lines of a list and the footnote definitions that stand in its items, each with its place among the lines."""

    own: list[tuple[int, str]]
    notes: list[tuple[int, list[str]]]


def parted_list(lines: Sequence[str]) -> ListLines:
    """Take the indented footnote definitions out of a list or a definition list.

    A definition extends over the lines below it that are indented further than its label.
    """
    parted = ListLines([], [])
    number = 0
    while number < len(lines):
        line = lines[number].expandtabs(4)
        indent = len(line) - len(line.lstrip(" "))
        end = number + 1
        if indent < len(LEAST_INDENT) or not FOOTNOTE.match(line[indent:]):
            parted.own.append((number, lines[number]))
        else:
            end = _end_of_note(lines, number, indent + len(LEAST_INDENT))
            parted.notes.append((number, [one.expandtabs(4)[indent:] for one in lines[number:end]]))
        number = end
    return parted


def _end_of_note(lines: Sequence[str], start: int, least: int) -> int:
    end = start + 1
    for number in range(start + 1, len(lines)):
        line = lines[number].expandtabs(4)
        if line.strip() and len(line) - len(line.lstrip(" ")) < least:
            break
        if line.strip():
            end = number + 1
    return end
