"""A saved page, HTML or plain text, as a draft: the document in it, what the page says of it, and what was cut."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import unquote

from gongkai.exchange.documents.document_lines import PrintedLine
from gongkai.exchange.documents.drafts import Draft, ImportRefusedError
from gongkai.exchange.documents.end_of_document import end_of
from gongkai.exchange.documents.headings_by_look import with_headings
from gongkai.exchange.documents.saved.cut_page import cut_page
from gongkai.exchange.documents.saved.page_chrome import PrintedElement
from gongkai.exchange.documents.saved.page_lines import UNSEEN, PageLines
from gongkai.exchange.documents.saved.plain_lines import plain_text
from gongkai.exchange.documents.saved.saved_pictures import SavedPictures, is_spacer
from gongkai.model.words.matcher import matcher

_CHARSET = matcher(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)
_CHINESE = ("gb2312", "gbk", "gb18030", "x-gbk")
_HEAD = 4096
_FEW, _MOST = 3, 40
_FRAMES = "请在浏览器里右键点正文，选“在新标签页中打开框架”，再另存为“网页，仅 HTML”后录入。"
_FILE = matcher(
    r"\.(?:pdf|ofd|docx?|wps|xlsx?|et|pptx?|zip|rar|7z|csv|jpe?g|png|tiff?|mp4)(?:[?#].*)?\Z", re.IGNORECASE
)
_STRANGE_BLANKS = matcher("[\xa0\u2002\u2003]")


def page_draft(path: Path, data: bytes, stem: str, is_html: bool) -> Draft:
    """The draft for the page ``data`` of the file ``path``; pictures beside it get names that begin with ``stem``.

    Raises ImportRefusedError and OSError.
    """
    text = _decoded(path, data)
    told: list[str] = []
    named: Sequence[PrintedElement] = ()
    if is_html:
        page = PageLines(text)
        lines, named = [line for line in page.lines if not is_spacer(line)], page.named
        if page.frames and not lines:
            raise ImportRefusedError(
                f"“{path}”由几个框架拼成，正文在别的文件里（{'、'.join(page.frames[:_FEW])}）。{_FRAMES}"
            )
        told += (f"裁去：{words}" for words in page.cut)
        told += _doubtful(page)
        unseen = page.unseen
    else:
        shown = UNSEEN.sub("", text)
        plain = plain_text(shown)
        lines, unseen = plain.lines, len(text) - len(shown)
        told += (f"裁去：{number}（页码）" for number in plain.pages)
        if plain.joined:
            told.append(f"有 {plain.joined} 处行末的换行不是段落，接成了一段：请与原件对照。")
    cut = cut_page(lines, named)
    if not cut.lines:
        raise ImportRefusedError(f"“{path}”里没有找到文件的正文。请打开原网页核对，只把正文存成文本（.txt）后再录入。")
    pictures = SavedPictures(path, stem)
    body = "\n\n".join(line.written for line in with_headings([*map(pictures.drawn, cut.lines)]))
    told += (f"裁去：{line}" for line in cut.cut)
    told += pictures.told
    told += cut.doubtful
    told += _links(cut.lines)
    if tables := sum(line.is_table for line in cut.lines):
        told.append(f"有 {tables} 张表：请逐格与原件对照。")
    told += _dirt(text, unseen)
    return Draft("", (*cut.proposals, *end_of(body)), body, pictures.files, is_page=True, told=tuple(told))


def _doubtful(page: PageLines) -> Iterator[str]:
    for words in page.white:
        if words:
            yield f"“{words[:_MOST]}”里有白色的字，原网页上看不见：不是文件的，请删去。"
    if page.numbered:
        yield f"有 {page.numbered} 行的序号是网页自动编的，写成了数字：请与原件对照。"


def _links(lines: Sequence[PrintedLine]) -> Iterator[str]:
    """Links that are not kept; those that lead to files are often the attachments."""
    for words, address in dict.fromkeys(link for line in lines for link in line.lost_links):
        if _FILE.search(address):
            yield f"“{words[:_MOST]}”链接的文件 {unquote(address)[-_MOST:]} 没有录入：请下载后放在旁边并写进“附件:”。"
        else:
            yield f"“{words[:_MOST]}”的链接 {unquote(address)[-_MOST:]} 没有保留，文字在。"


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
