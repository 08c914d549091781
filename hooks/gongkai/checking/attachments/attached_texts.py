"""Personal numbers, tracked changes, comments and hidden content in Word, PowerPoint, OFD and plain-text attachments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.checking.texts.personal_numbers import MAYBE, NumberKind, numbers_in
from gongkai.model.problems.problem import Level
from gongkai.reading.content_fault import ContentFault
from gongkai.reading.office.word_text import is_hidden_slide, ofd_texts, paragraphs
from gongkai.reading.office.zip_package import Package


@dataclass(frozen=True, slots=True)
class Hit:
    """A personal number (of an identity card, a telephone, a bank card), and a Chinese description of where it was found."""

    kind: NumberKind
    where: str


_WORD_PARTS = r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml"
_PART_TITLES = {
    "header": "页眉",
    "footer": "页脚",
    "footnotes": "脚注",
    "endnotes": "尾注",
    "comments": "批注",
}


def word_faults(package: Package) -> Iterator[ContentFault]:
    """Tracked changes, comments and hidden text of a Word file, which readers would see or could uncover."""
    comments = revisions = hidden = 0
    for name, xml in package.parts(_WORD_PARTS):
        for paragraph in paragraphs(xml):
            revisions += paragraph.revisions
            hidden += paragraph.hidden
            comments += paragraph.comments if name.endswith("comments.xml") else 0
    if revisions:
        what = f"留有 {revisions} 处修订痕迹，公众能看到修改经过。"
        yield ContentFault("attachment-revisions", what, "请接受或拒绝全部修订后另存。")
    if comments:
        what = f"留有 {comments} 条批注。"
        yield ContentFault("attachment-comments", what, "请删除全部批注后另存。", Level.WARNING)
    if hidden:
        what = f"有 {hidden} 处隐藏的文字，公众显示后就能看到。"
        yield ContentFault("attachment-hidden", what, "请删除隐藏的文字，或者取消隐藏后核对。", Level.WARNING)


def word_hits(package: Package) -> Iterator[Hit]:
    """Personal numbers in the text of a Word file, its headers and footers, notes and comments."""
    for name, xml in package.parts(_WORD_PARTS):
        stem = re.sub(r"\d*\.xml\Z", "", name.rpartition("/")[2])
        yield from _hits(_texts(xml), f"{_PART_TITLES.get(stem, '正文')}第 {{}} 段")


def slide_faults(package: Package) -> Iterator[ContentFault]:
    """Hidden slides of a PowerPoint file, which every reader can open."""
    slides = package.parts(r"ppt/slides/slide\d+\.xml")
    hidden = [str(number) for number, (_, xml) in enumerate(slides, 1) if is_hidden_slide(xml)]
    if hidden:
        what = f"有隐藏的幻灯片（第 {'、'.join(hidden[:5])} 张）。"
        yield ContentFault("attachment-hidden", what, "请删除，或者取消隐藏后核对。", Level.WARNING)


def slide_hits(package: Package) -> Iterator[Hit]:
    """Personal numbers on the slides and in the speaker notes of a PowerPoint file."""
    for folder, title in (("slides/slide", "第 {} 张幻灯片"), ("notesSlides/notesSlide", "第 {} 份备注")):
        for number, (_, xml) in enumerate(package.parts(rf"ppt/{folder}\d+\.xml"), 1):
            yield from _hits(_texts(xml), title.format(number))


def ofd_hits(package: Package) -> Iterator[Hit]:
    """Personal numbers on the pages of an OFD file (GB/T 33190)."""
    for number, (_, xml) in enumerate(package.parts(r"Doc_\d+/Pages/Page_\d+/Content\.xml"), 1):
        yield from _hits(ofd_texts(xml), f"第 {number} 页")


def line_hits(data: bytes) -> Iterator[Hit]:
    """Personal numbers in a plain-text file, located by line."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")
    yield from _hits(text.splitlines(), "第 {} 行")


def _texts(xml: bytes) -> Iterator[str]:
    return (paragraph.text for paragraph in paragraphs(xml))


def _hits(lines: Iterable[str], where: str) -> Iterator[Hit]:
    for number, line in enumerate(lines, 1):
        if len(line) > 7 and MAYBE.search(line):
            for found in numbers_in(line):
                yield Hit(found.kind, where.format(number))
