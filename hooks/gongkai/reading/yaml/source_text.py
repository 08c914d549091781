"""Text of a source file: decoded, bounded in size, and free of characters that would break or falsify it."""

from __future__ import annotations

import os
import re
import stat
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.problems.refused import reason
from gongkai.model.problems.yielded import Reading
from gongkai.reading.yaml.characters import code_of, invisible_in, misread_in
from gongkai.reading.yaml.encodings import why_not_utf8

LARGEST = 8 * 1024 * 1024
"""Bytes of the largest text file that is read."""

MOST_FAULTS = 20
"""Characters of one file that are reported; more would hide the other faults."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_LINE_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_CONFLICT = re.compile(r"^(?:<{7}|\|{7}|>{7})(?: .*)?$", re.MULTILINE)
_CONFLICT_SIGNS = ("<<<<<<<", "|||||||", ">>>>>>>")


def read_text(path: Path, shown: str) -> Reading[str | None]:
    """The text of a YAML or Markdown file, which must be UTF-8; None where it cannot be used.

    ``shown`` is the path as messages name it.
    """
    data = yield from read_bytes(path, shown)
    return None if data is None else (yield from text_of(data, shown))


def text_of(data: bytes, shown: str) -> Reading[str | None]:
    """The text that the bytes of a file hold, which must be UTF-8; None where it cannot be used."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        yield why_not_utf8(data, shown, error)
        return None
    return (yield from checked(text, shown))


def read_bytes(path: Path | str, shown: str, largest: int = LARGEST) -> Reading[bytes | None]:
    """The bytes of a file, unless it is missing, no ordinary file, unreadable or too large."""
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            # A pipe would let the reader wait for ever.
            what = "这不是普通文件（是管道、设备或文件夹）。"
            yield problem(Place(shown, 1, 1), "file-unreadable", what, "请换成真正的文件，或者删除。")
            return None
        if status.st_size > largest:
            what = f"文件有 {status.st_size / 1048576:.1f} MB，超过 {largest // 1048576} MB 的上限。"
            yield problem(Place(shown, 1, 1), "file-too-large", what, "请拆成几个文件，或者把长内容放进附件。")
            return None
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        what = f"文件读不出来（{reason(error)}）。"
        yield problem(Place(shown, 1, 1), "file-unreadable", what, "请检查文件是否存在、权限是否正确。")
        return None


def checked(text: str, shown: str) -> Reading[str | None]:
    """The text with line ends as ``\\n``; None where it holds control characters, damage or an unresolved conflict."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = [*_control_characters(text, shown), *_misread(text, shown)]
    found += _conflicts(text, shown, max(1, 2 * MOST_FAULTS - len(found)))
    yield from found
    return None if found else text


def character_faults(text: str, title: str, place: Place) -> Reading[str]:
    """One cell of the column ``title`` without its control characters, which are errors; invisible ones are warnings and stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for one in dict.fromkeys(_FORBIDDEN.findall(text)):
        what = f"“{title}”里有不能出现的控制字符 {code_of(one)}。"
        yield problem(place, "control-character", what, "请删除后重新输入。")
    for one in dict.fromkeys(character for _, character in invisible_in(text)):
        what = f"“{title}”里有看不见的字符 {code_of(one, named=True)}。"
        yield problem(place, "invisible-character", what, "它会使检索和比对失败，请删除。", Level.WARNING)
    return _FORBIDDEN.sub("", text)


def invisible(text: str, shown: str, first_line: int, level: Level) -> Iterator[Problem]:
    """The invisible characters of a part of a file that begins on ``first_line``, each with its place."""
    for offset, character in islice(invisible_in(text), MOST_FAULTS):
        at = place_in(text, offset, shown)
        what = f"这里有看不见的字符 {code_of(character, named=True)}。"
        place = Place(shown, at.line + first_line - 1, at.column)
        yield problem(place, "invisible-character", what, "它会使检索和比对失败，请删除。", level)


def place_in(text: str, offset: int, shown: str) -> Place:
    """Line and column of an offset."""
    start = text.rfind("\n", 0, offset) + 1
    return Place(shown, text.count("\n", 0, offset) + 1, offset - start + 1)


def _control_characters(text: str, shown: str) -> Iterator[Problem]:
    for match in islice(_FORBIDDEN.finditer(text), MOST_FAULTS):
        what, remedy = f"这里有不能出现的控制字符 {code_of(match.group())}。", "请删除这个字符后重新输入。"
        if match.group() in _LINE_BREAKS:
            what = f"这里有特殊的换行或分页符 {code_of(match.group())}，多半是从网页或 Word 粘贴来的。"
            remedy = "请删除它，需要换行时按回车键。"
        yield problem(place_in(text, match.start(), shown), "control-character", what, remedy)


def _conflicts(text: str, shown: str, most: int) -> Iterator[Problem]:
    if not any(map(text.__contains__, _CONFLICT_SIGNS)):
        return
    for match in islice(_CONFLICT.finditer(text), most):
        what = f"这里有没有解决的合并冲突（“{match.group()[:7]}”）。"
        remedy = "请对照两种写法保留正确的一种，删除“<<<<<<<”“=======”“>>>>>>>”各行。"
        yield problem(place_in(text, match.start(), shown), "merge-conflict", what, remedy)


def _misread(text: str, shown: str) -> Iterator[Problem]:
    """Characters that a wrong encoding has left behind; what stood there cannot be recovered from them."""
    for offset, sample in islice(misread_in(text), MOST_FAULTS):
        what = f"“{sample}”是编码转换出错留下的乱码。"
        remedy = "请从原件重新录入这一处，文件以 UTF-8 编码保存。"
        yield problem(place_in(text, offset, shown), "misread-text", what, remedy)
