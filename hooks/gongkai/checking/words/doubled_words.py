"""Characters, words and punctuation marks that stand twice, from typing and pasting (的的, 公务用车用车, 增长，。)."""

from __future__ import annotations

from collections.abc import Iterator

from gongkai.checking.rule import Hint, Rule
from gongkai.checking.texts.text_lines import lines_of, within
from gongkai.checking.words.doubled_characters import has_run_twice, signs, twice_in
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication

_CODE = "words-doubled"


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Lines in which something stands twice."""
    for line, place in lines_of(item):
        for one in twice_in(line):
            yield _told(one.written, one.once, within(place, one.at))


def _told(written: str, once: str, place: Place) -> Problem:
    if not once[-1].isalnum() and once not in "％%":
        what = f"标点“{written}”连在一起。"
        return problem(place, _CODE, what, "请只留一个。", Level.WARNING)
    if "上年年" in written:
        return problem(place, _CODE, f"“{written}”多写了一个“年”。", "请写成“上年”。", Level.WARNING)
    if len(written) == 3:
        return problem(place, _CODE, f"“{written}”重复了。", "请删去多写的字。", Level.WARNING)
    return problem(place, _CODE, f"“{written}”重复了。", f"请写成“{once}”。", Level.WARNING)


RULE = Rule(
    title="没有重复的字词和标点",
    sources=("政府网站与政务新媒体检查指标",),
    findings=(Finding("words-doubled", Level.WARNING, "字词或者标点重复", as_printed=True),),
    of_item=check_item,
    signs=lambda _: signs(),
    hints=(Hint(has_run_twice),),
)
