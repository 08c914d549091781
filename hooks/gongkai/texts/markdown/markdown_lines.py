"""Splits a Markdown text into parts: every line is a paragraph, unless it belongs to a multi-line structure.

Markdown joins consecutive lines. Staff write a paragraph on each line, with or without a blank line between them, so the
lines are split here and each part is parsed by itself; thus its line number is known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from enum import Enum, auto
from typing import NamedTuple

from gongkai.model.words.matcher import matcher
from gongkai.texts.blocks import inside_quotation, is_table_rule, unindented

LEAST_INDENT = "  "
"""Minimum indentation of a line that continues the part above it."""
MOST_TERMS = 3
"""Maximum number of consecutive terms that share one definition."""
_LONGEST_PHRASE = 60
_SENTENCE_ENDS = tuple("。；，：！？;,:")

ITEM = matcher(r"([ \t]*)(?:([-*+])|(\d{1,3})\.)[ \t]+(?=\S)")
"""A list marker. Ordinals have up to three digits; four digits are a year."""
HEADING = matcher(r"(#{1,6})[ \t]+(?=\S)")
ADMONITION = matcher(r"!!![ \t]*(?P<kind>[^\s\"“”]{1,30})(?:[ \t]+[\"“](?P<title>[^\"“”\n]{1,200})[\"”])?[ \t]*\Z")
FOOTNOTE = matcher(r"[ ]{0,3}\[\^(?P<label>[^\[\]^\s]{1,40})\]:[ \t]*")
LINK_DEFINITION = matcher(
    r"[ ]{0,3}\[(?P<label>[^\[\]^\n][^\[\]\n]{0,99})\]:[ \t]+(?:<(?P<quoted>[^<>\n]{1,1000})>|(?P<address>[!-;=?-~]{1,1000}))"
    r"(?:[ \t]+(?:\"(?P<title>[^\"\n]{0,200})\"|'[^'\n]{0,200}'))?[ \t]*\Z"
)
"""A link reference definition (CommonMark 4.7); the address is ASCII."""
ATTRIBUTES = matcher(r"[ \t]*\{:[ ]*(?:[#.][A-Za-z][\w-]{0,60}|[a-z-]{1,30}=(?:\"[^\"\n]{0,200}\"|[^\s\"{}]{0,200}))"
                        r"(?:[ ]+(?:[#.][A-Za-z][\w-]{0,60}|[a-z-]{1,30}=(?:\"[^\"\n]{0,200}\"|[^\s\"{}]{0,200})))*[ ]*\}[ \t]*\Z")  # fmt: skip
CONTENTS = "[TOC]"
_FENCE = matcher(r"(?:`{3,}|~{3,})[ \t]*[A-Za-z0-9+#._-]{0,30}\Z")
"""A code fence with an optional language name; a fence followed by other text is a paragraph, so that no text is lost."""
_FENCE_END = matcher(r"(?:`{3,}|~{3,})\Z")
_TABLE = "</table>"
_RULE = matcher(r"(?:-[ \t]*){3,}\Z|(?:\*[ \t]*){3,}\Z|(?:_[ \t]*){3,}\Z")
_DEFINITION = matcher(r"[ ]{0,3}:[ \t]{1,3}\S")
_UNDERLINE = matcher(r"[ ]{0,3}(={3,}|-{3,})[ \t]*\Z")
_QUOTE = matcher(r"[ \t]{0,3}>")
_NOT_QUOTE = matcher(r">[ \t]*(?:[=<\d]|\Z)")


class PartKind(Enum):
    """The kind of a part."""

    PARAGRAPH = auto()
    HEADING = auto()
    SETEXT_HEADING = auto()
    THEMATIC_BREAK = auto()
    CODE = auto()
    TABLE = auto()
    HTML_TABLE = auto()
    LIST = auto()
    DEFINITIONS = auto()
    QUOTE = auto()
    ADMONITION = auto()
    FOOTNOTE = auto()
    LINK_DEFINITION = auto()
    CONTENTS = auto()


class Part(NamedTuple):
    """One part: its first line and the line after its last, counted from 0."""

    kind: PartKind
    start: int
    end: int


def markdown_parts(lines: Sequence[str]) -> Iterator[Part]:
    """Split the lines of a text; blank lines belong to no part unless they are inside one."""
    # The last possible end is computed once; else unclosed structures would make the search quadratic.
    last = {number: line[:3] for number, line in enumerate(map(str.strip, lines)) if _FENCE_END.match(line)}
    ends = {fence: number for number, fence in last.items()}
    ends[_TABLE] = next((at for at in range(len(lines) - 1, -1, -1) if _TABLE in lines[at].lower()), -1)
    number = 0
    while number < len(lines):
        if not unindented(lines[number]):
            number += 1
            continue
        part = _part(lines, number, ends)
        yield part
        number = part.end


def _part(lines: Sequence[str], start: int, ends: Mapping[str, int]) -> Part:
    """The part that begins on a line; ``ends``: closing mark → last line that can close a code block or a table."""
    line = unindented(lines[start])
    first = line[0]
    if first in "`~" and _FENCE.match(line):
        if start < ends.get(line[:3], -1):
            below = range(start + 1, len(lines))
            end = next(at for at in below if lines[at].strip()[:3] == line[:3] and _FENCE_END.match(lines[at].strip()))
            return Part(PartKind.CODE, start, end + 1)
    elif _RULE.match(line):
        return Part(PartKind.THEMATIC_BREAK, start, start + 1)
    elif ITEM.match(lines[start]):
        return Part(PartKind.LIST, start, _end_of_list(lines, start))
    elif first == "#" and HEADING.match(line):
        return Part(PartKind.HEADING, start, start + 1)
    elif first == "!" and ADMONITION.match(line):
        return Part(PartKind.ADMONITION, start, _end_of_indented(lines, start))
    elif first == "[":
        if line == CONTENTS:
            return Part(PartKind.CONTENTS, start, start + 1)
        if FOOTNOTE.match(line):
            return Part(PartKind.FOOTNOTE, start, _end_of_indented(lines, start))
        if LINK_DEFINITION.match(line):
            return Part(PartKind.LINK_DEFINITION, start, start + 1)
    elif first == ">" and _QUOTE.match(lines[start]):
        end = start + 1
        while end < len(lines) and _QUOTE.match(lines[end]):
            end += 1
        # «>100万元» is a comparison; several such lines are a quotation.
        if end > start + 1 or not _NOT_QUOTE.match(line):
            return Part(PartKind.QUOTE, start, end)
    elif first == "<" and line[:6].lower() == "<table" and start <= ends[_TABLE]:
        end = next(number for number in range(start, len(lines)) if _TABLE in lines[number].lower())
        return Part(PartKind.HTML_TABLE, start, end + 1)
    return _below_each_other(lines, start, line)


def _below_each_other(lines: Sequence[str], start: int, line: str) -> Part:
    """The part on a line that only the lines below distinguish from a paragraph."""
    following = lines[start + 1] if start + 1 < len(lines) else ""
    if "|" in line and is_table_rule(following):
        end = start + 2
        while end < len(lines) and "|" in lines[end]:
            end += 1
        return Part(PartKind.TABLE, start, end)
    if is_phrase(line):
        if _UNDERLINE.match(following):
            return Part(PartKind.SETEXT_HEADING, start, start + 2)
        if _is_term(lines, start):
            return Part(PartKind.DEFINITIONS, start, _end_of_definitions(lines, start))
    end = start + 2 if ATTRIBUTES.match(following) else start + 1
    return Part(PartKind.PARAGRAPH, start, end)


def lines_inside(kind: PartKind, lines: Sequence[str]) -> tuple[int, list[str]]:
    """The content of a quotation or of a box, and how many lines stand above it (the head of the box)."""
    if kind is PartKind.QUOTE:
        return 0, inside_quotation("\n".join(lines)).split("\n")
    return 1, [*map(dedented, lines[1:])]


def dedented(line: str) -> str:
    """The line without one level (four columns) of indentation."""
    line = line.expandtabs(4)
    return line[min(4, len(line) - len(line.lstrip(" "))) :]


def is_phrase(line: str) -> bool:
    """Whether a line may be a heading or a term: it is short and not a sentence."""
    return len(line) <= _LONGEST_PHRASE and not line.endswith(_SENTENCE_ENDS)


def is_definition(line: str) -> bool:
    """Whether the line begins a definition: with a colon and a space."""
    return _DEFINITION.match(line) is not None


def _is_term(lines: Sequence[str], number: int) -> bool:
    """Whether the line is a term: a definition follows it, or it and further terms."""
    for below in lines[number + 1 : number + 1 + MOST_TERMS]:
        if is_definition(below):
            return True
        if not below.strip() or not is_phrase(below.strip()) or ITEM.match(below):
            return False
    return False


def _end_of_list(lines: Sequence[str], start: int) -> int:
    """The line after a list: the first that is neither an item of the same kind nor indented."""
    sort = last = _number(lines[start])
    end = number = start + 1
    while number < len(lines):
        line = lines[number]
        if line.strip():
            item = ITEM.match(line) and not _RULE.match(line.strip())
            if item and len(line) - len(line.lstrip()) < len(LEAST_INDENT):
                now = _number(line)
                # Numbering that restarts at 1 after a blank line begins another list.
                if (now == 0) != (sort == 0) or (now == 1 and last > 1 and end < number):
                    break
                last = now
            elif not _is_indented(line):
                break
            end = number + 1
        number += 1
    return end


def _number(line: str) -> int:
    """The ordinal of a list item; 0 for a bullet."""
    match = ITEM.match(line)
    return int(match[3] or 0) if match else 0


def _is_indented(line: str) -> bool:
    return line.startswith((LEAST_INDENT, "\t"))


def _end_of_indented(lines: Sequence[str], start: int) -> int:
    """The line after the indented content of an admonition or a footnote."""
    end = number = start + 1
    while number < len(lines) and (not lines[number].strip() or _is_indented(lines[number])):
        if lines[number].strip():
            end = number + 1
        number += 1
    return end


def _end_of_definitions(lines: Sequence[str], start: int) -> int:
    end = number = start + 1
    while number < len(lines):
        line = lines[number]
        if line.strip():
            known = is_definition(line) or _is_indented(line)
            if not known and not (is_phrase(line.strip()) and _is_term(lines, number)):
                break
            end = number + 1
        number += 1
    return end
