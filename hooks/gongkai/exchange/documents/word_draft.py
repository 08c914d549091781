"""A Word document as a draft: its head and end as fields, its text with printed numbers, what stops the import and what is told."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from gongkai.exchange.documents.document_lines import PrintedLine
from gongkai.exchange.documents.drafts import Draft, ImportRefusedError
from gongkai.exchange.documents.end_of_document import end_of
from gongkai.exchange.documents.head_of_document import head_of
from gongkai.exchange.documents.headings_by_look import with_headings
from gongkai.exchange.documents.word_lines import WordLines
from gongkai.model.words.matcher import matcher
from gongkai.reading.word.word_document import DamagedWordError, WordDocument, read_word
from gongkai.reading.word.word_doubts import STOPPING, Doubt, DoubtKind
from gongkai.texts.blocks import BlockKind, blocks_of

_MOST = 20
_FEW = 40
_PAGE = matcher(r"[\s第页共/\d—–-]*\Z")
"""What is left of the number of a page."""
_REMEDIES = {
    DoubtKind.REVISION: "请在 Word 的“审阅”里逐处接受或者拒绝修订，保存后再录入。",
    DoubtKind.COMMENT: "请在 Word 的“审阅”里删除全部批注，保存后再录入。",
    DoubtKind.HIDDEN: "请在 Word 里显示隐藏文字（“开始”的“¶”），要公开的去掉“隐藏”，不公开的删除，保存后再录入。",
    DoubtKind.NUMBERING: "请在 Word 里把这些段落的编号改成直接打的字，保存后再录入。",
    DoubtKind.ENCLOSED_TEXT: "请在 Word 里打开，全选复制到新文档，保存后再录入。",
}


def word_draft(path: Path, data: bytes, stem: str) -> Draft:
    """The draft for the document ``data`` of the file ``path``; files beside it get names that begin with ``stem``.

    Raises ImportRefusedError.
    """
    try:
        document = read_word(data)
    except DamagedWordError:
        raise ImportRefusedError(f"“{path}”不完整或已损坏，打不开。请重新下载或重新导出，打开核对后再录入。") from None
    _stop(path, document.doubts)
    writer, margins = WordLines(document, stem), WordLines(document, stem)
    above, below = [*margins.lines(document.headers)], [*margins.lines(document.footers)]
    lines = [*above, *writer.lines(document.blocks)]
    head = head_of(lines)
    if head.secret:
        raise ImportRefusedError(
            f"“{path}”标有密级“{head.secret}”，不能公开，没有录入。解密后公开的，请先在文件里去掉密级。"
        )
    in_text = [line for number, line in enumerate(lines) if number >= len(above) and number not in head.used]
    body = "\n\n".join(line.written for line in (*with_headings(in_text), *writer.notes()))
    if not body:
        raise ImportRefusedError(f"“{path}”里没有文字，可能是扫描件。请录入有文字的原件，或者把扫描件作为附件公开。")
    told = [*writer.told, *_told(document, in_text, body)]
    # What headers and footers say besides the head of the document stands on every page.
    told += _left_out("页眉", (line for number, line in enumerate(above) if number not in head.used))
    told += _left_out("页脚", below)
    beside = writer.beside
    shown = {name: data for name, data in beside.files.items() if not beside.is_picture(name) or f"]({name})" in body}
    return Draft("", (*head.proposals, *end_of(body)), body, shown, told=tuple(told))


def _left_out(place: str, lines: Iterable[PrintedLine]) -> Iterator[str]:
    for line in lines:
        if not line.text:
            yield f"{place}里的图片没有写进正文。"
        elif not _PAGE.match(line.text):
            yield f"{place}里的“{line.text}”没有写进正文。"


def _stop(path: Path, doubts: Sequence[Doubt]) -> None:
    """Refuse a document of which it is unknown which words are its own. Raises ImportRefusedError."""
    lines: list[str] = []
    for kind in STOPPING:
        found = [one for one in doubts if one.kind is kind]
        if not found:
            continue
        lines.append(f"“{path}”{kind.value}，共 {len(found)} 处，没有录入。{_REMEDIES[kind]}")
        for one in found[:_MOST]:
            detail = f"：{one.detail}" if one.detail else ""
            lines.append(f"  “{one.words or '（空段落）'}”{detail}")
        if len(found) > _MOST:
            lines.append(f"  另有 {len(found) - _MOST} 处。")
    if lines:
        raise ImportRefusedError("\n".join(lines))


def _told(document: WordDocument, lines: Sequence[PrintedLine], body: str) -> Iterator[str]:
    for kind in DoubtKind:
        found = [one for one in document.doubts if one.kind is kind and kind not in (*STOPPING, DoubtKind.LOOK)]
        for one in found[:_MOST]:
            detail = f"“{one.detail[:_FEW]}”" if one.detail and kind is DoubtKind.FORMULA else ""
            yield f"“{one.words}”{kind.value}{detail}：请与原件对照。"
        if len(found) > _MOST:
            yield f"另有 {len(found) - _MOST} 处{kind.value.removeprefix('里').removeprefix('的')}：请与原件对照。"
    looks = Counter(one.detail or one.words for one in document.doubts if one.kind is DoubtKind.LOOK)
    if looks:
        named = "、".join(f"{count} 处{name}" for name, count in looks.items())
        yield f"有 {named}没有保留样子，文字都在：确要强调的，在字的两边写 **。"
    if document.contents_lines:
        yield f"原件的目录（{document.contents_lines} 行）没有写进正文，网页自己有目录。"
    signed = {block.text for block in blocks_of(body) if block.kind in (BlockKind.SIGNATURE, BlockKind.IMPRINT)}
    for line in lines:
        if line.side == "right" and not line.is_table and line.text and line.text not in signed:
            yield f"“{line.text[:40]}”在原件里靠右，网页上按一般段落显示。"
    if any(line.is_table for line in lines):
        yield f"有 {sum(line.is_table for line in lines)} 张表：请逐格与原件对照。"
    if document.notes:
        yield f"有 {len(document.notes)} 条脚注、尾注，写在正文最后。"
