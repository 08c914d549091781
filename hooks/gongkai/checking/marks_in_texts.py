"""Marks of Markdown that were mistyped, so that the page shows the signs instead of what they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.lines import texts_of
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.publication import Publication
from gongkai.problems import Level, Problem, problem

RULE = "text-mark"
_SIGN = re.compile(r"[#|`\]］]")
"""Without one of these signs a text, and a line, has no such mark; most have none."""
_HEADING = re.compile(r"[ \t\u3000]*(#{1,6})[ \t]+(?=[^#\s])")
_GLUED = re.compile(r"[ \t\u3000]*(#{2,6}|#(?=[\u3400-\u9fff（〇][^#]*\Z))(?=[^#\s])")
"""A single # may be a number (#1号楼) or a topic (#话题#) as well."""
_ROW = re.compile(r"[ \t\u3000]*\|.*\|[ \t]*\Z")
_RULER = re.compile(r"[ \t\u3000]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+(?:[ \t]*:?-+:?[ \t]*)?\Z")
_FENCE = re.compile(r"[ \t]*`{3}")
_WIDE_LINK = re.compile(
    r"[\[［]([^\[\]［］\n]{1,80})(?:］[（(]|\]（)[ \t]*((?:https?:|mailto:)[^\s（）()]+|[^\s（）()]+\.(?:md|html?|pdf))[)）]"
)
_TITLED_LINK = re.compile(r"(\[[^\[\]\n]{1,80}\]\([^\s()]+)\s+[\"“'][^\"”'\n]*[\"”']\)")


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Headings, tables, links and code that are not read as such, and headings that skip a level."""
    for text, path, first in texts_of(item):
        if _SIGN.search(text):
            yield from _text(text.split("\n"), path, first)


def _text(lines: list[str], path: str, first: int) -> Iterator[Problem]:
    fence = level = 0
    in_rows = False
    for number, line in enumerate(lines):
        if not _SIGN.search(line):
            in_rows = False
            continue
        place = Place(path, first + number, 1)
        if _FENCE.match(line):
            fence = 0 if fence else first + number
            continue
        if fence:
            continue
        heading = _HEADING.match(line)
        if glued := _GLUED.match(line):
            what = f"“{glued[1]}”后面没有空格，不是标题，网页上会显示“{glued[1]}”。"
            yield _problem(place, what, f"请写成“{glued[1]} {line[glued.end() :][:20]}”。")
        elif heading:
            if level and len(heading[1]) > level + 1:
                what = f"标题从“{'#' * level}”跳到“{heading[1]}”，中间缺一级，读屏软件会以为漏了内容。"
                yield _problem(place, what, f"请写成“{'#' * (level + 1)} ”。")
            level = len(heading[1])
        is_row = _ROW.match(line) is not None
        if is_row and not in_rows and not _RULER.match("".join(lines[number + 1 : number + 2])):
            what = "这一行像表格，缺少表头下面的“|---|”行，网页上会显示竖线。"
            width = line.strip().strip("|").count("|") + 1
            yield _problem(place, what, f"请在表头下面加一行“{'|---' * width}|”；不是表格的请去掉竖线。")
        in_rows = is_row
        yield from _links(line, place)
    if fence:
        what = "这里的“```”没有成对，网页上会照原样显示。"
        yield _problem(Place(path, fence, 1), what, "请在末尾单独写一行“```”，或者删除这一行。")


def _links(line: str, place: Place) -> Iterator[Problem]:
    for match in _WIDE_LINK.finditer(line):
        what = f"链接“{match[1]}”的括号是全角的，不会成为链接。"
        yield _problem(Place(place.path, place.line, match.start() + 1), what, f"请写成：[{match[1]}]({match[2]})")
    for match in _TITLED_LINK.finditer(line):
        what = "链接的网址后面又写了说明，不会成为链接。"
        yield _problem(Place(place.path, place.line, match.start() + 1), what, f"请写成：{match[1]})")


def _problem(place: Place, what: str, remedy: str) -> Problem:
    return problem(place, RULE, what, remedy, Level.WARNING)
