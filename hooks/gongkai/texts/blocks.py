"""Block parser for official texts (GB/T 9704-2012): headings, articles, addressee, signature, some Markdown structures."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum, auto
from functools import lru_cache
from typing import NamedTuple

from gongkai.model.naming.numerals import numeral_value
from gongkai.model.script import simplified
from gongkai.model.words.matcher import matcher
from gongkai.texts.imprint import imprint_lines
from gongkai.texts.node import Node


class BlockKind(Enum):
    """What a block is."""

    PARAGRAPH = auto()
    HEADING = auto()  # Markdown: «## …»
    CHAPTER = auto()  # 第一章, 第二节
    FIRST_LEVEL = auto()  # 一、
    SECOND_LEVEL = auto()  # （一）
    ARTICLE = auto()  # 第一条
    ADDRESSEE = auto()  # 主送机关
    SIGNATURE = auto()  # 落款: agency or date at the end
    APPENDIX = auto()  # 附件：1.…
    IMPRINT = auto()  # 版记: 抄送 and 印发
    # Multi-line Markdown structures, which structures.py renders:
    TABLE = auto()
    HTML_TABLE = auto()  # for merged cells, for which Markdown has no syntax
    LIST = auto()
    QUOTE = auto()
    CODE = auto()
    THEMATIC_BREAK = auto()
    FOOTNOTE = auto()  # «[^1]: …»
    DEFINITIONS = auto()  # only texts in Markdown have definition lists and admonitions (提示)
    ADMONITION = auto()
    CONTENTS = auto()  # «[TOC]»

    __hash__ = object.__hash__  # That of an Enum is computed by Python code, and kinds are looked up for every line.


class Block(NamedTuple):
    """One block: its kind, its text without indentation, the level of a heading, the anchor of an article.

    The text of a structure is all its source lines. Blocks of Markdown texts are parsed already: ``content`` is their
    tree and ``text`` its text content.
    """

    kind: BlockKind
    text: str
    level: int = 0
    anchor: str = ""
    content: Node | None = None


STRUCTURES = frozenset(kind for kind in BlockKind if kind.value >= BlockKind.TABLE.value)

MOST_QUOTES = 6
"""Maximum nesting depth of quotations; deeper quotation marks are shown as text."""

FENCES = ("```", "~~~")
"""Prefixes of the lines that open and close a code block."""

_HEADING = matcher(r"(#{1,6})[ \t]+(?=\S)")
_CHAPTER = matcher(r"第([一二三四五六七八九十百零〇\d]+)([编章节])(?=[\s\u3000]|\Z)")
_ARTICLE = matcher(r"第([一二三四五六七八九十百千零〇\d]+)条(?:之([一二三四五六七八九十]+))?(?=[\s\u3000:：]|\Z)")
_NUMERALS = "一二三四五六七八九十百"
_FIRST = matcher(rf"[{_NUMERALS}]+、")
_SECOND = matcher(rf"[（(][{_NUMERALS}]+[)）]")
_DATE = matcher(
    r"(?:\d{4}|[一二三四五六七八九〇○零]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日\Z"
)
_AGENCY = matcher(r"[\u3400-\u9fff（）()、·\s\u3000]{2,60}\Z")
_ORGAN = matcher(r"(?:局|厅|委员会|委|办公室|政府|办|部|院|中心|处|会|署|行|所|队|组|社|公司|站)\s*\Z")
_APPENDIX = matcher(r"附件[\s\u3000]*[:：1-9一二三四五六七八九十]")
_STRUCTURE_SIGNS = "`~-*+[><"
"""First characters of all structures but tables."""
_RULE = matcher(r"(?:-[ \t]*){3,}\Z|(?:\*[ \t]*){3,}\Z")
_BLANKS = matcher(r"(?:[ \t\u3000\xa0\u2002\u2003]|&(?:nbsp|ensp|emsp);)+")
_LIST_ITEM = matcher(r"[ \t]*[-*+][ \t]+\S")
_INDENTED = matcher(r"(?: {2}|\t)[ \t]*\S")
_NOTE = matcher(r"\[\^[^\[\]^\s]{1,40}\]:")
_QUOTE = matcher(r"[ \t]{0,3}>")
_QUOTE_MARK = matcher(r"[ \t]{0,3}> ?")
_NOT_QUOTE = matcher(r">[ \t]*(?:[=<\d]|\Z)")


def blocks_of(source: str) -> list[Block]:
    """Parse a text; every line that is not part of a Markdown structure is a block of its own."""
    return list(_parsed(source)[1])


def placed_blocks(source: str) -> Iterator[tuple[int, Block]]:
    """Parse a text; each block has the number of its first line, counted from 0."""
    return zip(*_parsed(source))


@lru_cache(maxsize=4)
def _parsed(source: str) -> tuple[tuple[int, ...], tuple[Block, ...]]:
    """Memoized, since several rules parse the same text and parts of it one after the other."""
    numbers, blocks = _found_in(source.split("\n"))
    return tuple(numbers), tuple(blocks)


def _found_in(lines: list[str]) -> tuple[list[int], list[Block]]:
    """The numbers of the lines on which the blocks begin, and the blocks."""
    numbers: list[int] = []
    blocks: list[Block] = []
    number = 0
    while number < len(lines):
        end = number + 1
        line = unindented(lines[number]) if lines[number] else ""
        if line:
            found = _structure(lines, number, line) if line[0] in _STRUCTURE_SIGNS or "|" in line else None
            if found:
                kind, end = found
            numbers.append(number)
            blocks.append(Block(kind, "\n".join(lines[number:end])) if found else block_of(line))
        number = end
    mark_positional_blocks(blocks)
    return numbers, blocks


def mark_positional_blocks(blocks: list[Block]) -> None:
    """Mark the addressee, the imprint and the signatures, which are recognized by their position; changes ``blocks``."""
    first = next((number for number, block in enumerate(blocks) if block.kind not in STRUCTURES), None)
    if first is not None and _is_addressee(blocks[first]):
        blocks[first] = blocks[first]._replace(kind=BlockKind.ADDRESSEE)
    _mark_imprint(blocks)
    _mark_signature(blocks)


def _is_addressee(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and block.text.endswith(("：", ":")) and len(block.text) <= 120


def article_label(text: str) -> str:
    """The printed number at the beginning of an article, 第五条 or 第五条之一."""
    match = _ARTICLE.match(text)
    return match.group() if match else ""


def inside_quotation(text: str) -> str:
    """The content of a quotation: its lines without the leading ``>``."""
    return "\n".join(_QUOTE_MARK.sub("", line, count=1) for line in text.split("\n"))


def unindented(line: str) -> str:
    """Strip indentation (ASCII, full-width and non-breaking spaces, HTML entities) and trailing spaces."""
    if line[:1] in " \t\u3000\xa0\u2002\u2003&":
        blanks = _BLANKS.match(line)
        if blanks:
            line = line[blanks.end() :]
    return line.rstrip(" \t\u3000\xa0")


def block_of(line: str) -> Block:
    """The block that a non-empty line without indentation is; its position is not considered."""
    first = line[0]
    heading = _HEADING.match(line) if first == "#" else None
    if heading:
        return Block(BlockKind.HEADING, _without_closing(line[heading.end() :]), len(heading[1]))
    if first == "第":
        chapter = _CHAPTER.match(line)
        if chapter and len(line) <= 60:
            level = {"编": "pt", "章": "ch", "节": "sec"}[chapter[2]]
            return Block(BlockKind.CHAPTER, line, anchor=f"{level}-{numeral_value(chapter[1])}")
        article = _ARTICLE.match(line)
        if article:
            more = f"-{numeral_value(article[2])}" if article[2] else ""
            return Block(BlockKind.ARTICLE, line, anchor=f"art-{numeral_value(article[1])}{more}")
    elif first == "附" and _APPENDIX.match(line):
        return Block(BlockKind.APPENDIX, line)
    elif first in _NUMERALS and _FIRST.match(line):
        # A numbered line is a heading only where it is a phrase; a full sentence is a numbered paragraph.
        if len(line) <= 50 and not line.endswith(("。", "；", "，", ";", ",")):
            return Block(BlockKind.FIRST_LEVEL, line)
        return Block(BlockKind.PARAGRAPH, line)
    elif first in "（(" and _SECOND.match(line):
        # The second level is a heading where it is a phrase, and an enumeration where it ends like a clause.
        if len(line) <= 40 and not line.endswith(("。", "；", "，", "：", ";", ",", ":")):
            return Block(BlockKind.SECOND_LEVEL, line)
        return Block(BlockKind.PARAGRAPH, line)
    return Block(BlockKind.PARAGRAPH, line)


def _without_closing(words: str) -> str:
    """The heading without a closing sequence of number signs: «标题 ##», but not «C#»."""
    plain = words.rstrip("#")
    return plain.rstrip() if plain[-1:] in " \t" and plain.strip() else words


def _structure(lines: list[str], start: int, line: str) -> tuple[BlockKind, int] | None:
    """The kind of the structure that begins on line ``start`` and the number of the line after it; None if there is none."""
    first = line[0]
    if first in "`~" and line.startswith(FENCES):
        for number in range(start + 1, len(lines)):
            if lines[number].strip().startswith(line[:3]):
                return BlockKind.CODE, number + 1
        return None
    if first in "-*+":
        if _RULE.match(line):
            return BlockKind.THEMATIC_BREAK, start + 1
        if _LIST_ITEM.match(lines[start]):
            return _list(lines, start)
    if first == "[" and _NOTE.match(line):
        return BlockKind.FOOTNOTE, start + 1
    if first == ">" and _QUOTE.match(lines[start]):
        end = _while(lines, start, lambda one: bool(_QUOTE.match(one)))
        # «>100万元» is a comparison; several such lines are a quotation.
        return None if end == start + 1 and _NOT_QUOTE.match(line) else (BlockKind.QUOTE, end)
    if first == "<" and line[:6].lower() == "<table":
        for number in range(start, len(lines)):
            if "</table>" in lines[number].lower():
                return BlockKind.HTML_TABLE, number + 1
        return None
    if "|" in line and start + 1 < len(lines) and is_table_rule(lines[start + 1]):
        return BlockKind.TABLE, _while(lines, start, lambda one: "|" in one)
    return None


def is_table_rule(line: str) -> bool:
    """Whether the line is the delimiter row of a table: ``| --- | :---: |``."""
    if "|" not in line or "-" not in line:
        return False
    line = line.strip(" \t\u3000\xa0")
    least = 1 if line.startswith("|") else 2
    cells = line.strip("|").split("|")
    return all(len(cell.strip()) >= least and not cell.strip().strip(":").strip("-") for cell in cells)


def _list(lines: list[str], start: int) -> tuple[BlockKind, int] | None:
    """A Markdown list; a single line that begins with a dash or an asterisk is shown as text."""
    items = 0
    number = end = start
    while number < len(lines):
        line = lines[number]
        if _LIST_ITEM.match(line) and not _RULE.match(line.strip()):
            items += 1
        elif line.strip() and (not _INDENTED.match(line) or number > end):
            break
        if line.strip():
            end = number + 1
        number += 1
    return (BlockKind.LIST, end) if items > 1 else None


def _while(lines: list[str], start: int, belongs: Callable[[str], bool]) -> int:
    number = start
    while number < len(lines) and belongs(lines[number]):
        number += 1
    return number


def _mark_imprint(blocks: list[Block]) -> None:
    # A quick test: few texts name recipients of copies or a printing date, and others have no imprint.
    if not any(block.text[:1] in ("抄", "分") or "印发" in block.text[-14:] for block in blocks[-40:]):
        return
    for number in imprint_lines([block.text for block in blocks]):
        if blocks[number].kind is BlockKind.PARAGRAPH or blocks[number].kind is BlockKind.ADDRESSEE:
            blocks[number] = blocks[number]._replace(kind=BlockKind.IMPRINT)


def _mark_signature(blocks: list[Block]) -> None:
    """A date with agencies above it, and the date at the end of a text, stand on the right (GB/T 9704-2012, 7.3.5).

    A notice that brings another document is signed in the middle of the text, before that document.
    """
    last = len(blocks) - 1
    while last >= 0 and (
        blocks[last].kind in STRUCTURES
        or blocks[last].kind in (BlockKind.APPENDIX, BlockKind.IMPRINT)
        or blocks[last].text.startswith(("（此件", "(此件", "抄送"))
    ):
        last -= 1
    for number in range(len(blocks) - 1, 0, -1):
        block = blocks[number]
        if block.kind is not BlockKind.PARAGRAPH or block.text[-1:] != "日" or not _DATE.match(block.text):
            continue
        if number == last or _signs(blocks[number - 1]):
            _sign(blocks, number)


def _sign(blocks: list[Block], date: int) -> None:
    blocks[date] = blocks[date]._replace(kind=BlockKind.SIGNATURE)
    number = date - 1
    while number > 0 and _signs(blocks[number]):
        blocks[number] = blocks[number]._replace(kind=BlockKind.SIGNATURE)
        number -= 1


def _signs(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and _is_agency(block.text)


def _is_agency(line: str) -> bool:
    return len(line) <= 60 and bool(_AGENCY.match(line)) and bool(_ORGAN.search(simplified(line)))
