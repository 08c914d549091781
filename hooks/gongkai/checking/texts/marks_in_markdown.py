"""Mistyped or unsupported marks in Markdown texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from gongkai.checking.texts.pasted_tables import is_pasted
from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem
from gongkai.model.text_style import TextStyle
from gongkai.model.words.matcher import matcher
from gongkai.texts.blocks import BlockKind, unindented
from gongkai.texts.body_blocks import placed_blocks

Warn = Callable[[Place, str, str], Problem]

_TAG = matcher(r"</?([A-Za-z][A-Za-z0-9]{0,20})(?:[\s/][^<>\n]{0,500})?>")
_SHOWN_TAGS = frozenset("sup sub u b i s em strong del br".split())
_OTHER_RULES_TAGS = frozenset("script iframe style object embed form meta link svg marquee base input".split())
"""Tags that hidden_text.py reports."""
_CODE = matcher(r"`[^`\n]*`")
_NOTE_HEAD = matcher(r"[ \t>]*\[\^([^\[\]^\s]{1,40})\]:")
_NOTE = matcher(r"\[\^([^\[\]^\s]{1,40})\](?!:)")


def marks_in_markdown(text: str, path: str, first: int, warn: Warn) -> Iterator[Problem]:
    """Marks that the page shows literally or omits; ``warn`` makes a warning of place, fault and remedy.

    ``first`` is the line of ``path`` on which ``text`` begins, counted from 1.
    """
    from gongkai.texts.markdown.attributes import ANCHOR, KNOWN, ONE
    from gongkai.texts.markdown.attributes import TEXT as ATTRIBUTES
    from gongkai.texts.markdown.markdown_lines import ADMONITION, PartKind, markdown_parts

    yield from _levels(text, path, first, warn)
    lines = text.split("\n")
    parts = [*markdown_parts(lines)]
    notes = {block.content.get("label") for _, block in placed_blocks(text, TextStyle.MARKDOWN) if block.content}
    defined: set[str] = set()
    for part in parts:
        if part.kind in (PartKind.CODE, PartKind.HTML_TABLE):
            continue
        box = ADMONITION.match(unindented(lines[part.start])) if part.kind is PartKind.ADMONITION else None
        if box and part.end == part.start + 1:
            what = f"“!!! {box['kind']}”下面没有内容，网页上是一个空框。"
            yield warn(Place(path, first + part.start, 1), what, "请把框里的文字写在下面，每行前面空四格。")
        for number in range(part.start, part.end):
            line = _CODE.sub(lambda match: " " * len(match.group()), lines[number])
            for tag in _TAG.finditer(line):
                if tag[1].lower() not in _SHOWN_TAGS | _OTHER_RULES_TAGS and not is_pasted(line):
                    what = f"网页代码“{tag.group()[:30]}”不起作用，会作为文字显示出来。"
                    yield warn(_at(path, first + number, tag), what, "请改用 Markdown 的写法，或者删除。")
            for attributes in ATTRIBUTES.finditer(line):
                unknown = next((one for one in ONE.findall(attributes[1]) if not KNOWN.fullmatch(one)), "")
                if ANCHOR.fullmatch(unknown[1:]) and unknown[0] == "#":
                    what = f"位置名“{unknown}”是网页自己用的，不起作用。"
                    yield warn(_at(path, first + number, attributes), what, "请换一个名字，例如在前面加“my-”。")
                elif unknown:
                    what = f"属性“{unknown}”不起作用，网页上没有。"
                    remedy = "只能写位置名（例如 {#cailiao}，用小写字母、数字和短横线）和 .gk-text__left、.gk-text__center、.gk-text__right。"
                    yield warn(_at(path, first + number, attributes), what, remedy)
            head = _NOTE_HEAD.match(line)
            if head and head[1] in defined:
                what = f"脚注“[^{head[1]}]”的注释写了两次，后一次网页上会照原样显示。"
                yield warn(Place(path, first + number, head.start(1) - 1), what, "请换一个名称，或者与前一次合并。")
            defined |= {head[1]} if head else set()
            for note in _NOTE.finditer(line):
                if note[1] not in notes:
                    what = f"脚注“{note.group()}”没有写注释，网页上会照原样显示。"
                    yield warn(_at(path, first + number, note), what, f"请另起一行写“{note.group()}: 注释的内容”。")


def _at(path: str, line: int, match: re.Match[str]) -> Place:
    return Place(path, line, match.start() + 1)


def _levels(text: str, path: str, first: int, warn: Warn) -> Iterator[Problem]:
    """Headings that skip a level (WCAG 2.2 technique G141)."""
    level = 0
    for line, block in placed_blocks(text, TextStyle.MARKDOWN):
        if block.kind is BlockKind.HEADING:
            if level and block.level > level + 1:
                what = f"标题从“{'#' * level}”跳到“{'#' * block.level}”，中间缺一级，读屏软件会以为漏了内容。"
                yield warn(Place(path, first + line, 1), what, f"请写成“{'#' * (level + 1)} ”。")
            level = block.level


def printed_parts(text: str) -> Iterator[tuple[int, str]]:
    """The paragraphs outside multi-line structures, with their line numbers, counted from 0."""
    from gongkai.texts.markdown.markdown_lines import PartKind, markdown_parts

    lines = text.split("\n")
    return (
        (part.start, unindented(lines[part.start])) for part in markdown_parts(lines) if part.kind is PartKind.PARAGRAPH
    )
