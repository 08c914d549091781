"""The blocks of an official text, line by line: headings, articles, addressee, signature, and what Markdown must read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import Enum, auto

from gongkai.model.script import simplified
from gongkai.pages.chinese_numerals import value_of


class BlockKind(Enum):
    """What a block is."""

    PARAGRAPH = auto()
    HEADING = auto()  # «## …» of Markdown
    TITLE = auto()  # 第一章, 第二节
    FIRST = auto()  # 一、
    SECOND = auto()  # （一）
    ARTICLE = auto()  # 第一条
    ADDRESSEE = auto()  # 主送机关
    SIGNATURE = auto()  # 落款: agency or date at the end
    APPENDIX = auto()  # 附件：1.…
    RICH = auto()  # tables, images, quotes, lists of Markdown: left to Python-Markdown


@dataclass(frozen=True, slots=True)
class Block:
    """One block: its kind, its text without indentation, the level of a heading, the anchor of an article."""

    kind: BlockKind
    text: str
    level: int = 0
    anchor: str = ""


_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*\Z")
_CHAPTER = re.compile(r"第([一二三四五六七八九十百零〇\d]+)([编章节])(?=[\s\u3000]|\Z)")
_ARTICLE = re.compile(r"第([一二三四五六七八九十百千零〇\d]+)条(?:之([一二三四五六七八九十]+))?(?=[\s\u3000:：]|\Z)")
_FIRST = re.compile(r"[一二三四五六七八九十百]+、")
_SECOND = re.compile(r"[（(][一二三四五六七八九十百]+[)）]")
_DATE = re.compile(
    r"(?:\d{4}|[一二三四五六七八九〇○零]{4})\s*年\s*[\d一二三四五六七八九十]{1,3}\s*月\s*[\d一二三四五六七八九十]{1,3}\s*日\Z"
)
_AGENCY = re.compile(r"[\u3400-\u9fff（）()、·\s\u3000]{2,60}\Z")
_ORGAN = re.compile(r"(?:局|厅|委员会|委|办公室|政府|办|部|院|中心|处|会|署|行|所|队|组|社|公司|站)\s*\Z")
_APPENDIX = re.compile(r"附件[\s\u3000]*[:：1-9一二三四五六七八九十]")
_TABLE_RULE = re.compile(r"[ \t]*\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*)*\|?[ \t]*\Z")
_RICH_START = re.compile(r"(?:>|[-*+][ \t]+\S|```|~~~|!\[|\[\^)")
_RULE = re.compile(r"(?:-[ \t]*){3,}\Z|(?:\*[ \t]*){3,}\Z|(?:_[ \t]*){3,}\Z")


def blocks_of(source: str) -> Iterator[Block]:
    """The blocks of a text in order; every line that is not part of a Markdown structure is a block of its own."""
    blocks = list(_raw_blocks(source.split("\n")))
    texts = [number for number, block in enumerate(blocks) if block.kind is not BlockKind.RICH]
    if texts and blocks[texts[0]].kind is BlockKind.PARAGRAPH and blocks[texts[0]].text.endswith(("：", ":")):
        first = blocks[texts[0]]
        if len(first.text) <= 120:
            blocks[texts[0]] = replace(first, kind=BlockKind.ADDRESSEE)
    _mark_signature(blocks)
    yield from blocks


def _raw_blocks(lines: list[str]) -> Iterator[Block]:
    number = 0
    while number < len(lines):
        line = lines[number].strip(" \t\u3000\xa0")
        if not line:
            number += 1
            continue
        end = _end_of_rich(lines, number, line)
        if end > number:
            yield Block(BlockKind.RICH, "\n".join(one.strip("\u3000\xa0").rstrip() for one in lines[number:end]))
            number = end
            continue
        yield _block(line)
        number += 1


def _block(line: str) -> Block:
    heading = _HEADING.match(line)
    if heading and heading[2]:
        return Block(BlockKind.HEADING, heading[2], len(heading[1]))
    if line[0] == "第":
        chapter = _CHAPTER.match(line)
        if chapter and len(line) <= 60:
            level = {"编": "pt", "章": "ch", "节": "sec"}[chapter[2]]
            return Block(BlockKind.TITLE, line, anchor=f"{level}-{value_of(chapter[1])}")
        article = _ARTICLE.match(line)
        if article:
            more = f"-{value_of(article[2])}" if article[2] else ""
            return Block(BlockKind.ARTICLE, line, anchor=f"art-{value_of(article[1])}{more}")
    elif line[0] == "附" and _APPENDIX.match(line):
        return Block(BlockKind.APPENDIX, line)
    elif _FIRST.match(line):
        # A numbered line is a heading only where it is a phrase; a full sentence is a numbered paragraph.
        if len(line) <= 50 and not line.endswith(("。", "；", "，", ";", ",")):
            return Block(BlockKind.FIRST, line)
        return Block(BlockKind.PARAGRAPH, line)
    elif _SECOND.match(line):
        # The second level is a heading where it is a phrase, and an enumeration where it ends like a clause.
        if len(line) <= 40 and not line.endswith(("。", "；", "，", "：", ";", ",", ":")):
            return Block(BlockKind.SECOND, line)
        return Block(BlockKind.PARAGRAPH, line)
    return Block(BlockKind.PARAGRAPH, line)


def _end_of_rich(lines: list[str], start: int, line: str) -> int:
    """The line after the Markdown structure that begins on line ``start``; ``start`` where none begins."""
    if line.startswith(("```", "~~~")):
        for number in range(start + 1, len(lines)):
            if lines[number].strip().startswith(line[:3]):
                return number + 1
        return start
    if _RULE.match(line):
        return start + 1
    if "|" in line and start + 1 < len(lines) and _TABLE_RULE.match(lines[start + 1]) and "|" in lines[start + 1]:
        return _until_blank(lines, start)
    if _RICH_START.match(line) and not line.startswith(("- -", "**")):
        return _until_blank(lines, start)
    return start


def _until_blank(lines: list[str], start: int) -> int:
    number = start
    while number < len(lines) and lines[number].strip(" \t\u3000\xa0"):
        number += 1
    return number


def _mark_signature(blocks: list[Block]) -> None:
    """A date with agencies above it, and the date at the end of a text, stand on the right (GB/T 9704-2012, 7.3.5).

    A notice that brings another document is signed in the middle of the text, before that document.
    """
    last = len(blocks) - 1
    while last >= 0 and (
        blocks[last].kind in (BlockKind.RICH, BlockKind.APPENDIX)
        or blocks[last].text.startswith(("（此件", "(此件", "抄送"))
    ):
        last -= 1
    for number in range(len(blocks) - 1, 0, -1):
        if blocks[number].kind is not BlockKind.PARAGRAPH or not _DATE.match(blocks[number].text):
            continue
        if number == last or _signs(blocks[number - 1]):
            _sign(blocks, number)


def _sign(blocks: list[Block], date: int) -> None:
    blocks[date] = replace(blocks[date], kind=BlockKind.SIGNATURE)
    number = date - 1
    while number > 0 and _signs(blocks[number]):
        blocks[number] = replace(blocks[number], kind=BlockKind.SIGNATURE)
        number -= 1


def _signs(block: Block) -> bool:
    return block.kind is BlockKind.PARAGRAPH and _is_agency(block.text)


def _is_agency(line: str) -> bool:
    return len(line) <= 60 and bool(_AGENCY.match(line)) and bool(_ORGAN.search(simplified(line)))
