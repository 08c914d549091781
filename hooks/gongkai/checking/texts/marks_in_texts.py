"""Mistyped Markdown marks, which the page would show literally."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from gongkai.checking.rule import Rule
from gongkai.checking.texts.marks_in_markdown import marks_in_markdown, printed_parts
from gongkai.checking.texts.text_lines import texts_of
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher
from gongkai.texts.blocks import (
    FENCES,
    MOST_QUOTES,
    STRUCTURES,
    Block,
    BlockKind,
    inside_quotation,
    placed_blocks,
    unindented,
)
from gongkai.texts.body_blocks import is_markdown

_CODE = "text-mark"
_SIGN = matcher(r"[#|\]］`~]")
"""Prefilter: a text without any of these characters has no such mark; most have none."""
_LINK_ENDS = "]］"
_SHOWN_AS_STRUCTURES = STRUCTURES - {BlockKind.LIST, BlockKind.FOOTNOTE}
"""Blocks of which no line is shown literally."""
_BESIDE_HEADINGS = matcher(r"[|\]］<`~]")
_HEADING = matcher(r"\n(#{1,6})[ \t]+(?=[^#\s])")
_GLUED = matcher(r"(#{2,6}|#(?=[\u3400-\u9fff（〇][^#]*\Z))(?=[^#\s])")
"""A single # may be a number (#1号楼) or a topic (#话题#) as well."""
_ROW = matcher(r"\|.*\|\Z")
_WIDE_LINK = matcher(
    r"[\[［]([^\[\]［］\n]{1,80})(?:］[（(]|\]（)[ \t]*((?:https?:|mailto:)[^\s（）()]+|[^\s（）()]+\.(?:md|html?|pdf))[)）]"
)
_TITLED_LINK = matcher(r"(\[[^\[\]\n]{1,80}\]\([^\s()]+)\s+[\"“'][^\"”'\n]*[\"”']\)")


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Headings, tables, links and code that are mistyped, and headings that skip a level."""
    for text, path, first in texts_of(item):
        if is_markdown(text, item.style):
            yield from _in_markdown(text, path, first)
        elif _SIGN.search(text) and not has_only_headings(text):
            yield from marks_in(text, path, first)


def _in_markdown(text: str, path: str, first: int) -> Iterator[Problem]:
    yield from marks_in_markdown(text, path, first, _problem)
    last_row = -1
    for number, line in printed_parts(text):
        is_row = _ROW.match(line) is not None
        place = Place(path, first + number, 1)
        if not (is_row and number == last_row + 1):
            yield from _printed(line, Block(BlockKind.PARAGRAPH, line), place)
        last_row = number if is_row else -1
        yield from _wide_links(line, place)


def has_only_headings(text: str) -> bool:
    """Whether the only marks of a text are headings and none skips a level, so that the text need not be parsed."""
    if _BESIDE_HEADINGS.search(text):
        return False
    levels = [len(marks) for marks in _HEADING.findall("\n" + text)]
    return sum(levels) == text.count("#") and all(level <= before + 1 for before, level in pairwise(levels))


def marks_in(text: str, path: str, first: int, depth: int = 0) -> Iterator[Problem]:
    """Mistyped marks in an official text that begins on the line ``first``; ``depth`` is the nesting of quotations."""
    lines = text.split("\n")
    level, last_row = 0, -1
    may_link = depth == 0 and any(map(text.__contains__, _LINK_ENDS))
    for number, block in placed_blocks(text):
        if block.kind is BlockKind.CODE:
            continue
        if block.kind is BlockKind.HEADING:
            if level and block.level > level + 1:
                what = f"标题从“{'#' * level}”跳到“{'#' * block.level}”，中间缺一级，读屏软件会以为漏了内容。"
                yield _problem(Place(path, first + number, 1), what, f"请写成“{'#' * (level + 1)} ”。")
            level = block.level
        elif block.kind is BlockKind.QUOTE and depth < MOST_QUOTES:
            yield from marks_in(inside_quotation(block.text), path, first + number, depth + 1)
        elif block.kind not in _SHOWN_AS_STRUCTURES and _SIGN.search(block.text):
            for line, words in enumerate(block.text.split("\n"), first + number):
                words = unindented(words)
                is_row = _ROW.match(words) is not None
                if not (is_row and line == last_row + 1):
                    yield from _printed(words, block, Place(path, line, 1))
                last_row = line if is_row else -1
        if may_link:
            for line in range(number, number + block.text.count("\n") + 1):
                if any(map(lines[line].__contains__, _LINK_ENDS)):
                    yield from _links(lines[line], Place(path, first + line, 1))


def _printed(line: str, block: Block, place: Place) -> Iterator[Problem]:
    """Block marks in a line that the page shows literally; inline marks are checked elsewhere."""
    if line.startswith(FENCES):
        if block.kind is BlockKind.LIST:
            what = f"列表里的“{line[:3]}”不能标出代码，网页上会照原样显示。"
            yield _problem(place, what, "请把代码移到列表之外，或者删除这一行。")
        else:
            what = f"这里的“{line[:3]}”没有成对，网页上会照原样显示。"
            yield _problem(place, what, f"请在末尾单独写一行“{line[:3]}”，或者删除这一行。")
    elif glued := _GLUED.match(line):
        what = f"“{glued[1]}”后面没有空格，不是标题，网页上会显示“{glued[1]}”。"
        yield _problem(place, what, f"请写成“{glued[1]} {line[glued.end() :][:20]}”。")
    elif _ROW.match(line):
        what = "这一行像表格，缺少表头下面的“|---|”行，网页上会显示竖线。"
        width = line.strip("|").count("|") + 1
        yield _problem(place, what, f"请在表头下面加一行“{'|---' * width}|”；不是表格的请去掉竖线。")


def _links(line: str, place: Place) -> Iterator[Problem]:
    yield from _wide_links(line, place)
    for match in _TITLED_LINK.finditer(line):
        what = "链接的网址后面又写了说明，不会成为链接。"
        yield _problem(Place(place.path, place.line, match.start() + 1), what, f"请写成：{match[1]})")


def _wide_links(line: str, place: Place) -> Iterator[Problem]:
    for match in _WIDE_LINK.finditer(line):
        what = f"链接“{match[1]}”的括号是全角的，不会成为链接。"
        yield _problem(Place(place.path, place.line, match.start() + 1), what, f"请写成：[{match[1]}]({match[2]})")


def _problem(place: Place, what: str, remedy: str) -> Problem:
    return problem(place, _CODE, what, remedy, Level.WARNING)


RULE = Rule(
    title="正文的标题、表格、链接写法正确",
    findings=(Finding("text-mark", Level.WARNING, "标题、表格、链接的标记写错"),),
    of_item=check_item,
)
