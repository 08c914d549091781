"""No loss of text: every visible character of a source text appears on its page, in the same order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from gongkai.checking.rule import Rule
from gongkai.checking.texts.text_lines import texts_of
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.text_style import TextStyle
from gongkai.model.words.matcher import matcher
from gongkai.texts.blocks import BlockKind, placed_blocks
from gongkai.texts.body_blocks import is_markdown, links_in
from gongkai.texts.entities import decode_entity
from gongkai.texts.html import render, visible
from gongkai.texts.marked_text import Text

_RARE = matcher(r"[\[|`<\\^&*+>~-]")
"""Prefilter: a text without any of these characters loses nothing; most texts have none."""
_RISKY = matcher(r"[\[|`<\\^&]|^[ \t\u3000]*[-*+>~]|\*\*", re.MULTILINE)
_RISKY_IN_TABLE = matcher(r"[\[`<\\^&]|^[ \t\u3000]*[-*+>~]|\*\*", re.MULTILINE)
"""A table keeps all its cells, also those beyond its heading, so that its bars lose nothing."""
_MARKS = matcher(r"[\s\u3000\xa0\\*`#>|~\-:+\[\]()!<^]")
"""Characters that may be marks and are not compared."""
_EMPHASIS = matcher("[_={}]")
"""Further characters that may be marks in Markdown texts only."""
_TARGET = matcher(r"(!?)(\[[^\[\]\n]*\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)")
_PICTURE = matcher(r"!\[[^\[\]\n]*\]\([^()\s]+\)")
_TAG = matcher(
    r"</?(?:br|sup|sub|u|b|i|s|em|strong|del|table|caption|thead|tbody|tfoot|tr|th|td|p"
    # What Word, WPS and sheets paste along, of which a table only keeps the words (pasted_tables.py tells of it elsewhere).
    r"|span|font|div|col|colgroup|o:p|st\d:\w+)(?:\s[^<>]*)?/?>|<!--\[(?:if|endif)[^<>]*-->",
    re.IGNORECASE,
)
_SPREAD_TAG = matcher(r"<[A-Za-z][^<>]*\n")
_ENTITY = matcher(r"&[#A-Za-z0-9]{2,32};")


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Texts of which characters are lost on the page."""
    for written, path, first in texts_of(item):
        source = _in_one_line(written) if _SPREAD_TAG.search(written) else written
        if is_markdown(source, item.style):
            yield from _of_markdown(source, path, first)
        else:
            yield from _text(source, path, first)


def _of_markdown(source: str, path: str, first: int) -> Iterator[Problem]:
    # Imported here, so that Python-Markdown is loaded only for columns with Markdown texts.
    from gongkai.texts.markdown.markdown_printed import printed_lines

    shown = str(render(Text(source, style=TextStyle.MARKDOWN), "", lambda address: address).html)
    used = {link.address for link in links_in(source)}
    lines = ((number, _EMPHASIS.sub("", _printed(line))) for number, line in printed_lines(source, used))
    yield from _lost(lines, _EMPHASIS.sub("", visible(shown)), path, first)


def _text(source: str, path: str, first: int) -> Iterator[Problem]:
    # Lines without marks are escaped and shown as they are, so nothing can be lost.
    if not _RARE.search(source) or not _RISKY.search(source):
        return
    numbers, lines = _lines_at_risk(source)
    if not lines:
        return
    # Links are resolved to themselves here, so that what is not a link is shown with its address.
    shown = visible(str(render(Text("\n".join(lines)), "", lambda address: address).html))
    yield from _lost(((number, _printed(line)) for number, line in zip(numbers, lines)), shown, path, first)


def _lines_at_risk(source: str) -> tuple[list[int], list[str]]:
    """The lines of the blocks that have marks, with their numbers, and a blank line after each block."""
    numbers: list[int] = []
    lines: list[str] = []
    written = source.split("\n")
    for number, block in placed_blocks(source):
        risky = _RISKY_IN_TABLE if block.kind is BlockKind.TABLE else _RISKY
        # The first search is several times as fast, and finds nothing in most blocks.
        if _RARE.search(block.text) and risky.search(block.text):
            end = number + 1 + block.text.count("\n")
            numbers += range(number, end + 1)
            lines += (*written[number:end], "")
    return numbers, lines


def _in_one_line(source: str) -> str:
    """The text with each tag in one line, though Word writes them over several; later lines keep their numbers."""
    return _TAG.sub(lambda match: match.group().replace("\n", " ") + "\n" * match.group().count("\n"), source)


def _lost(lines: Iterable[tuple[int, str]], visible_words: str, path: str, first: int) -> Iterator[Problem]:
    """The first line with a character that is missing from the visible text, in order."""
    shown = _letters(visible_words)
    at = 0
    for number, line in lines:
        at = _after(_letters(line), shown, at)
        if at < 0:
            what = "这一行的文字不能完整地显示在网页上。"
            remedy = "请检查这一行的 HTML 标记和尖括号；书名、名单的尖括号请写成“〈〉”。"
            yield problem(Place(path, first + number, 1), "text-lost", what, remedy)
            return


def _after(letters: str, shown: str, at: int) -> int:
    """The position in ``shown`` after the letters of a line; -1 if one of them is missing."""
    found = shown.find(letters, at)
    if found >= 0:
        return found + len(letters)
    for letter in letters:
        at = shown.find(letter, at) + 1
        if at == 0:
            return -1
    return at


def _letters(text: str) -> str:
    return _MARKS.sub("", text)


def _printed(line: str) -> str:
    """The line without link addresses, images and supported tags, which are not visible."""
    line = _PICTURE.sub("", line)
    line = _TARGET.sub(lambda match: match[2], line)
    return _ENTITY.sub(lambda match: decode_entity(match.group()), _TAG.sub("", line))


RULE = Rule(
    title="正文一字不漏地显示",
    findings=(Finding("text-lost", Level.ERROR, "有文字不能显示在网页上"),),
    of_item=check_item,
)
