"""Characters, words and punctuation marks that stand twice, from typing and pasting (的的, 公务用车用车, 增长，。)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Rule
from gongkai.checking.texts.text_lines import lines_of, within
from gongkai.checking.words.doubled_characters import SIGNS, SINGLE, WORDS, has_run_twice, is_phrase
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_CODE = "words-doubled"


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Lines in which something stands twice."""
    for line, place in lines_of(item):
        for match in SINGLE.finditer(line):
            if _is_of_four(line, match.start(), match.end()):
                continue
            yield _twice(match.group(), match.group()[: len(match.group()) // 2], within(place, match.start()))
        for match in WORDS.finditer(line):
            if not is_phrase(match["word"]):
                yield _twice(match.group(), match["word"], within(place, match.start()))


def _is_of_four(line: str, start: int, end: int) -> bool:
    """Whether another character that stands twice is beside it, as in 和和气气 and 平平和和."""
    before, after = line[max(0, start - 2) : start], line[end : end + 2]
    return end - start == 2 and any(
        len(pair) == 2 and pair[0] == pair[1] and pair.isalpha() for pair in (before, after)
    )


def _twice(written: str, once: str, place: Place) -> Problem:
    if not once[-1].isalnum() and once not in "％%":
        what = f"标点“{written}”连在一起。"
        return problem(place, _CODE, what, "请只留一个。", Level.WARNING)
    if "上年年" in written:
        return problem(place, _CODE, f"“{written}”多写了一个“年”。", "请写成“上年”。", Level.WARNING)
    return problem(place, _CODE, f"“{written}”重复了。", f"请写成“{once}”。", Level.WARNING)


RULE = Rule(
    title="没有重复的字词和标点",
    sources=("政府网站与政务新媒体检查指标",),
    findings=(Finding("words-doubled", Level.WARNING, "字词或者标点重复", as_printed=True),),
    of_item=check_item,
    signs=lambda _: SIGNS,
    hints=(has_run_twice,),
)
