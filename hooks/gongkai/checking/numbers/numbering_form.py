"""The form of numbering: 一、 and （一） and 1. (GB/T 9704-2012, 7.3.3), one mark within a list, no bullets of word processors."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from gongkai.checking.rule import Hint, Needs, Rule
from gongkai.checking.texts.own_texts import is_own
from gongkai.model.item import Item
from gongkai.model.place import Place
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.text_style import TextStyle
from gongkai.model.words.matcher import matcher

_NUMERAL = "一二三四五六七八九十"
_FORMS = matcher(
    rf"\n[ \t\u3000\xa0#*]*(?:(?P<first>[{_NUMERAL}]{{1,3}})(?P<stop>[.．,，:])(?=[ \u3000]?[\u4e00-\u9fff“《])"
    rf"|(?P<second>[（(][{_NUMERAL}]{{1,3}}[）)])(?P<after>[、.．,，])(?=[ \u3000]?[\u4e00-\u9fff“《])"
    rf"|(?P<half>[{_NUMERAL}]{{1,3}})[）)](?=[ \u3000]?[\u4e00-\u9fff“《])"
    r"|(?P<third>[1-9][0-9]?)(?P<mark>[.．、,，])(?=[ \u3000]?[\u4e00-\u9fff“《])"
    r"|(?P<bullet>[lnquvwØüŸ§²])[ \t\u3000\xa0]+(?=[\u4e00-\u9fff“《]))"
)
"""A number or a bullet at the beginning of a line; the search skips from one line break to the next."""
_SURE_BULLETS = "ØüŸ§²"
_LEAST = 2
"""How many lines begin with the same letter where it is a bullet; one alone may be the sign of a formula."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """Numbers with another mark than official documents write after them, and letters that were bullets."""
    if not is_own(item):
        return
    text = "\n" + item.body
    found = list(_FORMS.finditer(text))
    bullets = Counter(match["bullet"] for match in found if match["bullet"])
    before = (0, "")
    for match in found:
        place = _place(item, text, match)
        if match["first"]:
            yield _told(place, match["first"] + match["stop"], f"{match['first']}、")
        elif match["second"]:
            yield _told(place, match["second"] + match["after"], match["second"])
        elif match["half"]:
            yield _told(place, text[match.start("half") : match.end()], f"（{match['half']}）")
        elif match["third"]:
            number, mark = int(match["third"]), match["mark"]
            if item.style is TextStyle.OFFICIAL and number == before[0] + 1 and number > 1 and mark != before[1]:
                yield _told(
                    place, f"{number}{mark}", f"{number}{before[1]}", f"，与前面的“{before[0]}{before[1]}”不一样"
                )
                mark = before[1]
            before = (number, mark)
        elif match["bullet"] in _SURE_BULLETS or bullets[match["bullet"]] >= _LEAST:
            what = f"行首的“{match['bullet']}”多半是文字处理软件的项目符号。"
            yield problem(place, "numbering-form", what, "请对照原件改成序号，或者去掉。", Level.NOTE)


def _told(place: Place, written: str, right: str, why: str = "") -> Problem:
    what = f"序号“{written}”的写法{why or '与公文的不同'}。"
    return problem(place, "numbering-form", what, f"请写成“{right}”。", Level.NOTE)


def _place(item: Item, text: str, match: re.Match[str]) -> Place:
    begin = next(match.start(name) for name in ("first", "second", "half", "third", "bullet") if match[name])
    return Place(item.place.path, item.body_line - 1 + text.count("\n", 0, begin), begin - text.rfind("\n", 0, begin))


RULE = Rule(
    title="序号照公文的写法",
    sources=("GB/T 9704-2012",),
    findings=(Finding("numbering-form", Level.NOTE, "序号、项目符号的写法与公文的不同", as_printed=True),),
    needs=Needs(fields=("reprint_of",)),
    of_item=check_item,
    hints=(Hint(_FORMS.search),),
)
