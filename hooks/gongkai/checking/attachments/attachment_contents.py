"""Attachments that disclose more than intended: personal numbers, tracked changes, comments, hidden content."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import PurePosixPath

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
from gongkai.checking.rule import Rule
from gongkai.model.item import Attachment, Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.reading.attachments import LARGEST
from gongkai.reading.content_fault import BROKEN, ContentFault
from gongkai.reading.office.xml_events import DamagedXmlError
from gongkai.reading.office.zip_package import Package, opened
from gongkai.reading.source_findings import ATTACHMENT_BROKEN
from gongkai.reading.yaml.source_text import read_bytes

_CONTENTS: dict[str, Callable[[Package], Iterator[Hit | ContentFault]]] = {
    ".docx": word_contents,
    ".xlsx": workbook_contents,
    ".pptx": slide_contents,
    ".ofd": ofd_hits,
}
_PLAIN = (".csv", ".txt", ".json", ".xml")
_MOST_PLACES = 3
"""How many places within an attachment a message names."""


def check(publication: Publication) -> Iterator[Problem]:
    """Unintended contents of every Office, OFD or text attachment; PDF files and images are not examined."""
    for item in publication.reading.items:
        for attachment in item.attachments:
            suffix = PurePosixPath(attachment.path).suffix.lower()
            if suffix not in (*_CONTENTS, *_PLAIN):
                continue
            data = yield from read_bytes(publication.reading.root / attachment.path, attachment.path, LARGEST)
            if data is not None:
                yield from _attachment(item, attachment, suffix, data)


def _attachment(item: Item, attachment: Attachment, suffix: str, data: bytes) -> Iterator[Problem]:
    if suffix in _PLAIN:
        yield from _personal(item, attachment, line_hits(data))
        return
    package = opened(data)
    broken = problem(attachment.place, "attachment-broken", f"附件“{attachment.name}”不完整或已损坏，打不开。", BROKEN)
    if package is None:
        yield broken
        return
    hits: list[Hit] = []
    try:
        for one in _CONTENTS[suffix](package):
            if isinstance(one, Hit):
                hits.append(one)
            else:
                what = f"附件“{attachment.name}”{one.what}"
                yield problem(attachment.place, one.rule, what, one.remedy, one.level)
        yield from _personal(item, attachment, hits)
    except (zipfile.BadZipFile, DamagedXmlError):
        yield broken


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
        *FINDINGS,
    ),
    of_column=check,
)
