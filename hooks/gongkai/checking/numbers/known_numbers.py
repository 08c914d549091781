"""Document numbers beside the title of another document, where the column or the list of well-known documents knows one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from gongkai.checking.rule import Hint, Rule
from gongkai.checking.texts.text_lines import lines_with, within
from gongkai.model.document_number import number_key, prefix_of, title_key
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.words.matcher import matcher
from gongkai.reading.vocabulary import titles

_CODE = "number-of-another"
_LONG = 14
"""Characters of a title without a year that no other document of the same agency has."""
_CITED = matcher(
    r"》[（(](?P<number>[\u4e00-\u9fffA-Za-z]{2,16}[〔\[［（(](?:19|20)[0-9]{2}[〕\]］）)][0-9]{1,5}号)[）)，,；;、]"
)
_TITLE = matcher(r"《((?:[^《》\n]|《[^《》\n]*》){4,90})\Z")


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Citations «《title》（number）» in which the two belong to different documents."""
    for line, place in lines_with(item, _CITED):
        for match in _CITED.finditer(line):
            named = _TITLE.search(line, max(0, match.start() - 120), match.start())
            if not named:
                continue
            number, cited = match["number"], named[1]
            what = _fault(number, cited, publication)
            if what:
                remedy = "请对照原件核对文号和标题。"
                yield problem(within(place, match.start("number")), _CODE, what, remedy, Level.WARNING)


def _fault(number: str, cited: str, publication: Publication) -> str:
    """What does not fit, in Chinese; "" where nothing is known about number and title, or both belong together."""
    key, folded = number_key(number), title_key(cited)
    known = _title_of(key, publication)
    if known and not _is_same(title_key(known), folded):
        return f"“{number}”是另一份文件（{known}），不是《{cited}》。"
    if not known:
        for phrase, right in _by_phrase().items():
            if phrase in folded and prefix_of(right) == prefix_of(number):
                return f"《{cited}》的文号是{right}，这里写的是“{number}”。"
    return ""


def _title_of(key: str, publication: Publication) -> str:
    known = _well_known().get(key)
    if known:
        return known
    item = publication.by_number.get(key)
    outside = publication.outside.get(key)
    return item.title if item else outside.title if outside else ""


def _is_same(known: str, cited: str) -> bool:
    """Whether one title contains the other; citations shorten them, and notices name what they issue."""
    return known in cited or cited in known


@cache
def _well_known() -> Mapping[str, str]:
    return {number_key(number): title for number, title in titles("known_documents").items()}


@cache
def _by_phrase() -> Mapping[str, str]:
    """Phrases that one document alone has in its title, with its number."""
    known = titles("known_documents").items()
    return {title_key(title): number for number, title in known if "年" in title or len(title) >= _LONG}


RULE = Rule(
    title="引用的文号与标题是同一份文件",
    findings=(Finding("number-of-another", Level.WARNING, "文号是另一份文件的", as_printed=True),),
    of_item=check_item,
    hints=(Hint(_CITED.search),),
)
