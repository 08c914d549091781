"""Words that are wrong in any context (vocabulary/wrong_words.yml; 检查指标: 错别字), and those that the agency has listed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from gongkai.checking.rule import Rule
from gongkai.checking.texts.text_lines import all_text, lines_of, within
from gongkai.checking.words.slip_hints import may_have_slips
from gongkai.incremental.same_object import SameObject
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.slip import Slip
from gongkai.reading.words.word_list import wrong_words


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Misspelled words, with their corrections."""
    own = publication.reading.lexicon
    pattern = _own_words(SameObject(own)) if own else None
    if may_have_slips(item):
        yield from _known(item)
    if pattern and pattern.search(all_text(item)):
        yield from _own(item, pattern, {slip.wrong: slip for slip in own})


def _known(item: Item) -> Iterator[Problem]:
    data = wrong_words()
    if not data.words.search(all_text(item)):
        return
    for line, place in lines_of(item):
        for match in data.words.finditer(line):
            slip = data.slips[match.group()]
            if not slip.is_excused(line, match.start()):
                what = f"“{slip.wrong}”是错字。"
                yield problem(
                    within(place, match.start()), "wrong-word", what, f"请改成“{slip.right}”。", Level.WARNING
                )


def _own(item: Item, pattern: re.Pattern[str], slips: dict[str, Slip]) -> Iterator[Problem]:
    for line, place in lines_of(item):
        for match in pattern.finditer(line):
            slip = slips[match.group()]
            if slip.is_excused(line, match.start()):
                continue
            basis = f"（{slip.source}）" if slip.source else ""
            what = f"“{slip.wrong}”不能这样写：{slip.reason.rstrip('。')}{basis}。"
            remedy = f"请改成“{slip.right}”。" if slip.right else "请改写或者删除。"
            level = Level.ERROR if slip.stops else Level.WARNING
            yield problem(within(place, match.start()), "lexicon-word", what, remedy, level)


@lru_cache(maxsize=1)
def _own_words(slips: SameObject[tuple[Slip, ...]]) -> re.Pattern[str]:
    """The longest words come first, so that a shorter one inside of them is not told, too."""
    words = sorted((slip.wrong for slip in slips.it), key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words)))


RULE = Rule(
    title="没有确定的错字和本机关不用的词",
    sources=("政府网站与政务新媒体检查指标",),
    findings=(
        Finding("wrong-word", Level.WARNING, "错字", as_printed=True),
        Finding(
            "lexicon-word",
            Level.ERROR,
            "本机关规定不能这样写的词",
            as_printed=True,
            milder=((Level.WARNING, "用词文件没有写“级别: 错误”"),),
        ),
    ),
    of_item=check_item,
)
