"""Parses a Markdown text into the element tree of Python-Markdown, part by part, with line numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.blockparser import BlockParser
from markdown.blockprocessors import EmptyBlockProcessor, ListIndentProcessor, ParagraphProcessor
from markdown.extensions.def_list import DefListIndentProcessor, DefListProcessor
from markdown.extensions.sane_lists import SaneOListProcessor, SaneUListProcessor
from markdown.treeprocessors import InlineProcessor, UnescapeTreeprocessor
from markdown.util import AtomicString

from gongkai.model.words.matcher import matcher
from gongkai.texts.blocks import MOST_QUOTES, unindented
from gongkai.texts.markdown import markdown_inline as inline
from gongkai.texts.markdown.attributes import Attributes
from gongkai.texts.markdown.footnotes import Footnotes, parted_list
from gongkai.texts.markdown.markdown_lines import (
    ADMONITION,
    HEADING,
    LINK_DEFINITION,
    Part,
    PartKind,
    lines_inside,
    markdown_parts,
)
from gongkai.texts.markdown.normalized_lists import normalized_definitions, normalized_list

_CELL_END = matcher(r"(?<!\\)\|")
_SIGNALS = matcher("[\x02\x03]")
_LONG = 4000
"""Maximum length, in characters, of text that the inline patterns process at once; longer text is split at sentences."""


def read(source: str) -> Element:
    """Parse a text; the root's children have the attribute ``line``, the first line of the part, counted from 0."""
    return _Reader().read(_SIGNALS.sub("", source).split("\n"))


class _Reader:
    """Parses one text; collects its footnotes and link definitions."""

    def __init__(self) -> None:
        self._md = Markdown()
        self._md.parser = _block_parser(self._md)
        self._notes = Footnotes()
        self._targets: dict[str, tuple[str, str]] = {}

    def read(self, lines: Sequence[str]) -> Element:
        root = Element("div")
        self._fill(root, lines, 0, 0)
        for note in self._notes:
            made = SubElement(root, "note", {"label": note.label, "line": str(note.line)})
            self._fill(made, note.inside, note.line, note.depth)
        used: set[str] = set()
        self._md.inlinePatterns = inline.patterns(self._md, self._notes, self._targets, used)
        _cut_long_texts(root)
        # Patterns get the stashed results of other patterns from the registered processor.
        self._md.treeprocessors.register(InlineProcessor(self._md), "inline", 20)
        self._md.treeprocessors["inline"].run(root)
        Attributes(self._md).run(root)
        UnescapeTreeprocessor(self._md).run(root)
        for target in [*root.iter("target")]:
            # A link definition that is used is not text; an unused one is shown.
            target.tag = "used" if target.get("label") in used else "p"
        return root

    def _fill(self, parent: Element, lines: Sequence[str], first: int, depth: int) -> None:
        """Parse ``lines``, whose first has the number ``first`` in the text, at nesting depth ``depth``."""
        for part in markdown_parts(lines):
            before = len(parent)
            self._add(part, lines[part.start : part.end], parent, first + part.start, depth)
            for child in parent[before:]:
                child.set("line", str(first + part.start))

    def _add(self, part: Part, lines: Sequence[str], parent: Element, line: int, depth: int) -> None:
        head = unindented(lines[0])
        if part.kind is PartKind.HEADING:
            marks = HEADING.match(head)
            assert marks
            SubElement(parent, f"h{len(marks[1])}").text = _without_closing(head[marks.end() :])
        elif part.kind is PartKind.SETEXT_HEADING:
            SubElement(parent, "h1" if "=" in lines[1] else "h2").text = head
        elif part.kind is PartKind.THEMATIC_BREAK:
            SubElement(parent, "hr")
        elif part.kind is PartKind.CONTENTS:
            SubElement(parent, "contents")
        elif part.kind is PartKind.CODE:
            SubElement(parent, "pre").text = AtomicString("\n".join(lines[1:-1]))
        elif part.kind is PartKind.HTML_TABLE:
            SubElement(parent, "html").text = AtomicString("\n".join(lines))
        elif part.kind is PartKind.TABLE:
            self._add_table(lines, parent)
        elif part.kind in (PartKind.LIST, PartKind.DEFINITIONS):
            self._add_list(part.kind, lines, parent, line, depth)
        elif part.kind is PartKind.FOOTNOTE:
            self._note(lines, parent, line, depth)
        elif part.kind is PartKind.LINK_DEFINITION:
            self._target(head, parent)
        elif part.kind in (PartKind.QUOTE, PartKind.ADMONITION) and depth < MOST_QUOTES:
            self._add_around(part.kind, lines, parent, line, depth)
        else:
            for one in lines if part.kind is not PartKind.PARAGRAPH else ["\n".join([head, *lines[1:]])]:
                SubElement(parent, "p").text = unindented(one)

    def _add_list(self, kind: PartKind, lines: Sequence[str], parent: Element, line: int, depth: int) -> None:
        """Add a list or a definition list, without the footnotes that are defined in it."""
        parted = parted_list(lines)
        own = [words for _, words in parted.own]
        text = normalized_list(own) if kind is PartKind.LIST else normalized_definitions(own)
        holder = Element("div")
        self._md.parser.parseBlocks(holder, re.split(r"\n{2,}", text))
        parent.extend(holder)
        for place, note in parted.notes:
            self._note(note, parent, line + place, depth)

    def _add_around(self, kind: PartKind, lines: Sequence[str], parent: Element, line: int, depth: int) -> None:
        """Add a quotation or an admonition and parse its content."""
        skipped, inside = lines_inside(kind, lines)
        if kind is PartKind.QUOTE:
            self._fill(SubElement(parent, "blockquote"), inside, line + skipped, depth + 1)
            return
        head = ADMONITION.match(unindented(lines[0]))
        assert head
        box = SubElement(parent, "box", {"kind": head["kind"]})
        if head["title"]:
            SubElement(box, "head").text = head["title"]
        self._fill(box, inside, line + skipped, depth + 1)

    def _add_table(self, lines: Sequence[str], parent: Element) -> None:
        """Add a table; rows with more cells than the header keep them."""
        rows = [_cells(line) for line in (lines[0], *lines[2:])]
        tones = [_alignment(cell) for cell in _cells(lines[1])]
        width = max(map(len, rows))
        table = SubElement(parent, "table")
        for number, row in enumerate(rows):
            tr = SubElement(table, "tr")
            for cell, tone, _ in zip_longest(row, tones, range(width), fillvalue=""):
                made = SubElement(tr, "td" if number else "th", {"class": str(tone)} if tone else {})
                made.text = str(cell)

    def _note(self, lines: Sequence[str], parent: Element, line: int, depth: int) -> None:
        if not self._notes.add(lines, line, depth):
            for one in lines:
                SubElement(parent, "p").text = AtomicString(one.strip())

    def _target(self, line: str, parent: Element) -> None:
        head = LINK_DEFINITION.match(line)
        assert head
        label = head["label"].strip().lower()
        made = SubElement(parent, "target", {"label": label} if label not in self._targets else {})
        made.text = AtomicString(line)
        self._targets.setdefault(label, (head["quoted"] or head["address"], head["title"] or ""))


def _block_parser(md: Markdown) -> BlockParser:
    """Python-Markdown's block parser, reduced to lists and definition lists in any nesting."""
    parser = BlockParser(md)
    processors = (
        EmptyBlockProcessor(parser),
        ListIndentProcessor(parser),
        DefListIndentProcessor(parser),
        SaneOListProcessor(parser),
        SaneUListProcessor(parser),
        DefListProcessor(parser),
        ParagraphProcessor(parser),
    )
    for number, processor in enumerate(processors):
        parser.blockprocessors.register(processor, str(number), -number)
    return parser


def _without_closing(words: str) -> str:
    """The heading without a closing sequence of number signs: «标题 ##», but not «C#»."""
    plain = words.rstrip("#")
    return plain.rstrip() if plain[-1:] in " \t" and plain.strip() else words


def _cells(line: str) -> list[str]:
    inner = unindented(line).removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.strip() for cell in _CELL_END.split(inner)]


def _alignment(rule: str) -> str:
    left, right = rule.startswith(":"), rule.endswith(":")
    name = "center" if left and right else "left" if left else "right" if right else ""
    return f"gk-text__{name}" if name else ""


def _cut_long_texts(root: Element) -> None:
    for element in [*root.iter()]:
        if _is_long(element.text):
            for number, piece in enumerate(_pieces(element.text or "")):
                element.insert(number, piece)
            element.text = None
        for number, child in reversed([*enumerate(element, 1)]):
            if _is_long(child.tail):
                element[number:number] = _pieces(child.tail or "")
                child.tail = None


def _is_long(text: str | None) -> bool:
    return text is not None and len(text) > _LONG and not isinstance(text, AtomicString)


def _pieces(text: str) -> list[Element]:
    """Split text into pieces of limited length, at the ends of sentences where possible."""
    pieces = []
    while text:
        end = max(text.rfind(sign, 0, _LONG) for sign in "。；\n") + 1 or _LONG
        piece = Element("part")
        piece.text, text = text[:end], text[end:]
        pieces.append(piece)
    return pieces
