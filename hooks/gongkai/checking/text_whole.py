"""Every visible character of a source text appears on its page, in order; else the line is named."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.model.place import Place
from gongkai.model.publication import Publication
from gongkai.pages.page import Text
from gongkai.pages.text import render, visible
from gongkai.problems import Problem, problem

_RISKY = re.compile(r"[\[|`<\\^]|^[ \t\u3000]*(?:[-*+>~_]|\d+[.)])", re.MULTILINE)
_MARKS = re.compile(r"[\s\u3000\xa0\\*_`#>|~:\-+=\[\]()!<>.\d^]")
"""Characters that Markdown may use up, and the numbers of its lists, which the browser draws."""


def check(publication: Publication) -> Iterator[Problem]:
    """Texts of which a word would be lost on the page."""
    for item in publication.reading.items:
        # Lines without any mark of Markdown are escaped and shown as they are, so there is nothing to lose.
        if not _RISKY.search(item.body):
            continue
        shown = _letters(visible(str(render(Text(item.body), "", lambda address: address).html)))
        at = 0
        for number, line in enumerate(item.body.split("\n")):
            at = _after(_letters(_without_targets(line)), shown, at)
            if at < 0:
                what = "这一行的文字不能完整地显示在网页上。"
                remedy = "请检查这一行的方括号、反引号和表格竖线；不用这些符号时写成全角。"
                yield problem(Place(item.place.path, item.body_line + number, 1), "text-lost", what, remedy)
                break


def _after(letters: str, shown: str, at: int) -> int:
    """Where the search goes on after the letters of a line; -1 where one of them is missing."""
    found = shown.find(letters, at)
    if found >= 0:
        return found + len(letters)
    for letter in letters:
        at = shown.find(letter, at) + 1
        if at == 0:
            return -1
    return at


def _letters(text: str) -> str:
    return _MARKS.sub("", text)


def _without_targets(line: str) -> str:
    """The line without the addresses of its links, which are not printed, and without forced line breaks."""
    line = re.sub(
        r"(!?\[[^\]\n]*\])\([^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)", lambda m: "" if m[1].startswith("!") else m[1], line
    )
    return re.sub(r"<br\s*/?>", "", line)
