"""Spam injected into texts: words of gambling, forgery and prostitution in sentences that advertise them.

The words alone prove nothing: documents that forbid these things name them, and they occur across word boundaries.
So the whole sentence is classified, by the patterns in vocabulary/spam.yml.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from gongkai import FOLDER
from gongkai.checking.rule import Hint, Rule
from gongkai.checking.texts.text_lines import all_text, lines_of
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.problems.yielded import Reading, gathered
from gongkai.model.publication import Publication
from gongkai.model.script import simplified, traditional_pairs
from gongkai.model.words.literals import Literals
from gongkai.model.words.matcher import matcher
from gongkai.reading.yaml.shape import shape_of
from gongkai.reading.yaml.yaml_files import read_yaml
from gongkai.texts.entities import decode_entity

_CODE = "spam"

_FILE = "vocabulary/spam.yml"
_ALWAYS, _ALONE = "必是", "单独"
_HINT = "线索"
_HINTS = (_HINT, "联系")
_FEW_WORDS = 8
"""Maximum number of characters beside the matched words in a line that is nothing but an advert."""
_SENTENCE_ENDS = matcher(r"[。！？；;!?\n]")


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Lines with injected adverts."""
    if not advert_in(all_text(item)):
        return
    for line, place in lines_of(item):
        words = advert_in(line)
        if words:
            what = f"这一行有疑似被植入的广告文字“{words}”。"
            yield problem(place, _CODE, what, "请核对原件，删除不属于原件的文字，并检查发布账号是否被盗用。")


def advert_in(text: str) -> str:
    """The matched words of the first advert in a text; "" if there is none."""
    if _DISGUISED.search(text):
        text = _ENTITY.sub(lambda match: decode_entity(match.group()), text)
        text = _UNSEEN.sub("", unicodedata.normalize("NFKC", text))
    if _SPACED.search(text):
        text = _SPLIT.sub(lambda match: _SEPARATORS.sub("", match.group()), text)
    if _is_traditional(text):
        text = simplified(text)
    if not _has_trigger(text):
        return ""
    # Sentences are classified one by one, so that a legitimate one does not excuse an advert after it.
    return next(filter(None, map(_advert_in, _SENTENCE_ENDS.split(text))), "")


def _advert_in(sentence: str) -> str:
    """The matched words of an advert in a sentence; "" if it is none."""
    data = _data()
    if not _has_trigger(sentence) or data.strictly_honest.search(sentence):
        return ""
    is_honest = bool(data.honest.search(sentence))
    for advert in data.adverts:
        if is_honest and advert.weight != _ALWAYS:
            continue
        if any(trigger in sentence for trigger in advert.triggers):
            match = advert.pattern.search(sentence)
            if match and _is_sold(match, sentence, advert.weight):
                return match.group()
    return ""


def _has_trigger(text: str) -> bool:
    return bool(_data().triggers.present(text))


def _is_sold(match: re.Match[str], sentence: str, weight: str) -> bool:
    """Whether a sentence advertises: by the words themselves, by a hint near them, or because it says nothing else."""
    hint = _data().hints.get(weight, _data().hints[_HINT])
    if weight == _ALWAYS or hint.search(sentence):
        return True
    return weight == _ALONE and len(_MARKUP.sub("", sentence).strip()) <= len(match.group()) + _FEW_WORDS


def _is_traditional(text: str) -> bool:
    """Whether a text has a Traditional character anywhere; characters beyond the BMP are rare and tested last."""
    return bool(_TRADITIONAL.search(text) or (_RARE.search(text) and _RARE_TRADITIONAL.search(text)))


@dataclass(frozen=True, slots=True)
class _Advert:
    """One kind of advert: trigger words (a prefilter), the pattern, and what else it needs as proof."""

    triggers: tuple[str, ...]
    pattern: re.Pattern[str]
    weight: str


@dataclass(frozen=True, slots=True)
class _Data:
    honest: re.Pattern[str]
    """Words of a legitimate sentence, which forbids, warns or explains."""
    strictly_honest: re.Pattern[str]
    """Words of a sentence that forbids or prosecutes, which excuse even what is certainly an advert elsewhere."""
    hints: Mapping[str, re.Pattern[str]]
    """Weight → words of a sentence that sells, or that gives a private contact or a price."""
    adverts: tuple[_Advert, ...]
    triggers: Literals
    """The trigger words of all adverts."""


@cache
def _data() -> _Data:
    data, problems = gathered(_read_data())
    assert not problems, problems
    return data


def _read_data() -> Reading[_Data]:
    node = yield from read_yaml(FOLDER / _FILE, _FILE)
    shape = yield from shape_of(node, _FILE, Place(_FILE))
    adverts = []
    for row in (yield from shape.rows("广告")):
        of_row = yield from shape_of(row, _FILE, Place(_FILE))
        triggers, pattern = (yield from of_row.texts("触发")), (yield from of_row.text("样子"))
        advert = _Advert(triggers, matcher(pattern), (yield from of_row.text("程度")))
        assert advert.triggers, row
        assert advert.weight in (_ALWAYS, _ALONE, *_HINTS), advert.weight
        adverts.append(advert)
    hints = {}
    for name in _HINTS:
        hints[name] = matcher((yield from shape.needed(name, "网址")), re.IGNORECASE)
    all_triggers = (trigger for advert in adverts for trigger in advert.triggers)
    return _Data(
        honest=matcher((yield from shape.needed("正当", "打击"))),
        strictly_honest=matcher((yield from shape.needed("必是时的正当", "打击"))),
        hints=hints,
        adverts=tuple(adverts),
        triggers=Literals(all_triggers),
    )


# The first character comes first and looks back afterwards, so that the search can skip from one candidate to the next.
_DISGUISED = matcher(
    "[&\u200b-\u200f\u2060-\u2064\u2e80-\u2fdf\uf900-\ufaff\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\ufeff\u00ad]"
    "(?:(?<=&)#?[A-Za-z0-9]{2,8};|(?<!&))"
)
"""Signs of obfuscation: entities, compatibility forms of characters, invisible characters."""

_ENTITY = matcher("&#?[A-Za-z0-9]{2,8};")
_UNSEEN = matcher("[\u200b-\u200f\u2060-\u2064\ufeff\u00ad]")

_SEPARATORS = matcher(r"[ \u3000\u00a0*·_.\-]+")
_SPACED = matcher(
    r"[ \u3000\u00a0*·_.\-](?<=[\u4e00-\u9fff].)[\u4e00-\u9fff][ \u3000\u00a0*·_.\-][\u4e00-\u9fff](?![\u4e00-\u9fff])"
)
"""Characters with a sign between each two of them, so that no search finds their words."""
_SPLIT = matcher(r"(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:[ \u3000\u00a0*·_.\-][\u4e00-\u9fff](?![\u4e00-\u9fff])){2,}")
_MARKUP = matcher(r"</?[A-Za-z][^<>]*>|!?\[|\]\([^()\s]*\)|[#>*|\s]+")
"""What a page does not show: tags, the marks and addresses of links and pictures."""

# Python's re compares characters beyond the BMP in a class one by one, so they have a class of their own.
_TRADITIONAL = matcher("[" + "".join(chr(one) for one in traditional_pairs() if one <= 0xFFFF) + "]")
_RARE = matcher("[\U00010000-\U0010ffff]")
_RARE_TRADITIONAL = matcher("[" + "".join(chr(one) for one in traditional_pairs() if one > 0xFFFF) + "]")


def _signs(publication: Publication) -> Iterator[str]:
    yield from _data().triggers.texts
    yield from ("&", *_DISGUISED.findall("".join(map(chr, range(0x10000)))))
    yield from map(chr, traditional_pairs())


RULE = Rule(
    title="没有被植入的广告",
    findings=(Finding("spam", Level.ERROR, "疑似被植入的广告", waivable=False),),
    of_item=check_item,
    signs=_signs,
    hints=(Hint(_SPACED.search),),
)
