"""A saved page, HTML or plain text, as a draft: the document in it, what the page says of it, and what was cut."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from gongkai.exchange.documents.drafts import Draft, ImportRefusedError
from gongkai.exchange.documents.end_of_document import end_of
from gongkai.exchange.documents.headings_by_look import with_headings
from gongkai.exchange.documents.saved.cut_page import cut_page
from gongkai.exchange.documents.saved.page_chrome import PrintedElement
from gongkai.exchange.documents.saved.page_lines import UNSEEN, PageLines, text_lines
from gongkai.exchange.documents.saved.saved_pictures import SavedPictures

_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CHINESE = ("gb2312", "gbk", "gb18030", "x-gbk")
_HEAD = 4096
_STRANGE_BLANKS = re.compile("[\xa0\u2002\u2003]")


def page_draft(path: Path, data: bytes, stem: str, is_html: bool) -> Draft:
    """The draft for the page ``data`` of the file ``path``; pictures beside it get names that begin with ``stem``.

    Raises ImportRefusedError and OSError.
    """
    text = _decoded(path, data)
    told: list[str] = []
    named: Sequence[PrintedElement] = ()
    if is_html:
        page = PageLines(text)
        lines, named = page.lines, page.named
        told += (f"裁去：{count} 处{name}" for name, count in page.cut.items())
        unseen = page.unseen
    else:
        plain = UNSEEN.sub("", text)
        lines, unseen = [*text_lines(plain)], len(text) - len(plain)
    cut = cut_page(lines, named)
    if not cut.lines:
        raise ImportRefusedError(f"“{path}”里没有找到文件的正文。请打开原网页核对，只把正文存成文本（.txt）后再录入。")
    pictures = SavedPictures(path, stem)
    body = "\n\n".join(line.written for line in with_headings([*map(pictures.drawn, cut.lines)]))
    told += (f"裁去：{line}" for line in cut.cut)
    told += pictures.told
    told += cut.doubtful
    told += _dirt(text, unseen)
    return Draft("", (*cut.proposals, *end_of(body)), body, pictures.files, is_page=True, told=tuple(told))


def _dirt(text: str, unseen: int) -> Iterator[str]:
    if blanks := len(_STRANGE_BLANKS.findall(text)):
        yield f"有 {blanks} 个网页的特殊空格，改成了一般的空格，段首的去掉了。"
    if unseen:
        yield f"有 {unseen} 个看不见的字符：请核对有没有混进别的内容。"


def _decoded(path: Path, data: bytes) -> str:
    """The text of a page in UTF-8, UTF-16 or a Chinese encoding. Raises ImportRefusedError."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        names = ["utf-16"]
    else:
        stated = _CHARSET.search(data[:_HEAD])
        name = stated[1].decode("ascii", "replace").lower() if stated else ""
        names = ["gb18030", "utf-8-sig"] if name in _CHINESE else ["utf-8-sig", "gb18030"]
    for name in names:
        try:
            return data.decode(name).replace("\r\n", "\n").replace("\r", "\n")
        except UnicodeDecodeError:
            continue
    raise ImportRefusedError(f"“{path}”的文字编码认不出来。请用记事本打开，另存为 UTF-8 编码后再录入。")
