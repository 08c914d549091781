"""Attachments that disclose more than intended: personal numbers, tracked changes, comments, hidden content."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import PurePosixPath

from gongkai.checking.attachments.attached_others import (
    PICTURES,
    old_office_contents,
    pdf_contents,
    picture_contents,
    unread,
)
from gongkai.checking.attachments.attached_texts import (
    Hit,
    line_hits,
    ofd_hits,
    slide_contents,
    word_contents,
)
from gongkai.checking.attachments.attached_workbooks import workbook_contents
from gongkai.checking.persons.advice import ADVICE, FINDINGS
from gongkai.checking.persons.decided import is_decided
from gongkai.checking.persons.name_columns import NameColumn
from gongkai.checking.persons.named_persons import NAME_LIST, unlimited_list
from gongkai.checking.rule import Rule
from gongkai.model.item import Attachment, Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.reading.attachments import LARGEST
from gongkai.reading.content_fault import BROKEN, ContentFault
from gongkai.reading.file_nature import OLE, nature_of
from gongkai.reading.office.xml_events import DamagedXmlError
from gongkai.reading.office.zip_package import Package, opened
from gongkai.reading.source_findings import ATTACHMENT_BROKEN
from gongkai.reading.yaml.source_text import read_bytes

_CONTENTS: dict[str, Callable[[Package], Iterator[Hit | ContentFault | NameColumn]]] = {
    ".docx": word_contents,
    ".xlsx": workbook_contents,
    ".pptx": slide_contents,
    ".ofd": ofd_hits,
}
_BYTES: dict[str, Callable[[bytes], Iterator[Hit | ContentFault | NameColumn]]] = {
    **dict.fromkeys(PICTURES, picture_contents),
    **dict.fromkeys((".doc", ".xls", ".ppt"), old_office_contents),
}
_EITHER = {".wps": ".docx", ".et": ".xlsx", ".dps": ".pptx"}
"""Formats of WPS Office: old ones are OLE files, new ones packages like those of the other extension."""
_PLAIN = (".csv", ".txt", ".json", ".xml")
_MOST_PLACES = 3
"""How many places within an attachment a message names."""


def check(publication: Publication) -> Iterator[Problem]:
    """Unintended contents of every attachment, as far as it can be read; files of one name that differ."""
    for item in publication.reading.items:
        for attachment in item.attachments:
            suffix = PurePosixPath(attachment.path).suffix.lower()
            if suffix == ".pdf":
                yield from _told(item, attachment, pdf_contents(item, attachment))
            elif suffix == ".zip":
                yield from _told(item, attachment, [unread("是压缩包")])
            elif suffix in (*_CONTENTS, *_PLAIN, *_BYTES, *_EITHER):
                data = yield from read_bytes(publication.reading.root / attachment.path, attachment.path, LARGEST)
                if data is not None:
                    yield from _told(item, attachment, _contents(suffix, data))
    yield from _same_names(publication.reading.items)


def _contents(suffix: str, data: bytes) -> Iterator[Hit | ContentFault | NameColumn]:
    """What one file contains. Yields a fault where it is damaged."""
    if suffix in _PLAIN:
        yield from line_hits(data)
        return
    if suffix in _BYTES:
        yield from _BYTES[suffix](data)
        return
    if suffix in _EITHER and nature_of(data) == OLE:
        yield from old_office_contents(data)
        return
    package = opened(data)
    broken = ContentFault("attachment-broken", "不完整或已损坏，打不开。", BROKEN)
    if package is None:
        yield broken
        return
    try:
        yield from _CONTENTS[_EITHER.get(suffix, suffix)](package)
    except (zipfile.BadZipFile, DamagedXmlError):
        yield broken


def _told(item: Item, attachment: Attachment, contents: Iterable[Hit | ContentFault | NameColumn]) -> Iterator[Problem]:
    hits: list[Hit] = []
    lists: list[NameColumn] = []
    for one in contents:
        if isinstance(one, Hit):
            hits.append(one)
        elif isinstance(one, NameColumn):
            lists.append(one)
        else:
            what = f"附件“{attachment.name}”{one.what}"
            yield problem(attachment.place, one.rule, what, one.remedy, one.level)
    yield from _personal(item, attachment, hits)
    if lists:
        what = f"附件“{attachment.name}”的“{lists[0].title}”一列"
        yield from unlimited_list(item, attachment.place, what)


def _same_names(items: Iterable[Item]) -> Iterator[Problem]:
    """Attachments with the name of an earlier one whose contents differ, which readers who keep both confuse."""
    first: dict[str, Attachment] = {}
    for item in items:
        for attachment in item.attachments:
            other = first.setdefault(attachment.name, attachment)
            if other.sha256 != attachment.sha256:
                what = f"附件“{attachment.name}”与 {other.path} 同名，内容不同。"
                remedy = "下载到一起会弄混：请在文件名里写明年份、文号等区别；内容本应相同的，请核对。"
                yield problem(attachment.place, "attachment-same-name", what, remedy, Level.NOTE)


def _personal(item: Item, attachment: Attachment, hits: Iterable[Hit]) -> Iterator[Problem]:
    for kind, found in groupby(sorted(hits, key=lambda hit: hit.kind.name), key=lambda hit: hit.kind):
        places = [hit.where for hit in found]
        named = list(dict.fromkeys(places))
        where = "、".join(named[:_MOST_PLACES]) + ("等处" if len(named) > _MOST_PLACES else "")
        advice = ADVICE[kind]
        if is_decided(item, advice.rule):
            continue
        what = f"附件“{attachment.name}”里{advice.counted(kind, len(places))}（{where}）。"
        yield problem(attachment.place, advice.rule, what, advice.remedy, advice.level)


RULE = Rule(
    title="附件里没有个人信息、修订、批注和隐藏内容",
    sources=("条例第十五条", "个人信息保护法"),
    findings=(
        ATTACHMENT_BROKEN,
        Finding("attachment-revisions", Level.ERROR, "附件留有修订痕迹"),
        Finding("attachment-comments", Level.WARNING, "附件留有批注"),
        Finding(
            "attachment-hidden",
            Level.ERROR,
            "附件有隐藏的内容",
            milder=((Level.WARNING, "在常用软件里取消隐藏就能看到"),),
        ),
        Finding("attachment-scanned", Level.WARNING, "附件是没有文字层的扫描件"),
        Finding("picture-data", Level.WARNING, "图片记有拍摄地点", milder=((Level.NOTE, "图片记有作者姓名"),)),
        Finding("attachment-unread", Level.NOTE, "附件的内容没有检查"),
        Finding("attachment-same-name", Level.NOTE, "附件同名，内容不同"),
        *FINDINGS,
        NAME_LIST,
    ),
    of_column=check,
)
