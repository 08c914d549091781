"""Text of a source file: decoded, bounded in size, and free of characters that nobody can see."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from gongkai.model.place import Place
from gongkai.problems import Level, Problem, problem

LARGEST = 8 * 1024 * 1024
"""Bytes of the largest text file that is read."""

_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ud800-\udfff]")
_INVISIBLE = re.compile("[\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")


def read_text(path: Path, shown: str) -> tuple[str | None, list[Problem]]:
    """The text of a YAML or Markdown file, which must be UTF-8; None where it cannot be used.

    ``shown`` is the path as messages name it.
    """
    data, problems = read_bytes(path, shown)
    if data is None:
        return None, problems
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return None, [_not_utf8(data, shown, error)]
    return checked(text, shown)


def read_bytes(path: Path, shown: str, largest: int = LARGEST) -> tuple[bytes | None, list[Problem]]:
    """The bytes of a file, unless it is missing, unreadable or too large."""
    try:
        size = path.stat().st_size
        if size > largest:
            what = f"文件有 {size / 1048576:.1f} MB，超过 {largest // 1048576} MB 的上限。"
            return None, [problem(Place(shown), "file-too-large", what, "请拆成几个文件，或者把长内容放进附件。")]
        return path.read_bytes(), []
    except OSError as error:
        what = f"文件读不出来（{error.strerror}）。"
        return None, [problem(Place(shown), "file-unreadable", what, "请检查文件是否存在、权限是否正确。")]


def checked(text: str, shown: str) -> tuple[str | None, list[Problem]]:
    """The text with line ends as ``\\n``; control characters are errors, invisible ones warnings, both with their place."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems: list[Problem] = []
    for match in _FORBIDDEN.finditer(text):
        what = f"这里有不能出现的控制字符 {_code(match.group())}。"
        problems.append(
            problem(_place_of(text, match.start(), shown), "control-character", what, "请删除这个字符后重新输入。")
        )
        if len(problems) >= 20:
            break
    if problems:
        return None, problems
    for match in _INVISIBLE.finditer(text):
        name = unicodedata.name(match.group(), "")
        what = f"这里有看不见的字符 {_code(match.group())}{f'（{name}）' if name else ''}。"
        remedy = "它会使检索和比对失败，请删除。"
        place = _place_of(text, match.start(), shown)
        problems.append(problem(place, "invisible-character", what, remedy, Level.WARNING))
        if len(problems) >= 20:
            break
    return text, problems


def character_faults(text: str, title: str, place: Place) -> tuple[str, list[Problem]]:
    """One cell of the column ``title`` without its control characters, which are errors; invisible ones are warnings and stay."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    problems = [
        problem(place, "control-character", f"“{title}”里有不能出现的控制字符 {_code(one)}。", "请删除后重新输入。")
        for one in dict.fromkeys(_FORBIDDEN.findall(text))
    ]
    for one in dict.fromkeys(_INVISIBLE.findall(text)):
        name = unicodedata.name(one, "")
        what = f"“{title}”里有看不见的字符 {_code(one)}{f'（{name}）' if name else ''}。"
        problems.append(problem(place, "invisible-character", what, "它会使检索和比对失败，请删除。", Level.WARNING))
    return _FORBIDDEN.sub("", text), problems


def _place_of(text: str, offset: int, shown: str) -> Place:
    start = text.rfind("\n", 0, offset) + 1
    return Place(shown, text.count("\n", 0, offset) + 1, offset - start + 1)


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"


def _not_utf8(data: bytes, shown: str, error: UnicodeDecodeError) -> Problem:
    before = data[: error.start]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    place = Place(shown, line, column)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return problem(
            place, "not-utf8", "文件是 UTF-16 编码，不是 UTF-8。", "请在编辑器中选择“另存为”，编码选 UTF-8。"
        )
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return problem(
            place,
            "not-utf8",
            "文件不是 UTF-8 编码，从这里开始读不出文字。",
            "请确认它是文本文件，并以 UTF-8 编码另存。",
        )
    return problem(
        place, "not-utf8", "文件是 GBK（GB 18030）编码，不是 UTF-8。", "请在编辑器中选择“另存为”，编码选 UTF-8。"
    )
