"""Personal numbers, tracked changes, comments and hidden content in Word, PowerPoint, OFD and plain-text attachments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.checking.attachments.attached_lists import ListRows, name_list_in
from gongkai.checking.persons.name_columns import NameColumn
from gongkai.checking.persons.personal_facts import may_tell, personal_in
from gongkai.checking.persons.personal_kinds import PersonalKind
from gongkai.checking.texts.personal_numbers import MAYBE
from gongkai.model.problems.problem import Level
from gongkai.reading.content_fault import ContentFault
from gongkai.reading.office.word_text import loose_texts, ofd_texts, paragraphs, read_slide
from gongkai.reading.office.zip_package import Package


@dataclass(frozen=True, slots=True)
class Hit:
    """A personal number (of an identity card, a telephone, a bank card), and a Chinese description of where it was found."""

    kind: PersonalKind
    where: str


_WORD_PARTS = r"word/(?:document\d*|header\d*|footer\d*|footnotes|endnotes|comments|glossary/document)\.xml"
_WORD_BESIDE = r"docProps/(?:core|app|custom)\.xml|word/(?:diagrams/data|charts/chart)\d*\.xml"
_PART_TITLES = {
    "header": "页眉",
    "footer": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "comments": "批注",
}


def word_contents(package: Package) -> Iterator[Hit | ContentFault | NameColumn]:
    """Personal numbers in a Word file, its headers and footers, notes and comments; lists of names in its tables; then what
    readers would see or could uncover: tracked changes, comments and hidden text. Every part is parsed once.
    """
    comments = revisions = hidden = 0
    rows = ListRows()
    for name, xml in package.parts(_WORD_PARTS):
        stem = re.sub(r"\d*\.xml\Z", "", name.rpartition("/")[2])
        where = f"{_PART_TITLES.get(stem, '正文')}第 {{}} 段"
        for number, paragraph in enumerate(paragraphs(xml), 1):
            revisions += paragraph.revisions
            hidden += paragraph.hidden
            comments += paragraph.comments if stem == "comments" else 0
            if stem == "document":
                rows.add_to_cell(paragraph.cell, paragraph.text)
            yield from _hits_of_line(paragraph.text, where, number)
    yield from rows.name_lists()
    yield from beside_hits(package, _WORD_BESIDE, "属性和图形")
    if revisions:
        what = f"留有 {revisions} 处修订痕迹，公众能看到修改经过。"
        yield ContentFault("attachment-revisions", what, "请接受或拒绝全部修订后另存。")
    if comments:
        what = f"留有 {comments} 条批注。"
        yield ContentFault("attachment-comments", what, "请删除全部批注后另存。", Level.WARNING)
    if hidden:
        what = f"有 {hidden} 处隐藏的文字，公众显示后就能看到。"
        yield ContentFault("attachment-hidden", what, "请删除隐藏的文字，或者取消隐藏后核对。", Level.WARNING)


def slide_contents(package: Package) -> Iterator[Hit | ContentFault]:
    """Personal numbers on the slides and in the speaker notes of a PowerPoint file; then its hidden slides, which every reader can open.

    Every part is parsed once.
    """
    hidden: list[str] = []
    for folder, title in (("slides/slide", "第 {} 张幻灯片"), ("notesSlides/notesSlide", "第 {} 份备注")):
        for number, (_, xml) in enumerate(package.parts(rf"ppt/{folder}\d+\.xml"), 1):
            slide = read_slide(xml)
            if slide.is_hidden:
                hidden.append(str(number))
            yield from _hits(slide.texts, title.format(number))
    if hidden:
        what = f"有隐藏的幻灯片（第 {'、'.join(hidden[:5])} 张）。"
        yield ContentFault("attachment-hidden", what, "请删除，或者取消隐藏后核对。", Level.WARNING)


def ofd_hits(package: Package) -> Iterator[Hit]:
    """Personal data on the pages of an OFD file (GB/T 33190), whose numbers are often written sign by sign."""
    for number, (_, xml) in enumerate(package.parts(r"(?:[^/]+/)*Pages/[^/]+/Content\.xml"), 1):
        yield from text_hits("\n".join(ofd_texts(xml)), f"第 {number} 页")
    yield from beside_hits(package, r"OFD\.xml|(?:[^/]+/)*Annots/.*\.xml", "属性和批注")


def beside_hits(package: Package, parts: str, where: str) -> Iterator[Hit]:
    """Personal data in what stands beside the text: properties, comments, words in drawings."""
    for _, xml in package.parts(parts):
        for text in loose_texts(xml):
            yield from text_hits(text, where)


def text_hits(text: str, where: str) -> Iterator[Hit]:
    """Personal data in a text that has no lines to be named."""
    if MAYBE.search(text) or may_tell(text):
        yield from (Hit(found.kind, where) for found in personal_in(text))


def line_hits(data: bytes) -> Iterator[Hit | NameColumn]:
    """Personal numbers in a plain-text file, located by line, and a list of names between commas or tabs."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    lines = text.splitlines()
    yield from _hits(lines, "第 {} 行")
    yield from name_list_in(lines)


def _hits(lines: Iterable[str], where: str) -> Iterator[Hit]:
    for number, line in enumerate(lines, 1):
        yield from _hits_of_line(line, where, number)


def _hits_of_line(line: str, where: str, number: int) -> Iterator[Hit]:
    if len(line) > 7 and (MAYBE.search(line) or may_tell(line)):
        for found in personal_in(line):
            yield Hit(found.kind, where.format(number))
