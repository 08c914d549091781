"""Reading a source file as text: of limited size, in UTF-8, without control characters, mojibake or merge conflicts."""

from __future__ import annotations

import os
import re
import stat
from codecs import BOM_UTF8
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from gongkai.model.place import Place
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.problems.refused import reason
from gongkai.model.problems.yielded import Reading
from gongkai.model.words.matcher import matcher
from gongkai.reading.yaml.characters import code_of, invisible_in, misread_in
from gongkai.reading.yaml.encodings import why_not_utf8

LARGEST = 8 * 1024 * 1024
"""The largest text file that is read, in bytes."""

MOST_FAULTS = 20
"""The number of characters of one kind that are reported for a file, so that they do not hide other problems."""

_READING = os.O_RDONLY | getattr(os, "O_BINARY", 0)
_FORBIDDEN = matcher("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
_LINE_BREAKS = "\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
_CONFLICT = matcher(r"^(?:<{7}|\|{7}|>{7})(?: .*)?$", re.MULTILINE)
_CONFLICT_SIGNS = ("<<<<<<<", "|||||||", ">>>>>>>")


def read_text(path: Path, shown: str) -> Reading[str | None]:
    """The text of the file at ``path``; None, after a problem, where it cannot be read, is not UTF-8 or is damaged.

    ``shown`` is the path as messages name it.
    """
    data = yield from read_bytes(path, shown)
    return None if data is None else (yield from text_of(data, shown))


def text_of(data: bytes, shown: str) -> Reading[str | None]:
    """The text of ``data``, the bytes of the file ``shown``; None, after a problem, where it is not UTF-8 or is damaged."""
    try:
        # Not by the codec «utf-8-sig», which is Python code.
        text = data.removeprefix(BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        yield why_not_utf8(data, shown, error)
        return None
    return (yield from checked(text, shown))


def read_bytes(path: Path | str, shown: str, largest: int = LARGEST) -> Reading[bytes | None]:
    """The bytes of the file at ``path``; None, after a problem, where it is no regular file, unreadable or too large.

    ``shown`` is the path as messages name it, ``largest`` the limit in bytes.
    """
    try:
        status = os.stat(path)
        if not stat.S_ISREG(status.st_mode):
            # Reading a pipe would block for ever.
            what = "这不是普通文件（是管道、设备或文件夹）。"
            yield problem(Place(shown, 1, 1), "file-unreadable", what, "请换成真正的文件，或者删除。")
            return None
        if status.st_size > largest:
            what = f"文件有 {status.st_size / 1048576:.1f} MB，超过 {largest // 1048576} MB 的上限。"
            yield problem(Place(shown, 1, 1), "file-too-large", what, "请拆成几个文件，或者把长内容放进附件。")
            return None
        return _content(path, status.st_size)
    except OSError as error:
        what = f"文件读不出来（{reason(error)}）。"
        yield problem(Place(shown, 1, 1), "file-unreadable", what, "请检查文件是否存在、权限是否正确。")
        return None


def _content(path: Path | str, size: int) -> bytes:
    """All bytes of a file that has about ``size`` of them. Raises OSError."""
    # Without a file object, since a build reads as many files as the column has items.
    file = os.open(path, _READING)
    try:
        data = os.read(file, size + 1)
        while len(data) != size and (more := os.read(file, LARGEST)):
            data += more
        return data
    finally:
        os.close(file)


def checked(text: str, shown: str) -> Reading[str | None]:
    """The text with ``\\n`` as line ends; None, after problems, where it has control characters, mojibake or conflicts."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    found = [*_control_characters(text, shown), *_misread(text, shown)]
    found += _conflicts(text, shown, max(1, 2 * MOST_FAULTS - len(found)))
    yield from found
    return None if found else text


def character_faults(text: str, title: str, place: Place) -> Reading[str]:
    """A cell of the column ``title`` without control characters.

    Yields an error for each kind of control character, and a warning for each kind of invisible one, which stays.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    for one in dict.fromkeys(_FORBIDDEN.findall(text)):
        what = f"“{title}”里有不能出现的控制字符 {code_of(one)}。"
        yield problem(place, "control-character", what, "请删除后重新输入。")
    for one in dict.fromkeys(character for _, character in invisible_in(text)):
        what = f"“{title}”里有看不见的字符 {code_of(one, named=True)}。"
        yield problem(place, "invisible-character", what, "它会使检索和比对失败，请删除。", Level.WARNING)
    return _FORBIDDEN.sub("", text)


def invisible(text: str, shown: str, first_line: int, level: Level) -> Iterator[Problem]:
    """A problem of the given level for each invisible character of ``text``, which begins on line ``first_line`` of ``shown``."""
    for offset, character in islice(invisible_in(text), MOST_FAULTS):
        at = place_in(text, offset, shown)
        what = f"这里有看不见的字符 {code_of(character, named=True)}。"
        place = Place(shown, at.line + first_line - 1, at.column)
        yield problem(place, "invisible-character", what, "它会使检索和比对失败，请删除。", level)


def place_in(text: str, offset: int, shown: str) -> Place:
    """The line and the column, from 1 on, of ``offset`` in the text of the file ``shown``."""
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
    """A problem for each passage that was decoded with a wrong encoding; the original cannot be recovered from it."""
    for offset, sample in islice(misread_in(text), MOST_FAULTS):
        what = f"“{sample}”是编码转换出错留下的乱码。"
        remedy = "请从原件重新录入这一处，文件以 UTF-8 编码保存。"
        yield problem(place_in(text, offset, shown), "misread-text", what, remedy)
