"""Lines that do not belong to a document: in another script than the text around them, or after its formal end."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from gongkai.checking.rule import Rule
from gongkai.checking.texts.text_lines import texts_of
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.texts.imprint import imprint_lines

_HAN = re.compile("[\u3400-\u9fff]")
_SCRIPTS = {
    "泰文": "\u0e00-\u0e7f",
    "西里尔字母": "\u0400-\u052f",
    "越南文": "\u1ea0-\u1ef9\u01a0\u01a1\u01af\u01b0\u0110\u0111",
    "日文假名": "\u3041-\u30ff",
    "印地文": "\u0900-\u097f",
    "希伯来文": "\u0590-\u05ff",
}
"""Scripts that no ethnic group writes in official documents of China; those of its own languages are not looked at."""
_FOREIGN = re.compile(f"[{''.join(_SCRIPTS.values())}]")
_LEAST = {"越南文": 3}
_LETTERS = 8
_MOST_LINES = 2
"""More lines than these are a text in another language, not one line that was put in."""
_LONGEST = 60
_MORE_THAN_A_LINE = re.compile(
    r"[。；：:]|附件|附表|附图|附录|抄送|印发|此件|公开|份|联系|主送|分送|[-—]\s*\d+\s*[-—]|^\W*\d*\W*$|\d{4}\s*年|^[#|>!<]"
)


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Lines in other scripts, and short lines after the printing line, which ends a document."""
    for text, path, first in texts_of(item):
        foreign = _FOREIGN.search(text)
        if not foreign and "印发" not in text:
            continue
        lines = text.split("\n")
        if foreign:
            yield from _other_scripts(lines, path, first)
        if "印发" in text:
            yield from _after_the_end(lines, path, first)


def _other_scripts(lines: Sequence[str], path: str, first: int) -> Iterator[Problem]:
    found = [(number, name) for number, line in enumerate(lines) if (name := _script(line))]
    han = sum(1 for line in lines if _HAN.search(line))
    if len(found) > _MOST_LINES or han < 3:
        return
    for number, name in found:
        what = f"这一行是{name}，前后都是中文，疑似被植入的文字。"
        remedy = "请核对原件，删除不属于原件的文字，并检查发布账号是否被盗用。"
        yield problem(Place(path, first + number, 1), "line-other-script", what, remedy)


def _script(line: str) -> str:
    """The script of a line that has no Chinese character; "" for all other lines."""
    if _HAN.search(line) or not _FOREIGN.search(line):
        return ""
    letters = sum(one.isalpha() for one in line)
    for name, characters in _SCRIPTS.items():
        own = len(re.findall(f"[{characters}]", line))
        if letters >= _LETTERS and own >= _LEAST.get(name, letters // 2):
            return name
    return ""


def _after_the_end(lines: Sequence[str], path: str, first: int) -> Iterator[Problem]:
    """One short line after the printing line; more of them are an enclosure."""
    written = [(number, line.strip(" \t\u3000\xa0")) for number, line in enumerate(lines) if line.strip()]
    imprint = imprint_lines([line for _, line in written])
    if not imprint or imprint[-1] != len(written) - 2 or "印发" not in written[imprint[-1]][1]:
        return
    number, line = written[-1]
    if len(line) > _LONGEST or _MORE_THAN_A_LINE.search(line):
        return
    what = "版记（印发机关、印发日期）是文件的末尾，后面还有一行不是附件的文字。"
    remedy = "请核对原件；不属于原件的请删除，并检查发布账号是否被盗用。"
    yield problem(Place(path, first + number, 1), "line-after-end", what, remedy, Level.WARNING)


RULE = Rule(
    title="没有混进文件的外文行、末尾行",
    sources=("GB/T 9704-2012",),
    findings=(
        Finding("line-other-script", Level.ERROR, "一行是别的文字，疑似被植入"),
        Finding("line-after-end", Level.WARNING, "版记后面还有一行文字", as_printed=True),
    ),
    of_item=check_item,
)
