"""A validity mark in a title (【已失效】…) agrees with the computed validity."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from gongkai.checking.rule import Rule
from gongkai.model.item import Item
from gongkai.model.problems.finding import Finding
from gongkai.model.problems.problem import Level, Problem, problem
from gongkai.model.publication import Publication
from gongkai.model.validity import State
from gongkai.model.words.matcher import matcher
from gongkai.reading.vocabulary import titles

_AGREE = {
    "不再有效": tuple(state for state in State if state.dead),
    "有效": (State.IN_FORCE, State.AMENDED, State.PARTLY),
    "尚未施行": (State.NOT_YET,),
    "已修改": (State.AMENDED, State.PARTLY),
}
_HINTS = ("【", "】", "（", "）", "(", ")", "〔", "[", "［", "〖", "：", ":")
_BRACKETS = matcher(
    r"[【〖（(\[［〔](?P<inside>(?:[^【】〖〗（）()\[\]［］〔〕]|[〔\[]\d{4}[〕\]]){2,60})[】〗）)\]］〕]"
)
_NAMED = matcher(r"《[^《》]*(?:《[^《》]*》[^《》]*)*》")
"""Text in title marks, which refers to another document."""
_LISTS = matcher(r"(?:目录|清单|名单|表|公告|声明|公示|启事)\s*\Z")
"""Titles in which a word in brackets at the end describes what they list or announce: 文件目录（废止）, 遗失声明（作废）."""


def check_item(item: Item, publication: Publication) -> Iterator[Problem]:
    """A validity mark in a title that contradicts the computed state."""
    if not any(sign in item.title for sign in _HINTS):
        return
    validity = publication.validity.get(item.index_no)
    found = _marked(item.title) if validity else None
    if validity is None or found is None or validity.state in _AGREE[found[1]]:
        return
    written, meaning = found
    what = f"标题写着“{written}”，由日期和文件关系得出的效力却是“{validity.state.value}”。"
    remedy = "标题请按原件写，删去这个标记；网页会自动标明效力。"
    if meaning == "不再有效":
        remedy += "确已不再有效的，请在后发文件里写“废止”或“宣布失效”，自行到期的写“有效期至”。"
    elif meaning == "已修改":
        remedy += "确已修改的，请在后发文件里写“修改”。"
    elif meaning == "尚未施行":
        remedy += "确未施行的，请写“施行日期”。"
    yield problem(item.at("title"), "title-state", what, remedy, Level.WARNING)


def _marked(title: str) -> tuple[str, str] | None:
    """The validity mark as written and its meaning (a key of ``_AGREE``); None if there is none."""
    title = title.strip()
    text = _NAMED.sub(lambda match: "《" * len(match.group()), title)
    for match in _BRACKETS.finditer(text):
        first, last = match.start() == 0, match.end() == len(text)
        said = _words().fullmatch(match["inside"]) if first or last or match.group()[0] in "【〖" else None
        if said and not (last and not said["lead"] and _LISTS.search(text[: match.start()])):
            return title[match.start() : match.end()], titles("title_states")[said["term"]]
    head = text.partition("：" if "：" in text else ":")[0]
    said = _words().fullmatch(head) if head.startswith("已") and head != text else None
    return (head, titles("title_states")[said["term"]]) if said else None


@cache
def _words() -> re.Pattern[str]:
    """The pattern of a mark, which may name the day and the document: 已于2023年1月1日被示商规〔2023〕1号废止."""
    terms = "|".join(sorted(map(re.escape, titles("title_states")), key=len, reverse=True))
    begin = r"(?:注：?|已|现|自|于|被|由|经|全文|本|此|该|宣布|仍|继续|目前|\d{4}年)"
    return re.compile(rf"\s*(?P<lead>(?:{begin}.{{0,40}}?)?)(?<![未不非无])(?P<term>{terms})\s*")


RULE = Rule(
    title="标题里的效力标记与效力一致",
    findings=(Finding("title-state", Level.WARNING, "标题里的效力标记与效力不符"),),
    of_item=check_item,
)
