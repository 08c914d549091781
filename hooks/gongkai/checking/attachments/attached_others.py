"""PDF files, pictures and old Office files: their text layer, their data, the texts in their streams, and what was not read."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.attachments.attached_texts import Hit, text_hits
from gongkai.checking.attachments.scanned_equivalents import has_equivalent
from gongkai.model.item import Attachment, Item
from gongkai.model.problems.problem import Level
from gongkai.reading.content_fault import ContentFault
from gongkai.reading.office.ole_texts import ole_texts
from gongkai.reading.office.picture_data import picture_data

PICTURES = (".jpg", ".jpeg", ".png", ".tif", ".tiff")


def pdf_contents(item: Item, attachment: Attachment) -> Iterator[Hit | ContentFault]:
    """The personal data in the text layer of a PDF file, and that it has none, as a scanned one."""
    text = attachment.text
    if text is None:
        yield unread("不能读出文字")
    elif text:
        yield from text_hits(text, "文字层")
    elif not has_equivalent(item, attachment):
        what = "没有文字层，多半是扫描件：公众不能检索、复制，读屏软件也读不出，里面的个人信息没有检查。"
        remedy = "请换成由文档导出的 PDF，或者另附同名的 DOCX、TXT 文件；全文已在正文里的，名称写成“标题（扫描件）”。"
        yield ContentFault("attachment-scanned", what, remedy, Level.WARNING)


def picture_contents(data: bytes) -> Iterator[Hit | ContentFault]:
    """Where a picture was taken and by whom, as its data says, and personal data in its notes."""
    found = picture_data(data)
    if found.has_place:
        what = "记有拍摄地点（GPS），公众能看到是在哪里拍的。"
        yield ContentFault("picture-data", what, "请用画图等软件另存一份，去掉位置信息。", Level.WARNING)
    if found.has_author:
        what = "记有作者姓名。"
        yield ContentFault("picture-data", what, "不宜公开的，请在文件属性里删除后另存。", Level.NOTE)
    for text in found.texts:
        yield from text_hits(text, "图片的属性")


def old_office_contents(data: bytes) -> Iterator[Hit | ContentFault]:
    """Personal data in the texts of an old Office file, as far as they can be read."""
    texts = ole_texts(data)
    if texts is None:
        yield unread("不能读出文字")
        return
    seen: set[str] = set()
    for text in texts:
        # A run can be found at two alignments of its bytes.
        if text not in seen:
            seen.add(text)
            yield from text_hits(text, "正文")


def unread(why: str) -> ContentFault:
    """The note that a file was not searched for personal data."""
    return ContentFault("attachment-unread", f"{why}，没有检查里面有没有个人信息。", "请打开逐页核对。", Level.NOTE)
