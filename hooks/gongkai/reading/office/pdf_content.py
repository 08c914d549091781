"""PDF files looked at as bytes: whole, open to everybody, and without programs."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator

from gongkai.model.problems.problem import Level
from gongkai.reading.content_fault import BROKEN, ContentFault

_LARGEST = 1 << 22
"""Bytes that are unpacked of one stream of objects."""
_MOST = 1 << 25
"""Bytes that are unpacked of all of them."""
_HEAD = 4096
"""Bytes between the type of a stream and its first byte."""

_OBJECTS = re.compile(rb"/Type\s{0,9}/ObjStm\b")
_STREAM = re.compile(rb"stream\r?\n")
_LOCKED = re.compile(rb"/Encrypt\s{0,9}(?:\d{1,9}\s{1,9}\d{1,5}\s{1,9}R\b|<<)")
_PROGRAM = re.compile(
    rb"/S\s{0,9}/(JavaScript|Launch|ImportData|SubmitForm)\b|/Names\s{0,9}\[[^\]]{0,200}/JavaScript\b"
)
_INNER_FILE = re.compile(rb"/Type\s{0,9}/EmbeddedFile\b|/EmbeddedFiles\b")
_ESCAPED = re.compile(rb"#([0-9a-fA-F]{2})")
_NAME = re.compile(rb"/[A-Za-z]{0,20}#[0-9a-fA-F]{2}[A-Za-z#0-9]{0,40}")
_WORDS = {
    b"Launch": "打开时会运行别的程序",
    b"ImportData": "会读入别的文件",
    b"SubmitForm": "会把填写的内容发到别处",
}


def pdf_faults(data: bytes) -> Iterator[ContentFault]:
    """What is wrong with a PDF file."""
    if b"%%EOF" not in data[-2048:]:
        yield ContentFault("attachment-broken", "不完整（没有文件结尾），多半是下载或复制中断。", BROKEN)
        return
    if _LOCKED.search(data):
        what = "设了密码或者权限限制，不能保证公众打开、复制、朗读，也不能存档。"
        yield ContentFault("attachment-locked", what, "请去掉密码和限制，重新导出为 PDF。")
        return
    parts = [data, *unpacked_objects(data)]
    programs = [match[1] or b"JavaScript" for part in parts if (match := _PROGRAM.search(_plain(part)))]
    if programs:
        what = _WORDS.get(programs[0], "带有程序（JavaScript）")
        yield ContentFault("attachment-macro", f"{what}，公众打开有风险。", "请用“打印为 PDF”重新导出。")
    if any(_INNER_FILE.search(part) for part in parts):
        remedy = "请取出后作为单独的附件公开，并重新导出 PDF。"
        yield ContentFault("attachment-inner", "里面还藏有别的文件。", remedy, Level.WARNING)


def unpacked_objects(data: bytes) -> Iterator[bytes]:
    """What the compressed streams of objects hold, within bounds."""
    left = _MOST
    for found in _OBJECTS.finditer(data):
        start = _STREAM.search(data, found.end(), found.end() + _HEAD)
        if start is None:
            continue
        end = data.find(b"endstream", start.end(), start.end() + _LARGEST)
        try:
            plain = zlib.decompressobj().decompress(data[start.end() : max(end, start.end())], min(_LARGEST, left))
        except zlib.error:
            continue
        yield plain
        left -= len(plain)
        if left <= 0:
            return


def _plain(part: bytes) -> bytes:
    """The part with names written out that somebody wrote in codes (/J#61vaScript)."""
    return _NAME.sub(lambda name: _ESCAPED.sub(lambda code: bytes([int(code[1], 16)]), name.group()), part)
