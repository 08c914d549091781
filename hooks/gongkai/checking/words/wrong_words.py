"""Words that are wrong in any context (vocabulary/wrong_words.yml; 检查指标: 错别字), and those that the agency has listed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from gongkai.checking.rule import Rule
from gongkai.checking.texts.text_lines import lines_of, within
from gongkai.incremental.same_object import SameObject
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.slip import Slip
from gongkai.reading.words.word_list import WrongWords, wrong_words


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Misspelled words, with their corrections, and words that the agency does not want."""
    data, own = wrong_words(), _by_word(SameObject(publication.reading.lexicon))
    for line, place in lines_of(item):
        for start, word in data.words.places(line):
            slip = data.slips[word]
            if not slip.is_excused(line, start):
                what = f"“{word}”是错字。"
                yield problem(within(place, start), "wrong-word", what, f"请改成“{slip.right}”。", Level.WARNING)
        for start, word in own.words.places(line):
            slip = own.slips[word]
            if not slip.is_excused(line, start):
                yield _unwanted(slip, within(place, start))


def _unwanted(slip: Slip, place: Place) -> Problem:
    basis = f"（{slip.source}）" if slip.source else ""
    what = f"“{slip.wrong}”不能这样写：{slip.reason.rstrip('。')}{basis}。"
    remedy = f"请改成“{slip.right}”。" if slip.right else "请改写或者删除。"
    return problem(place, "lexicon-word", what, remedy, Level.ERROR if slip.stops else Level.WARNING)


@lru_cache(maxsize=1)
def _by_word(slips: SameObject[tuple[Slip, ...]]) -> WrongWords:
    return WrongWords.of(slips.it)


def _signs(publication: Publication) -> Iterator[str]:
    yield from wrong_words().slips
    yield from (slip.wrong for slip in publication.reading.lexicon)


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
    signs=_signs,
)
