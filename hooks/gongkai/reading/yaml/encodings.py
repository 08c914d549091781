"""The problem of a file that is not UTF-8, with a remedy for its author."""

from __future__ import annotations

import codecs

from gongkai.model.place import Place
from gongkai.model.problems.problem import Problem, problem

_SAVE = "请在编辑器中选择“另存为”，编码选 UTF-8。"


def why_not_utf8(data: bytes, shown: str, error: UnicodeDecodeError) -> Problem:
    """The problem of the file ``shown``, at the first wrong byte of ``data``; ``error`` comes from decoding it as utf-8-sig."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return problem(Place(shown, 1, 1), "not-utf8", "文件是 UTF-16 编码，不是 UTF-8。", _SAVE)
    # The decoder counts from behind a byte-order mark.
    start = error.start + (len(codecs.BOM_UTF8) if data.startswith(codecs.BOM_UTF8) else 0)
    before = data[:start].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    line_start = before.rfind(b"\n") + 1
    place = Place(shown, before.count(b"\n") + 1, len(before[line_start:].decode("utf-8-sig", "replace")) + 1)
    data = data.removeprefix(codecs.BOM_UTF8)
    lines = data.split(b"\n")
    foreign = [line for line in lines if not _is_valid(line, "utf-8")]
    if any(not line.isascii() and _is_valid(line, "utf-8") for line in lines):
        if all(_is_valid(line, "gb18030") for line in foreign):
            what = f"文件里混用了两种编码：多数是 UTF-8，从这里起有 {len(foreign)} 行是 GBK（GB 18030）。"
            return problem(place, "not-utf8", what, "请重新录入这些行，文件以 UTF-8 编码另存。")
    elif _is_valid(data, "gb18030"):
        return problem(place, "not-utf8", "文件是 GBK（GB 18030）编码，不是 UTF-8。", _SAVE)
    what = "文件不是 UTF-8 编码，从这里开始读不出文字。"
    return problem(place, "not-utf8", what, "请确认它是文本文件，并以 UTF-8 编码另存。")


def _is_valid(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True
