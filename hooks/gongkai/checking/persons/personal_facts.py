"""Finds what is told of a natural person: birth, home, mail, health, kin …; yields kinds and positions, never the words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from gongkai.checking.persons.person_names import hints_of_names, is_about_person, may_name, names_in, signs_of_names
from gongkai.checking.persons.person_words import person_words
from gongkai.checking.persons.personal_kinds import Found, PersonalKind
from gongkai.checking.rule import Hint
from gongkai.checking.texts.personal_numbers import numbers_in
from gongkai.model.words.matcher import matcher

_SENTENCE = matcher(r"[^。；;！？\n]+")
_DAY = r"(?:19|20)[0-9]{2}\s*[年./-]\s*[0-9]{1,2}\s*[月./-]\s*[0-9]{1,2}\s*日?"
_BIRTH = matcher(
    rf"{_DAY}\s*(?:出生|生(?![产效活育成态])|（?出生）)"
    rf"|(?:出生(?:日期|时间|年月日?)?|出?生于|生日)\s*(?:[：:于是为]|\s)?\s*(?:{_DAY}|(?:19|20)[0-9]{{6}}(?![0-9]))"
)
_NUMBER = "[0-9０-９一二三四五六七八九十]+"
_HOME = matcher(
    rf"(?<![入居])住(?![房建宅院宿户址所持])(?:在|于)?[^，。；,;\n]{{2,40}}?{_NUMBER}\s*(?:号|室|单元|栋|幢|座|组|社)"
    rf"|(?:小区|花园|家园|公寓|新村|苑|庭|府|里|社区|大院|[路街巷村])[^，。；,;\n]{{0,10}}?{_NUMBER}\s*(?:号楼|栋|幢|座|号|#)"
    rf"[^，。；,;\n]{{0,6}}?{_NUMBER}\s*(?:单元|室)"
    rf"|[^，。；,;\s]{{1,8}}(?:村|屯|寨)[^，。；,;\n]{{0,8}}?{_NUMBER}\s*(?:组|社|队)\s*{_NUMBER}\s*号"
)
_BUSINESS = matcher(
    "住所|公司|工厂|商店|商行|超市|餐|合作社|经营|场所|注册|办公|营业|事务所|门市|饭店|酒店|地址[：:]?$"
)
_MASKED_PERSON = matcher("[一-龥](?:某{1,2}|[*＊×]{1,2})(?=[，,（(、]|的|因|于|住|系)")
_HOME_SIGN = matcher("住|单元|室|组|社|队")
_HOME_PHONE = matcher(
    r"(?:家庭|住宅|家里|家中|宅)(?:固定)?(?:电话|座机|固话)(?:号码)?[：:为是\s]{0,3}[（(]?0?[0-9]{2,4}[）)]?[-—\s]?[0-9]{7,8}"
)
_MAILS = (PersonalKind.MAIL, PersonalKind.MAIL_OF_PERSON)
_PERSONAL = matcher("个人|本人|私人|家长")
_NEAR, _AROUND = 24, 60
"""Characters before a mail address that say whose it is, and around it that show a list of contacts of an office."""
_OFFICE_CONTACTS = matcher("联系电话|办公电话|传真|通[信讯]地址|邮政编码|邮编")
_SAME_PLACE = 60
_LABEL_LINE = matcher(
    r"\s*(?:[-*>|]\s*)?(?:(?:学生|户主|患者)?姓\s*名|申请人|当事人|被处罚人|被征收人|救助对象|户主)\s*[：:]"
)
_FORM_LINE = matcher(r"\s*(?:[-*>|]\s*)?[\u4e00-\u9fa5 ]{2,8}[：:]")
_MOST_LINES = 6
"""How many lines of a form after its line «姓名：…» are still about that person."""


def personal_in(text: str) -> Iterator[Found]:
    """The personal numbers and the personal facts in ``text``; what is found as a number is not told again as a fact."""
    numbers = [*numbers_in(text)]
    yield from numbers
    for fact in facts_in(text):
        if not any(one.kind is fact.kind and abs(one.at - fact.at) < _SAME_PLACE for one in numbers):
            yield fact


def facts_in(text: str) -> Iterator[Found]:
    """What ``text`` tells of natural persons."""
    if not may_tell(text):
        return
    named_until = -1
    lines = 0
    for sentence in _SENTENCE.finditer(text):
        words, start = sentence.group(), sentence.start()
        if start and text[start - 1] == "\n":
            lines += 1
        people = [*names_in(words)]
        if people and _LABEL_LINE.match(words):
            named_until = lines + _MOST_LINES
        is_named = bool(people) or (lines <= named_until and bool(_FORM_LINE.match(words)))
        for one in (*_mail(text, sentence.span(), is_named), *_in_sentence(words, is_named)):
            offset = 0 if one.kind in _MAILS else start
            yield Found(one.kind, offset + one.at, offset + one.end)


def may_tell(text: str) -> bool:
    """Whether ``text`` can tell of a natural person at all: a quick answer for the many texts that do not."""
    if "@" in text or "＠" in text or ("某" in text and "住" in text):
        return True
    return may_name(text) or bool(_HOME_PHONE.search(text))


def signs_of_persons() -> tuple[str, ...]:
    """Literal texts one of which, or a match of ``hints_of_persons``, every text has for which ``may_tell`` is true."""
    return ("@", "＠", "某", *signs_of_names())


def hints_of_persons() -> tuple[Hint, ...]:
    """The searches that belong to ``signs_of_persons``."""
    return Hint(_HOME_PHONE.search, near=("电话", "座机", "固话")), *hints_of_names()


def _in_sentence(words: str, is_named: bool) -> Iterator[Found]:
    for match in _HOME_PHONE.finditer(words):
        yield Found(PersonalKind.HOME_PHONE, *match.span())
    if is_named:
        for match in _BIRTH.finditer(words):
            yield Found(PersonalKind.BIRTH, *match.span())
    taken: list[tuple[int, int]] = []
    if (is_named or _MASKED_PERSON.search(words)) and _HOME_SIGN.search(words):
        for match in _HOME.finditer(words):
            if not _BUSINESS.search(_clause_before(words, match.end())) and not _MASKED_PERSON.search(match.group()):
                taken.append(match.span())
                yield Found(PersonalKind.HOME, *match.span())
    if is_named or is_about_person(words):
        yield from _facts(words, taken)


def _facts(words: str, taken: list[tuple[int, int]]) -> Iterator[Found]:
    data = person_words()
    if not data.any_fact.search(words) or data.honest.search(words):
        return
    for kind, pattern in data.facts:
        match = pattern.search(words)
        if match and not any(start < match.end() and match.start() < end for start, end in taken):
            yield Found(kind, *match.span())


def _mail(text: str, span: tuple[int, int], is_named: bool) -> Iterator[Found]:
    """Private mail addresses in the sentence at ``span``; their places are those in the whole ``text``."""
    if text.find("@", *span) < 0 and text.find("＠", *span) < 0:
        return
    for match in person_words().mail.finditer(text, *span):
        before = text[max(span[0], match.start() - _NEAR) : match.start()]
        around = text[max(0, match.start() - _AROUND) : match.end() + _AROUND]
        if _PERSONAL.search(before) or (is_named and not person_words().office.search(before)):
            yield Found(PersonalKind.MAIL_OF_PERSON, *match.span())
        elif not person_words().office.search(before) and not _OFFICE_CONTACTS.search(around):
            yield Found(PersonalKind.MAIL, *match.span())


def _clause_before(words: str, end: int) -> str:
    """The clause that ends at ``end``."""
    return re.split("[，。；,;\n]", words[:end])[-1]
