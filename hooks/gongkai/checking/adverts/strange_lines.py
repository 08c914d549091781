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
from gongkai.model.words.matcher import matcher
from gongkai.texts.imprint import imprint_lines

_HAN = matcher("[\u3400-\u9fff]")
_SCRIPTS = {
    "泰文": "\u0e00-\u0e7f",
    "西里尔字母": "\u0400-\u052f",
    "越南文": "\u1ea0-\u1ef9\u01a0\u01a1\u01af\u01b0\u0110\u0111",
    "日文假名": "\u3041-\u30ff",
    "印地文": "\u0900-\u097f",
    "希伯来文": "\u0590-\u05ff",
}
"""Scripts that no ethnic group writes in official documents of China; those of its own languages are not looked at."""
_FOREIGN = matcher(f"[{''.join(_SCRIPTS.values())}]")
_LEAST = {"越南文": 3}
_LETTERS = 8
_MOST_LINES = 2
"""More lines than these are a text in another language, not one line that was put in."""
_LONGEST = 60
_TAIL = 300
"""Characters at the end of a text in which the day of its signature stands."""
_MORE_THAN_A_LINE = matcher(
    r"[。；：:]|附件|附表|附图|附录|抄送|印发|此件|公开|份|联系|主送|分送|[-—]\s*\d+\s*[-—]|^\W*\d*\W*$|\d{4}\s*年|^[#|>!<]"
)

_DAY = matcher(
    r"(?:[0-9]{4}|[一二三四五六七八九〇○零]{4})\s*年\s*[0-9一二三四五六七八九十元正]{1,3}\s*月\s*[0-9一二三四五六七八九十]{1,3}\s*日\Z"
)
_AGENCY = matcher(r"[\u3400-\u9fff（）() \u3000]{2,60}(?:室|厅|局|委|处|科|部|院|会|中心|府|社|署|办|所|站|队|公司)\Z")
_ENCLOSURE = matcher(
    r"(?:[表单册录图书]|方案|办法|意见|样式|模板|细则|规定|说明|情况|要点|标准|指南|计划|规划|报告|制度|规程|流程|措施|条例|通知|公告|决定)\Z"
)
_SIGNER = matcher(r"[\u4e00-\u9fff]{1,8}[ \u3000]+[\u4e00-\u9fff]{1,2}[ \u3000]*[\u4e00-\u9fff]{1,2}\Z")
"""An office and the name of whoever holds it."""
_BLANKS = " \t\u3000\xa0"
_MOST_AFTER = 2
_SHORTEST = 5
"""Shorter lines are names and notes of whoever typed the document."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Lines in other scripts, and short lines after the printing line or the signature, which end a document."""
    for text, path, first in texts_of(item):
        foreign = _FOREIGN.search(text)
        if not foreign and "印发" not in text and "日" not in text[-_TAIL:]:
            continue
        lines = text.split("\n")
        if foreign:
            yield from _other_scripts(lines, path, first)
        if "印发" in text:
            written = [(number, line.strip(_BLANKS)) for number, line in enumerate(lines) if line.strip()]
            yield from _after_the_end(written, path, first)
        yield from _after_signature(_last_written(lines), path, first)


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


def _after_the_end(written: Sequence[tuple[int, str]], path: str, first: int) -> Iterator[Problem]:
    """One short line after the printing line; more of them are an enclosure."""
    imprint = imprint_lines([line for _, line in written])
    if not imprint or imprint[-1] != len(written) - 2 or "印发" not in written[imprint[-1]][1]:
        return
    number, line = written[-1]
    if len(line) > _LONGEST or _MORE_THAN_A_LINE.search(line):
        return
    what = "版记（印发机关、印发日期）是文件的末尾，后面还有一行不是附件的文字。"
    remedy = "请核对原件；不属于原件的请删除，并检查发布账号是否被盗用。"
    yield problem(Place(path, first + number, 1), "line-after-end", what, remedy, Level.WARNING)


def _last_written(lines: Sequence[str]) -> list[tuple[int, str]]:
    """The last lines that are not blank: what may follow a signature, and the two of the signature itself."""
    written: list[tuple[int, str]] = []
    for number in range(len(lines) - 1, -1, -1):
        if lines[number].strip():
            written.append((number, lines[number].strip(_BLANKS)))
        if len(written) == _MOST_AFTER + 2:
            break
    return written[::-1]


def _after_signature(written: Sequence[tuple[int, str]], path: str, first: int) -> Iterator[Problem]:
    """One or two short lines after agency and day, which are neither a note nor the title of an enclosure."""
    last = next((at for at in range(len(written) - 1, 0, -1) if _DAY.match(written[at][1])), 0)
    after = written[last + 1 :]
    if not last or not 1 <= len(after) <= _MOST_AFTER or not _AGENCY.match(written[last - 1][1]):
        return
    if any(not _is_stray(line) for _, line in after):
        return
    what = "落款（发文机关、成文日期）是正文的末尾，后面还有不是附件、附注的文字。"
    remedy = "请核对原件；不属于原件的请删除，并检查发布账号是否被盗用。"
    yield problem(Place(path, first + after[0][0], 1), "line-after-end", what, remedy, Level.WARNING)


def _is_stray(line: str) -> bool:
    return (
        _SHORTEST <= len(line) <= _LONGEST
        and line[0] not in "（([【"
        and not any(one.search(line) for one in (_MORE_THAN_A_LINE, _ENCLOSURE))
        and not any(one.match(line) for one in (_AGENCY, _SIGNER))
    )


RULE = Rule(
    title="没有混进文件的外文行、末尾行",
    sources=("GB/T 9704-2012",),
    findings=(
        Finding("line-other-script", Level.ERROR, "一行是别的文字，疑似被植入"),
        Finding("line-after-end", Level.WARNING, "版记、落款后面还有文字", as_printed=True),
    ),
    of_item=check_item,
)
