"""Clauses of an official text: its articles, or its parts 一、二、, with their line ranges."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.model.naming.numerals import numeral_value
from gongkai.model.text_style import TextStyle
from gongkai.model.words.matcher import matcher
from gongkai.texts.blocks import STRUCTURES, Block, BlockKind
from gongkai.texts.body_blocks import placed_blocks
from gongkai.texts.differences.passages import Passage
from gongkai.texts.inline import Inline

_NUMERAL = r"[一二三四五六七八九十百千零〇\d]+"
_ARTICLE = matcher(rf"第({_NUMERAL})条(?:之({_NUMERAL}))?(?=[\s\u3000:：]|\Z)")
_PART = matcher(rf"({_NUMERAL})、")
_HEAD = matcher(rf"第{_NUMERAL}[编章节](?=[\s\u3000]|\Z)")
_WRITTEN = matcher(rf"第({_NUMERAL})(?:条(?:之({_NUMERAL}))?|部分)\Z|({_NUMERAL})、?\Z")
_PROSE = STRUCTURES | {BlockKind.PARAGRAPH, BlockKind.ADDRESSEE, BlockKind.SECOND_LEVEL}
_TABLE_RULE = matcher(r"[|\s:-]+\Z")
_BULLET = matcher(r"^[ \t\u3000]*(?:[-*+][ \t]+|>[ \t]*|```.*|~~~.*)", re.MULTILINE)
_CELL_END, _ROW_END, _TAG = matcher(r"</t[dh]>\s*"), matcher(r"</tr>\s*"), matcher(r"<[^>]*>")

ClauseKey = tuple[str, int, int]
"""Kind (条 or 部分), number, and number after 之 (0 if none); the same for 第二十一条 and 第21条."""


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause and its lines, counted from 0: ``start`` is the first, ``end`` the one after the last."""

    key: ClauseKey
    label: str
    start: int
    end: int
    passage: Passage


def clause_key(written: str) -> ClauseKey | None:
    """Parse a reference such as 第五条, 第七条之一, 第一部分 or 一、; None if it names no clause."""
    match = _WRITTEN.match(written.strip())
    if not match:
        return None
    if match[3]:
        return ("部分", numeral_value(match[3]), 0)
    if "条" in match.group():
        return ("条", numeral_value(match[1]), numeral_value(match[2]) if match[2] else 0)
    return ("部分", numeral_value(match[1]), 0)


def clauses_of(source: str, style: TextStyle = TextStyle.OFFICIAL) -> tuple[Clause, ...]:
    """The articles of a text, or its parts 一、二、 if it has none; of several with the same number only the last.

    A notice that brings a rule with it may have parts of its own before the articles; these are not counted.
    """
    blocks = _in_order(source, style)
    articles = any(block.kind is BlockKind.ARTICLE for _, block in blocks)
    found = list(_clauses(blocks, len(source.split("\n")), articles))
    last = {clause.key: clause for clause in found}
    return tuple(clause for clause in found if last[clause.key] is clause)


def passages_of(source: str, style: TextStyle = TextStyle.OFFICIAL) -> tuple[Passage, ...]:
    """Split a text into passages for comparison: headings, articles with their paragraphs, other paragraphs.

    If a notice issues a rule, the notice itself (addressee, introduction and signature) is left out.
    """
    found = [block for _, block in _in_order(source, style)]
    blocks = found[_start_of_rule(found) :]
    passages: list[Passage] = []
    for block in blocks:
        label, text = _cut(block)
        if passages and block.kind in _PROSE and not label and passages[-1].label and not passages[-1].heading:
            before = passages[-1]
            passages[-1] = Passage(before.label, f"{before.text}\n{text}" if before.text else text)
        else:
            heading = block.kind in (BlockKind.HEADING, BlockKind.CHAPTER)
            passages.append(Passage(label, text, heading))
    return tuple(passages)


def replace_clause(source: str, clause: Clause, wording: str) -> str:
    """``source`` with a clause replaced by ``wording``, its number kept; an empty wording removes the clause."""
    lines = source.split("\n")
    new = _printed(clause.label, wording) if wording else []
    return "\n".join([*lines[: clause.start], *new, *lines[clause.end :]])


def insert_clause_after(source: str, after: Clause, label: str, wording: str) -> str:
    """``source`` with a new clause, numbered ``label``, inserted after another one."""
    lines = source.split("\n")
    return "\n".join([*lines[: after.end], *_printed(label, wording), *lines[after.end :]])


def without_clause_number(wording: str, label: str) -> str:
    """A new wording as staff write it, without the surrounding quotation marks and the number ``label`` of its clause."""
    text = wording.strip(" \t\n\u3000")
    if _quoted(text):
        text = text[1:-1]
    key = clause_key(label)
    match = _ARTICLE.match(text) or _PART.match(text)
    if match and key and clause_key(match.group()) == key:
        text = text[match.end() :].lstrip(" \t\u3000:：")
    return text.strip(" \t\n\u3000")


def _quoted(text: str) -> bool:
    """Whether a single pair of quotation marks encloses the whole text."""
    depth = 0
    for number, sign in enumerate(text):
        depth += (sign == "“") - (sign == "”")
        if depth == 0 and number < len(text) - 1:
            return False
    return len(text) > 1 and depth == 0


def _printed(label: str, wording: str) -> list[str]:
    paragraphs = [line for line in wording.split("\n") if line.strip()]
    between = "" if label.endswith("、") else "　"
    return [*(f"{label}{between}" + "\n\n".join(paragraphs)).split("\n"), ""]


def _clauses(blocks: list[tuple[int, Block]], end: int, articles: bool) -> Iterator[Clause]:
    for number, (line, block) in enumerate(blocks):
        key = _key(block, articles)
        if key is None:
            continue
        rest = []
        last = end
        for other_line, other in blocks[number + 1 :]:
            if other.kind not in _PROSE or _key(other, articles):
                last = other_line
                break
            rest.append(_words(other))
        label, text = _cut(block)
        yield Clause(key, label, line, last, Passage(label, "\n".join(filter(None, [text, *rest]))))


def _key(block: Block, articles: bool) -> ClauseKey | None:
    if articles:
        match = _ARTICLE.match(block.text) if block.kind is BlockKind.ARTICLE else None
        return ("条", numeral_value(match[1]), numeral_value(match[2]) if match[2] else 0) if match else None
    if block.kind in (BlockKind.FIRST_LEVEL, BlockKind.PARAGRAPH):
        match = _PART.match(block.text)
        return ("部分", numeral_value(match[1]), 0) if match else None
    return None


def _cut(block: Block) -> tuple[str, str]:
    """Split a block into its printed number, empty if it has none, and its text."""
    text = _words(block)
    match = None
    if block.kind is BlockKind.ARTICLE:
        match = _ARTICLE.match(text)
    elif block.kind is BlockKind.CHAPTER:
        match = _HEAD.match(text)
    elif block.kind in (BlockKind.FIRST_LEVEL, BlockKind.PARAGRAPH):
        match = _PART.match(text)
    return (match.group(), text[match.end() :].lstrip(" \t\u3000:：")) if match else ("", text)


_INLINE = Inline({}, "", lambda _: None, {})


def _words(block: Block) -> str:
    """The visible text of a block; the cells of a table row are separated by full-width spaces."""
    if block.content:
        return block.text
    if block.kind is BlockKind.HTML_TABLE:
        rows = _ROW_END.sub("\n", _CELL_END.sub("　", block.text))
        return "\n".join(line.strip() for line in html.unescape(_TAG.sub("", rows)).split("\n") if line.strip())
    if block.kind is BlockKind.TABLE:
        lines = [line for line in block.text.split("\n") if not _TABLE_RULE.match(line)]
        cells = ("　".join(part.strip() for part in line.split("|") if part.strip()) for line in lines)
        return _INLINE.plain("\n".join(cells))
    if block.kind in STRUCTURES:
        lines = _BULLET.sub("", block.text).split("\n")
        return _INLINE.plain("\n".join(line.strip() for line in lines if line.strip()))
    return _INLINE.plain(block.text)


def _in_order(source: str, style: TextStyle) -> list[tuple[int, Block]]:
    """The blocks in source order; footnotes, which pages show at the end, stand at their own lines."""
    return sorted(placed_blocks(source, style), key=lambda placed: placed[0])


def _start_of_rule(blocks: list[Block]) -> int:
    """Index of the first block of the rule: the last Markdown heading before its first article or chapter."""
    first = next(
        (n for n, block in enumerate(blocks) if block.kind in (BlockKind.ARTICLE, BlockKind.CHAPTER)), len(blocks)
    )
    signed = [n for n, block in enumerate(blocks[:first]) if block.kind is BlockKind.SIGNATURE]
    headings = [n for n, block in enumerate(blocks[:first]) if block.kind is BlockKind.HEADING]
    if first < len(blocks):
        return headings[-1] if headings else (signed[-1] + 1 if signed else first)
    # A rule without articles follows the signature of the notice that issues it.
    after = [n for n in headings if signed and n > signed[0]]
    return after[0] if after else 0
